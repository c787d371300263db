"""The arithmetic on the standard library alone: slow, and independent of the fast one."""

from __future__ import annotations

from symback.kernel.arithmetic.interface import FactorRecord
from symback.kernel.arithmetic.pure_ball import PureBalls
from symback.kernel.arithmetic.pure_polynomial import PureRing


class PureArithmetic:
    """Polynomials as dictionaries, enclosures as pairs of integers."""

    name = "pure"

    def ring(self, record: FactorRecord | None = None) -> PureRing:
        """A ring that consults the record."""
        return PureRing(record)

    def balls(self, bits: int) -> PureBalls:
        """Intervals with about this many bits."""
        return PureBalls(bits)
