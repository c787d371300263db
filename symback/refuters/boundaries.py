"""The boundaries of pieces and the zeros of signs: where a claim that holds all around may still fail."""

from __future__ import annotations

from collections.abc import Iterator

from symback.kernel.claim import Claim
from symback.kernel.point import Point
from symback.refuters._sampling import boundary_points
from symback.registry import Refuter


def propose(claim: Claim) -> Iterator[Point]:
    """Points on the first boundaries that the claim shows."""
    return boundary_points(claim, 6)


REFUTER = Refuter("boundaries", cost=0, points=propose)
