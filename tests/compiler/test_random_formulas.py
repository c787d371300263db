"""Programs of random formulas, with and without a batch, against the kernel's enclosures."""

from __future__ import annotations

import pytest

from symback.compiler.assembly import assemble
from symback.compiler.leaves import reachable
from symback.compiler.program import CompileError
from symback.compiler.subject import Formula, Options, Subject
from symback.kernel.claim import Claim
from tests.compiler.nets import build, by_name
from tests.soundness.random_terms import claims

DECLINED = (
    "whole arrays",  # opaque functions of arrays have no array form
    "at any point",  # no value at any of the points tried
    "divides by zero",
    "a derivative of Derivative",
    "no closed form is proved",
)


def outcome(claim: Claim, *, every_other: bool) -> str:
    definitions = by_name(claim.definitions)
    names = [name for name in reachable([claim.left], definitions) if name not in definitions]
    subject = Subject("random", "random", "", definitions, (Formula("value", claim.left, claim.left),))
    try:
        build(assemble([subject], Options(batch=tuple(names[::2]) if every_other else ())))
    except CompileError as reason:
        return next((words for words in DECLINED if words in str(reason)), f"wrong: {reason}")
    return "compiled"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("every_other", [False, True])
def test_what_compiles_has_the_right_values(seed: int, every_other: bool) -> None:
    found = [outcome(claim, every_other=every_other) for claim in claims(40, 100 + seed)]
    assert not [each for each in found if each.startswith("wrong")]
    assert found.count("compiled") > 0.8 * len(found)
