"""Enclosures on flint's `arb`: midpoint and radius. What arb answers with nan is `Undefined` here."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from symback.kernel.arithmetic.flint import arb, ctx, fmpq
from symback.kernel.arithmetic.interface import LARGEST_ARGUMENT, LARGEST_EXPONENT, Undefined

_ZERO, _ONE = arb(0), arb(1)
_TINY = arb(2) ** -60_000
_SMALLEST = Fraction(1, 1 << 2 * LARGEST_EXPONENT)


class FlintBall:
    """An `arb` and the precision to go on with."""

    __slots__ = ("_bits", "_value")

    def __init__(self, value: Any, bits: int) -> None:
        self._value = value
        self._bits = bits

    def __add__(self, other: Any) -> FlintBall:
        if ctx.prec != self._bits:
            ctx.prec = self._bits
        return FlintBall(self._value + other._value, self._bits)

    def __sub__(self, other: Any) -> FlintBall:
        if ctx.prec != self._bits:
            ctx.prec = self._bits
        return FlintBall(self._value - other._value, self._bits)

    def __mul__(self, other: Any) -> FlintBall:
        if ctx.prec != self._bits:
            ctx.prec = self._bits
        return FlintBall(self._value * other._value, self._bits)

    def __truediv__(self, other: Any) -> FlintBall:
        ctx.prec = self._bits
        if 0 in other._value:
            raise Undefined("a division by what may be 0", certain=bool(other._value.is_zero()))
        return FlintBall(self._value / other._value, self._bits)

    def __neg__(self) -> FlintBall:
        if ctx.prec != self._bits:
            ctx.prec = self._bits
        return FlintBall(-self._value, self._bits)

    def power_integer(self, exponent: int) -> FlintBall:
        """The integer power; x^0 is 1."""
        value = self._value
        ctx.prec = self._bits + abs(exponent).bit_length()
        if exponent == 0:
            return FlintBall(_ONE, self._bits)
        if 0 not in value:
            return FlintBall(finite(value**exponent), self._bits)
        if exponent < 0:
            raise Undefined("a negative power of what may be 0", certain=bool(value.is_zero()))
        if value.is_zero():
            return self
        # arb's own power is nan here.
        most = value.abs_upper() ** exponent
        return FlintBall(around_zero(most, both_sides=exponent % 2 == 1), self._bits)

    def power(self, exponent: Any) -> FlintBall:
        """exp(exponent * log(self)), for a positive base."""
        if not self.is_positive():
            certain = self.is_negative() or self.is_exact_zero()
            raise Undefined("a real power of what may be 0 or negative", certain=certain)
        ctx.prec = self._bits + 24
        return FlintBall(exponential(exponent._value * self._value.log()), self._bits)

    def root(self, degree: int) -> FlintBall:
        """The real root, of a number >= 0 where the degree is even."""
        if degree < 1:
            raise ValueError("a root has a degree of at least 1")
        ctx.prec = self._bits
        value = self._value
        if value.is_zero():
            return self
        if value > 0:
            return FlintBall(finite(value.root(degree)), self._bits)
        if degree % 2 == 0 and not value >= 0:
            raise Undefined("an even root of what may be negative", certain=bool(value < 0))
        if value < 0:
            return FlintBall(-finite((-value).root(degree)), self._bits)
        most = finite(value.abs_upper().root(degree))
        return FlintBall(around_zero(most.abs_upper(), both_sides=degree % 2 == 1), self._bits)

    def lower(self) -> Fraction:
        """The lower end, or a little less."""
        ctx.prec = self._bits
        return _rational(self._value.lower())

    def upper(self) -> Fraction:
        """The upper end, or a little more."""
        ctx.prec = self._bits
        return -_rational((-self._value).lower())

    def is_positive(self) -> bool:
        """Whether the value is certainly > 0."""
        return bool(self._value > 0)

    def is_negative(self) -> bool:
        """Whether the value is certainly < 0."""
        return bool(self._value < 0)

    def contains_zero(self) -> bool:
        """Whether the value may be 0."""
        return 0 in self._value

    def is_exact_zero(self) -> bool:
        """Whether the value is certainly 0."""
        return bool(self._value.is_zero())

    def apply(self, name: str) -> FlintBall:
        """A function of one argument from the kernel's table."""
        ctx.prec = self._bits
        return FlintBall(_FUNCTIONS[name](self._value), self._bits)

    def __repr__(self) -> str:
        return f"FlintBall({self._value})"


def finite(value: Any, *, certain: bool = False) -> Any:
    """The value, unless arb found none."""
    if not value.is_finite():
        raise Undefined("no finite value", certain=certain)
    return value


def around_zero(most: Any, *, both_sides: bool) -> Any:
    """[-most, most] or [0, most]."""
    return arb(0, most) if both_sides else arb(most / 2, most / 2).nonnegative_part()


def exponential(value: Any) -> Any:
    """e^x, refused where it is too large to be of use, and [0, tiny] where it is too small."""
    if value < -LARGEST_ARGUMENT:
        return around_zero(_TINY, both_sides=False)
    if not value <= LARGEST_ARGUMENT:
        raise Undefined("exp of a number beyond its largest argument")
    return value.exp()


def _square_root(value: Any) -> Any:
    return FlintBall(value, ctx.prec).root(2)._value


def _sign(value: Any) -> Any:
    if value.is_zero():
        return value
    if 0 in value:
        raise Undefined("sign of what may be 0")
    return _ONE if value > 0 else -_ONE


def _within(name: str, outside: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """arb's function, undefined with certainty where `outside` holds."""

    def function(value: Any) -> Any:
        return finite(getattr(value, name)(), certain=outside(value))

    return function


def _hyperbolic(name: str) -> Callable[[Any], Any]:
    def function(value: Any) -> Any:
        if not abs(value) <= LARGEST_ARGUMENT:
            raise Undefined(f"{name} of a number beyond its largest argument")
        return getattr(value, name)()

    return function


def _never(_: Any) -> bool:
    return False


_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": exponential,
    "log": _within("log", lambda value: value <= 0),
    "sqrt": _square_root,
    "sinh": _hyperbolic("sinh"),
    "cosh": _hyperbolic("cosh"),
    "asin": _within("asin", lambda value: abs(value) > 1),
    "acos": _within("acos", lambda value: abs(value) > 1),
    "atanh": _within("atanh", lambda value: abs(value) >= 1),
    "acosh": _within("acosh", lambda value: value < 1),
    "abs": abs,
    "sign": _sign,
} | {name: _within(name, _never) for name in ("sin", "cos", "tan", "tanh", "atan", "asinh", "erf")}


def _rational(end: Any) -> Fraction:
    """An exact arb as a Fraction, rounded down where it is too small to be written."""
    mantissa, exponent = end.man_exp()
    number, power = int(mantissa), int(exponent)
    if number.bit_length() + power > LARGEST_EXPONENT:
        raise Undefined("a number beyond the largest exponent")
    if power >= 0:
        return Fraction(number << power)
    if power < -2 * LARGEST_EXPONENT:
        return -_SMALLEST if number < 0 else Fraction(0)
    return Fraction(number, 1 << -power)


class FlintBalls:
    """Makes arb enclosures with `bits` bits."""

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def exact(self, value: Fraction) -> FlintBall:
        """The number itself if it fits, else its enclosure."""
        ctx.prec = self._bits
        if value.denominator == 1:
            return FlintBall(arb(value.numerator), self._bits)
        return FlintBall(arb(fmpq(value.numerator, value.denominator)), self._bits)

    def pi(self) -> FlintBall:
        """The circle's ratio."""
        ctx.prec = self._bits
        return FlintBall(arb.pi(), self._bits)

    def e(self) -> FlintBall:
        """The base of the natural logarithm."""
        ctx.prec = self._bits
        return FlintBall(_ONE.exp(), self._bits)

    def maximum(self, left: Any, right: Any) -> FlintBall:
        """The larger value."""
        ctx.prec = self._bits
        return FlintBall(left._value.max(right._value), self._bits)

    def minimum(self, left: Any, right: Any) -> FlintBall:
        """The smaller value."""
        ctx.prec = self._bits
        return FlintBall(left._value.min(right._value), self._bits)
