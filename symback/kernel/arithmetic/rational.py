"""Exact rational numbers behind the interface of enclosures: what decides equality where it can.

A result that is not rational, or too large, is `Undefined` without certainty.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.arithmetic.pure_interval import floor_root

LARGEST_BITS = 20_000
_ODD = ("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf")
_KNOWN = {(name, 0): 0 for name in _ODD} | {
    ("exp", 0): 1,
    ("cos", 0): 1,
    ("cosh", 0): 1,
    ("log", 1): 0,
    ("acos", 1): 0,
    ("acosh", 1): 0,
}


class RationalBall:
    """A number that is known exactly."""

    __slots__ = ("value",)

    def __init__(self, value: Fraction) -> None:
        if value.numerator.bit_length() + value.denominator.bit_length() > LARGEST_BITS:
            raise Undefined("a rational number with too many digits")
        self.value = value

    def __add__(self, other: Any) -> RationalBall:
        return RationalBall(self.value + other.value)

    def __sub__(self, other: Any) -> RationalBall:
        return RationalBall(self.value - other.value)

    def __mul__(self, other: Any) -> RationalBall:
        return RationalBall(self.value * other.value)

    def __truediv__(self, other: Any) -> RationalBall:
        if not other.value:
            raise Undefined("a division by 0", certain=True)
        return RationalBall(self.value / other.value)

    def __neg__(self) -> RationalBall:
        return RationalBall(-self.value)

    def power_integer(self, exponent: int) -> RationalBall:
        """The integer power; x^0 is 1."""
        if exponent < 0 and not self.value:
            raise Undefined("a negative power of 0", certain=True)
        bits = max(self.value.numerator.bit_length(), self.value.denominator.bit_length())
        if bits > 1 and (bits - 1) * abs(exponent) > LARGEST_BITS:
            raise Undefined("a rational number with too many digits")
        if bits == 1:
            exponent = exponent % 2 if self.value else min(exponent, 1)
        return RationalBall(self.value**exponent)

    def power(self, exponent: Any) -> RationalBall:
        """A rational power of a positive number, where it is rational."""
        if self.value <= 0:
            raise Undefined("a real power of 0 or a negative number", certain=True)
        return self.root(exponent.value.denominator).power_integer(exponent.value.numerator)

    def root(self, degree: int) -> RationalBall:
        """The real root, where it is rational."""
        if self.value < 0 and degree % 2 == 0:
            raise Undefined("an even root of a negative number", certain=True)
        if degree > LARGEST_BITS and self.value not in (-1, 0, 1):
            raise Undefined("an irrational root")
        top, bottom = (floor_root(part, degree) for part in (self.value.numerator, self.value.denominator))
        if top**degree != self.value.numerator or bottom**degree != self.value.denominator:
            raise Undefined("an irrational root")
        return RationalBall(Fraction(top, bottom))

    def lower(self) -> Fraction:
        """The value."""
        return self.value

    def upper(self) -> Fraction:
        """The value."""
        return self.value

    def is_positive(self) -> bool:
        """Whether it is > 0."""
        return self.value > 0

    def is_negative(self) -> bool:
        """Whether it is < 0."""
        return self.value < 0

    def contains_zero(self) -> bool:
        """Whether it is 0."""
        return not self.value

    def is_exact_zero(self) -> bool:
        """Whether it is 0."""
        return not self.value

    def apply(self, name: str) -> RationalBall:
        """A function of one argument, at the few points where its value is known to be rational."""
        value = self.value
        if name == "abs":
            return RationalBall(abs(value))
        if name == "sign":
            return RationalBall(Fraction((value > 0) - (value < 0)))
        if name == "sqrt":
            return self.root(2)
        known = _KNOWN.get((name, value.numerator)) if value.denominator == 1 else None
        if known is None:
            raise Undefined("a value that is not known to be rational")
        return RationalBall(Fraction(known))


class RationalBalls:
    """Makes exact numbers."""

    def exact(self, value: Fraction) -> RationalBall:
        """The number itself."""
        return RationalBall(value)

    def pi(self) -> RationalBall:
        """Not rational."""
        raise Undefined("pi is irrational")

    def e(self) -> RationalBall:
        """Not rational."""
        raise Undefined("e is irrational")

    def maximum(self, left: Any, right: Any) -> RationalBall:
        """The larger value."""
        return RationalBall(max(left.value, right.value))

    def minimum(self, left: Any, right: Any) -> RationalBall:
        """The smaller value."""
        return RationalBall(min(left.value, right.value))
