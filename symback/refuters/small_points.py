"""Small exact values at unequal sizes: where most false claims already fail."""

from __future__ import annotations

from collections.abc import Iterator

from symback.kernel.claim import Claim
from symback.kernel.point import Point
from symback.refuters._sampling import points
from symback.registry import Refuter


def propose(claim: Claim) -> Iterator[Point]:
    """Up to 28 points over all scales and shapes."""
    return points(claim, 28)


REFUTER = Refuter("small points", cost=1, points=propose)
