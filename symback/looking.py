"""A quick look at the two sides of a claim at a point: no evidence for anything."""

from __future__ import annotations

from enum import Enum

from symback.kernel.arithmetic import fast
from symback.kernel.claim import Claim
from symback.kernel.evaluation import apart, sides_at
from symback.kernel.point import Point
from symback.kernel.preparing import prepare, used_names

_FEW_BITS = 64
_MORE_BITS = 256


class Meeting(Enum):
    """How the two sides look at a point, at a low precision."""

    APART = 1
    MEETS = 2
    UNKNOWN = 3


def meeting(claim: Claim, point: Point) -> Meeting:
    """Whether the sides have values at the point, and whether these may be equal; no evidence, only a look."""
    prepared = prepare(claim, used_names(claim))
    outcome = sides_at(claim, prepared, point, fast().balls(_FEW_BITS))
    if outcome is None:
        outcome = sides_at(claim, prepared, point, fast().balls(_MORE_BITS))
        if outcome is None:
            return Meeting.UNKNOWN
    if claim.relation == "proportional":
        return Meeting.MEETS
    return Meeting.APART if apart(claim, outcome) else Meeting.MEETS
