"""The smallest repair of a refuted claim that the kernel then proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from symback import hints, refuters
from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.looking import Meeting, meeting
from symback.notation.show import show
from symback.registry import Mistake, Refuter, Repair, discover
from symback.verdict import Hint, Proved, Refuted

_POINTS = 2
_MOST_REPAIRS = 300


@cache
def mistakes() -> tuple[Mistake, ...]:
    """All known mistakes, likely ones first."""
    return tuple(sorted(discover(hints, "HINT", Mistake), key=lambda mistake: mistake.cost))


def hints_for(claim: Claim, refuted: Refuted) -> tuple[Hint, ...]:
    """The first repair that makes the claim true, or nothing. Never raises."""
    if claim.relation != "equal":
        return ()
    try:
        points = [refuted.refutation.point, *islice(_points(claim), _POINTS)]
        for mistake, repair in islice(_repairs(claim), _MOST_REPAIRS):
            repaired = replace(claim, right=repair.right)
            if repair.right is claim.left or not _passes(repaired, points):
                continue
            if isinstance(judge(repaired), Proved):
                return (Hint(mistake.code, repair.message, show(repair.right)),)
    except (KernelError, RecursionError):
        return ()
    return ()


def _repairs(claim: Claim) -> Iterator[tuple[Mistake, Repair]]:
    seen = {claim.right}
    for mistake in mistakes():
        for repair in mistake.repairs(claim):
            if repair.right not in seen:
                seen.add(repair.right)
                yield mistake, repair


def _points(claim: Claim) -> Iterator[Point]:
    for refuter in discover(refuters, "REFUTER", Refuter):
        yield from refuter.points(claim)


def _passes(claim: Claim, points: list[Point]) -> bool:
    """Whether the right side meets the left side, wherever both have values; a look that is cheap for many."""
    met = False
    for point in points:
        try:
            outcome = meeting(claim, point)
        except KernelError:
            return False
        if outcome is Meeting.APART:
            return False
        met = met or outcome is Meeting.MEETS
    return met
