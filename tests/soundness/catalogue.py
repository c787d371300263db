"""The proved lines of the catalogue as material, once more certified by the independent evaluator."""

from __future__ import annotations

from functools import cache

from symback.checking import check
from symback.kernel.claim import Claim
from symback.kernel.terms import walk
from symback.verdict import Proved
from tests.soundness.certifier import samples
from tests.soundness.independent import Unsettled
from tests.soundness.jets import real
from tests.soundness.lines import Line


def _symbolic(claim: Claim) -> bool:
    nodes = (claim.left, claim.right, *(each.body for each in claim.definitions))
    ranges = (getattr(each, "range", None) for node in nodes for each in walk(node))
    return any(each is not None and isinstance(each.size, str) for each in ranges)


@cache
def proved_claims() -> tuple[tuple[str, Claim], ...]:
    """Every claim of relation `equal` that the checker proves in the catalogue, under its derivation's name."""
    found: list[tuple[str, Claim]] = []
    for document in check().documents:
        for judged in document.judged:
            verdict = judged.verdict
            if isinstance(verdict, Proved) and verdict.theorem.claim.relation == "equal":
                found.append((document.derivation.name, verdict.theorem.claim))
    return tuple(found)


@cache
def catalogue_lines() -> tuple[Line, ...]:
    """The proved lines that the independent evaluator agrees with."""
    found = []
    for name, claim in proved_claims():
        if claim.left is claim.right:
            continue
        try:
            agreeing = samples(claim, 3, 2)
        except (Unsettled, KeyError):
            continue
        if len(agreeing) == 2 and all(each.difference < real(10**-30) for each in agreeing):
            found.append(Line(name, claim, _symbolic(claim)))
    return tuple(found)
