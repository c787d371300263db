"""The arithmetic on python-flint: fast."""

from __future__ import annotations

from symback.kernel.arithmetic.flint_ball import FlintBalls
from symback.kernel.arithmetic.flint_polynomial import FlintRing
from symback.kernel.arithmetic.interface import FactorRecord


class FlintArithmetic:
    """Polynomials on `fmpq_mpoly`, enclosures on `arb`."""

    name = "flint"

    def ring(self, record: FactorRecord | None = None) -> FlintRing:
        """A ring that fills the record."""
        return FlintRing(record)

    def balls(self, bits: int) -> FlintBalls:
        """Balls with about this many bits."""
        return FlintBalls(bits)
