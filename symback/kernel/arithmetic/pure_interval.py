"""Intervals with binary endpoints: [low * 2^exponent, high * 2^exponent], rounded outward.

Every operation encloses the exact result for all numbers in its operands; no float is involved.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Self

from symback.kernel.arithmetic.interface import LARGEST_EXPONENT, Undefined


class Interval:
    """A rigorous enclosure, whose endpoints keep `bits` bits of the larger one."""

    __slots__ = ("bits", "exponent", "high", "low")

    def __init__(self, low: int, high: int, exponent: int, bits: int) -> None:
        excess = max(low.bit_length(), high.bit_length()) - bits
        if excess > 0:
            low, high, exponent = low >> excess, -(-high >> excess), exponent + excess
        if low == high == 0:
            exponent = 0
        self.low = low
        self.high = high
        self.exponent = exponent
        self.bits = bits

    def make(self, low: int, high: int, exponent: int) -> Self:
        """An interval of the same precision."""
        return type(self)(low, high, exponent, self.bits)

    def with_bits(self, bits: int) -> Self:
        """The same numbers at another precision."""
        return type(self)(self.low, self.high, self.exponent, bits)

    def whole(self, number: int) -> Self:
        """An integer, exact if it fits."""
        return self.make(number, number, 0)

    def ends(self) -> tuple[Self, Self]:
        """The two ends, as exact intervals."""
        return self.make(self.low, self.low, self.exponent), self.make(self.high, self.high, self.exponent)

    def hull(self, other: Self) -> Self:
        """The smallest interval around both."""
        mine, its, exponent = self.align(other)
        return self.make(min(mine[0], its[0]), max(mine[1], its[1]), exponent)

    def meet(self, other: Self) -> Self:
        """What both have in common, for two enclosures of one number."""
        mine, its, exponent = self.align(other)
        return self.make(max(mine[0], its[0]), min(mine[1], its[1]), exponent)

    def widen(self, radius: Self) -> Self:
        """Everything at most the upper end of `radius` away."""
        return self + self.make(-radius.high, radius.high, radius.exponent)

    def halved(self, times: int = 1) -> Self:
        """Divided by 2^times, exactly."""
        return self.make(self.low, self.high, self.exponent - times)

    def magnitude(self) -> int:
        """An m with all numbers below 2^m in absolute value."""
        return max(self.low.bit_length(), self.high.bit_length()) + self.exponent

    def align(self, other: Self) -> tuple[tuple[int, int], tuple[int, int], int]:
        """The ends of both as integers over one exponent."""
        # A number far below the other's last bit is rounded to a unit there, instead of shifting the
        # other by the whole difference of exponents.
        if self.is_exact_zero():
            return (0, 0), (other.low, other.high), other.exponent
        if other.is_exact_zero():
            return (self.low, self.high), (0, 0), self.exponent
        floor = max(self.magnitude(), other.magnitude()) - 2 * max(self.bits, other.bits)
        exponent = max(min(self.exponent, other.exponent), floor)
        return self._at(exponent), other._at(exponent), exponent

    def _at(self, exponent: int) -> tuple[int, int]:
        shift = self.exponent - exponent
        if shift >= 0:
            return self.low << shift, self.high << shift
        shift = -shift
        if shift > max(self.low.bit_length(), self.high.bit_length()):
            return (-1 if self.low < 0 else 0), (1 if self.high > 0 else 0)
        return self.low >> shift, -(-self.high >> shift)

    def __add__(self, other: Self) -> Self:
        mine, its, exponent = self.align(other)
        return self.make(mine[0] + its[0], mine[1] + its[1], exponent)

    def __neg__(self) -> Self:
        return self.make(-self.high, -self.low, self.exponent)

    def __sub__(self, other: Self) -> Self:
        return self + (-other)

    def __mul__(self, other: Self) -> Self:
        products = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return self.make(min(products), max(products), self.exponent + other.exponent)

    def __truediv__(self, other: Self) -> Self:
        if other.contains_zero():
            raise Undefined("a division by what may be 0", certain=other.is_exact_zero())
        shift = self.bits + 4 + max(other.low.bit_length(), other.high.bit_length())
        quotients = [((top << shift), bottom) for top in (self.low, self.high) for bottom in (other.low, other.high)]
        low = min(top // bottom for top, bottom in quotients)
        high = max(-(-top // bottom) for top, bottom in quotients)
        return self.make(low, high, self.exponent - other.exponent - shift)

    def square(self) -> Self:
        """x^2, which is never negative."""
        if self.contains_zero():
            return self.make(0, max(-self.low, self.high) ** 2, 2 * self.exponent)
        return self * self

    def power_integer(self, exponent: int) -> Self:
        """The integer power, by squaring; x^0 is 1."""
        if exponent < 0:
            return self.whole(1) / self.power_integer(-exponent)
        if exponent % 2 == 0:
            base = self.square()
            exponent //= 2
        else:
            base = self
        # From here on the base is either not negative or its power is odd: monotone.
        low, high = base.ends()
        return low._repeated(exponent).hull(high._repeated(exponent))

    def _repeated(self, exponent: int) -> Self:
        result, base = self.whole(1), self
        while exponent:
            if exponent & 1:
                result = result * base
            exponent >>= 1
            if exponent:
                base = base * base
        return result

    def root(self, degree: int) -> Self:
        """The real root of each end: roots are monotone."""
        if degree < 1:
            raise ValueError("a root has a degree of at least 1")
        if degree % 2 == 0 and self.low < 0:
            raise Undefined("an even root of what may be negative", certain=self.high < 0)
        # The number is scaled so that its root has the wanted bits, and its exponent divides evenly.
        size = max(self.low.bit_length(), self.high.bit_length())
        shift = max(0, degree * (self.bits + 4) - size)
        shift += (self.exponent - shift) % degree
        low, high = self.low << shift, self.high << shift
        return self.make(floor_root(low, degree), -floor_root(-high, degree), (self.exponent - shift) // degree)

    def lower(self) -> Fraction:
        """The lower end."""
        return _bound(self.low, self.exponent, self.magnitude())

    def upper(self) -> Fraction:
        """The upper end."""
        return -_bound(-self.high, self.exponent, self.magnitude())

    def is_positive(self) -> bool:
        """Whether all of it is > 0."""
        return self.low > 0

    def is_negative(self) -> bool:
        """Whether all of it is < 0."""
        return self.high < 0

    def contains_zero(self) -> bool:
        """Whether 0 lies in it."""
        return self.low <= 0 <= self.high

    def is_exact_zero(self) -> bool:
        """Whether it is the point 0."""
        return self.low == self.high == 0

    def __repr__(self) -> str:
        return f"[{self.low}, {self.high}]*2^{self.exponent}"


def floor_root(value: int, degree: int) -> int:
    """The largest integer whose power is at most `value`."""
    if value < 0:
        root = floor_root(-value, degree)
        return -root if root**degree == -value else -root - 1
    if degree == 1 or value < 2:
        return value
    if degree == 2:
        return isqrt(value)
    # Newton's method from above decreases until it reaches the floor.
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _bound(number: int, exponent: int, magnitude: int) -> Fraction:
    """number * 2^exponent, rounded down where it is too small to be written, refused where too large."""
    if magnitude > LARGEST_EXPONENT:
        raise Undefined("a number beyond the largest exponent")
    if exponent < -2 * LARGEST_EXPONENT and number:
        shift = -2 * LARGEST_EXPONENT - exponent
        number = (number >> shift) if shift <= number.bit_length() else (-1 if number < 0 else 0)
        exponent = -2 * LARGEST_EXPONENT
    return Fraction(number << exponent) if exponent >= 0 else Fraction(number, 1 << -exponent)
