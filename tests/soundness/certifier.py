"""Certifies, without the kernel, that a claim is false, or that it holds at generic points.

False needs two points with unequal sizes of at least 2 at which the assumptions hold, both sides are
defined and the values differ by far more than the precision. Holding is agreement at several points.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mpmath import mp, mpf

from symback.kernel.claim import Claim
from symback.kernel.point import Point
from tests.soundness.independent import PRECISION, Undefined, evaluate
from tests.soundness.jets import Scalar, real
from tests.soundness.sampling import points

FAR = Fraction(1, 10**12)
"""A relative difference that no rounding at `PRECISION` digits explains."""

NEAR = Fraction(1, 10**35)


@dataclass(frozen=True, slots=True)
class Values:
    """Both sides of a claim at a point."""

    point: Point
    left: Scalar
    right: Scalar
    digits: int = PRECISION

    @property
    def difference(self) -> mpf:
        """|left - right|, relative to the larger side where that exceeds 1."""
        with mp.workdps(self.digits):
            left, right = real(self.left), real(self.right)
            return abs(left - right) / max(mpf(1), abs(left), abs(right))


def compare(claim: Claim, point: Point, digits: int = PRECISION) -> Values | None:
    """Both sides at a point, or None where one of them is undefined."""
    try:
        left, right = (evaluate(side, point, claim.definitions, digits) for side in (claim.left, claim.right))
        return Values(point, left, right, digits)
    except Undefined:
        return None


def samples(claim: Claim, seed: int, wanted: int, tries: int = 60, largest: int = 3) -> list[Values]:
    """Up to `wanted` points at which the claim's sides have values."""
    found: list[Values] = []
    for point in points(claim, seed, tries, largest):
        values = compare(claim, point)
        if values is not None:
            found.append(values)
            if len(found) == wanted:
                break
    return found


def differs(claim: Claim, values: Values) -> bool:
    """Whether the sides differ at the point by far more than rounding, cancellation included."""
    if values.difference <= real(FAR):
        return False
    again = compare(claim, values.point, 4 * PRECISION)
    return again is not None and again.difference > real(FAR)


def is_false(claim: Claim, seed: int = 1) -> bool:
    """Whether the sides differ clearly at two of the first points."""
    return sum(differs(claim, each) for each in samples(claim, seed, 4)) >= 2


def agrees(claim: Claim, seed: int = 1, wanted: int = 4) -> bool:
    """Whether the sides agree at all of at least two generic points."""
    found = samples(claim, seed, wanted)
    return len(found) >= 2 and all(each.difference < real(NEAR) for each in found)
