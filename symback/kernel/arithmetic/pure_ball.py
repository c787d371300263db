"""The enclosures of the pure arithmetic: intervals and their functions behind the kernel's interface."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from symback.kernel.arithmetic import pure_series
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.arithmetic.pure_functions import GUARD, function
from symback.kernel.arithmetic.pure_interval import Interval


class PureBall:
    """A rigorous enclosure with integer endpoints times a power of two."""

    __slots__ = ("interval",)

    def __init__(self, interval: Interval) -> None:
        self.interval = interval

    def __add__(self, other: Any) -> PureBall:
        return PureBall(self.interval + other.interval)

    def __sub__(self, other: Any) -> PureBall:
        return PureBall(self.interval - other.interval)

    def __mul__(self, other: Any) -> PureBall:
        return PureBall(self.interval * other.interval)

    def __truediv__(self, other: Any) -> PureBall:
        return PureBall(self.interval / other.interval)

    def __neg__(self) -> PureBall:
        return PureBall(-self.interval)

    def power_integer(self, exponent: int) -> PureBall:
        """The integer power; x^0 is 1."""
        wide = self.interval.with_bits(self.interval.bits + GUARD + abs(exponent).bit_length())
        return PureBall(wide.power_integer(exponent).with_bits(self.interval.bits))

    def power(self, exponent: Any) -> PureBall:
        """exp(exponent * log(self)), for a positive base."""
        if not self.is_positive():
            certain = self.is_negative() or self.is_exact_zero()
            raise Undefined("a real power of what may be 0 or negative", certain=certain)
        bits = self.interval.bits
        base, factor = (item.with_bits(bits + 2 * GUARD) for item in (self.interval, exponent.interval))
        return PureBall(function("exp", factor * function("log", base)).with_bits(bits))

    def root(self, degree: int) -> PureBall:
        """The real root, of a number >= 0 where the degree is even."""
        return PureBall(self.interval.root(degree))

    def lower(self) -> Fraction:
        """The lower end."""
        return self.interval.lower()

    def upper(self) -> Fraction:
        """The upper end."""
        return self.interval.upper()

    def is_positive(self) -> bool:
        """Whether the value is certainly > 0."""
        return self.interval.low > 0

    def is_negative(self) -> bool:
        """Whether the value is certainly < 0."""
        return self.interval.high < 0

    def contains_zero(self) -> bool:
        """Whether the value may be 0."""
        return self.interval.contains_zero()

    def is_exact_zero(self) -> bool:
        """Whether the value is certainly 0."""
        return self.interval.is_exact_zero()

    def apply(self, name: str) -> PureBall:
        """A function of one argument from the kernel's table."""
        return PureBall(function(name, self.interval))

    def __repr__(self) -> str:
        return f"PureBall({self.interval})"


class PureBalls:
    """Makes pure enclosures with `bits` bits."""

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def exact(self, value: Fraction) -> PureBall:
        """The number itself if its denominator is a power of two and it fits, else its enclosure."""
        bottom = value.denominator
        shift = bottom.bit_length() - 1
        if bottom == 1 << shift:
            return PureBall(Interval(value.numerator, value.numerator, -shift, self._bits))
        shift += self._bits + 2
        low = (value.numerator << shift) // bottom
        return PureBall(Interval(low, low + 1, -shift, self._bits))

    def pi(self) -> PureBall:
        """The circle's ratio."""
        return PureBall(pure_series.circle_ratio(self._bits))

    def e(self) -> PureBall:
        """The base of the natural logarithm."""
        return self.exact(Fraction(1)).apply("exp")

    def maximum(self, left: Any, right: Any) -> PureBall:
        """The larger value."""
        difference = (left - right).interval
        if difference.low >= 0 or difference.high <= 0:
            return left if difference.low >= 0 else right  # type: ignore[no-any-return]
        return _join(left.interval, right.interval, max)

    def minimum(self, left: Any, right: Any) -> PureBall:
        """The smaller value."""
        difference = (left - right).interval
        if difference.low >= 0 or difference.high <= 0:
            return right if difference.low >= 0 else left  # type: ignore[no-any-return]
        return _join(left.interval, right.interval, min)


def _join(left: Interval, right: Interval, choose: Callable[[int, int], int]) -> PureBall:
    (low, high), (other_low, other_high), exponent = left.align(right)
    return PureBall(left.make(choose(low, other_low), choose(high, other_high), exponent))
