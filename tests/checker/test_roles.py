from __future__ import annotations

import pytest

from symback.checker.roles import role
from symback.document import Reason
from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.terms import ONE, Symbol, negative
from symback.verdict import Supported, Undecided, Verdict

x = Symbol("x")
PROVED: Verdict = judge(Claim(x, x))
REFUTED: Verdict = judge(Claim(x, negative(x)))
UNDECIDED: Verdict = Undecided(Reason("SB301", "outside"))
SUPPORTED: Verdict = Supported(4, Reason("SB302", "much work"))


def test_the_judge_answers_as_these_tests_assume() -> None:
    assert (PROVED.status, REFUTED.status) == ("proved", "refuted")
    assert ONE is not x


@pytest.mark.parametrize(
    ("step", "head", "blamed", "expected"),
    [
        (PROVED, PROVED, False, ("ok", False)),
        (REFUTED, REFUTED, False, ("culprit", True)),
        (PROVED, REFUTED, True, ("inherits", True)),
        (REFUTED, PROVED, True, ("recovery", False)),
        (REFUTED, SUPPORTED, True, ("recovery", False)),
        (REFUTED, REFUTED, True, ("culprit", True)),
        # Nobody is blamed yet, so a row that is certainly wrong is not passed over.
        (REFUTED, PROVED, False, ("culprit", False)),
        (UNDECIDED, REFUTED, False, ("culprit", True)),
        (PROVED, REFUTED, False, ("culprit", True)),
        (UNDECIDED, PROVED, True, ("ok", False)),
        (UNDECIDED, UNDECIDED, True, ("ok", True)),
        (PROVED, None, False, ("ok", False)),
    ],
)
def test_roles(step: Verdict, head: Verdict | None, blamed: bool, expected: tuple[str, bool]) -> None:
    assert role(step, head, blamed=blamed) == expected
