"""The elementary functions on values with infinitesimals: number, domain and slope of each.

Slopes are the textbook derivatives (DLMF 4.7, 4.20, 4.24, 4.34, 4.38, 7.2), written here once more so that
they owe nothing to the table they are to test; `test_independent.py` holds them against difference quotients.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

from tests.soundness.jets import (
    Jet,
    Scalar,
    Undefined,
    Value,
    add,
    base,
    far_from_zero,
    lift,
    multiply,
    positive_power,
    power,
    real,
    reciprocal,
    sign_of,
    subtract,
)

HALF = Fraction(1, 2)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Elementary:
    """A function of one variable: its number, whether it is defined there, and its slope."""

    number: Callable[[mpf], mpf]
    defined: Callable[[Scalar], bool]
    slope: Callable[[Value], Value]


def _everywhere(_: Scalar) -> bool:
    return True


def _positive(number: Scalar) -> bool:
    return sign_of(number) > 0


def _inside(number: Scalar) -> bool:
    return sign_of(ONE - abs(number) if isinstance(number, Fraction) else 1 - abs(number)) > 0


def _inside_or_end(number: Scalar) -> bool:
    return bool(abs(number) <= 1)


def _beyond_one(number: Scalar) -> bool:
    return bool(number >= 1)


def _square(value: Value) -> Value:
    return power(value, 2)


def _root(value: Value) -> Value:
    return positive_power(value, HALF)


def of(name: str, value: Value) -> Value:
    """The function of that name at a value."""
    entry = FUNCTIONS[name]
    if not entry.defined(base(value)):
        raise Undefined(f"{name} outside its domain")
    return lift(value, lambda number: _number(entry, number), entry.slope)


def _number(entry: Elementary, number: Scalar) -> mpf:
    result = entry.number(real(number))
    if not mpmath.isfinite(result) or isinstance(result, mpmath.mpc):
        raise Undefined("no finite real number")
    return result


def _negated(slope: Callable[[Value], Value]) -> Callable[[Value], Value]:
    return lambda value: multiply(Fraction(-1), slope(value))


def _slope_asin(value: Value) -> Value:
    return reciprocal(_root(subtract(ONE, _square(value))))


FUNCTIONS: Mapping[str, Elementary] = {
    "exp": Elementary(mpmath.exp, lambda a: abs(a) < 10**6, lambda a: of("exp", a)),
    "log": Elementary(mpmath.log, _positive, reciprocal),
    "sin": Elementary(mpmath.sin, _everywhere, lambda a: of("cos", a)),
    "cos": Elementary(mpmath.cos, _everywhere, _negated(lambda a: of("sin", a))),
    "tan": Elementary(mpmath.tan, _everywhere, lambda a: add(ONE, _square(of("tan", a)))),
    "sinh": Elementary(mpmath.sinh, _everywhere, lambda a: of("cosh", a)),
    "cosh": Elementary(mpmath.cosh, _everywhere, lambda a: of("sinh", a)),
    "tanh": Elementary(mpmath.tanh, _everywhere, lambda a: power(reciprocal(of("cosh", a)), 2)),
    "asin": Elementary(mpmath.asin, _inside_or_end, _slope_asin),
    "acos": Elementary(mpmath.acos, _inside_or_end, _negated(_slope_asin)),
    "atan": Elementary(mpmath.atan, _everywhere, lambda a: reciprocal(add(ONE, _square(a)))),
    "asinh": Elementary(mpmath.asinh, _everywhere, lambda a: reciprocal(_root(add(ONE, _square(a))))),
    "acosh": Elementary(mpmath.acosh, _beyond_one, lambda a: reciprocal(_root(subtract(_square(a), ONE)))),
    "atanh": Elementary(mpmath.atanh, _inside, lambda a: reciprocal(subtract(ONE, _square(a)))),
    "erf": Elementary(
        mpmath.erf,
        _everywhere,
        lambda a: multiply(2 / mpmath.sqrt(mp.pi), of("exp", multiply(Fraction(-1), _square(a)))),
    ),
}


def square_root(value: Value) -> Value:
    """The root of a number that is not negative."""
    return _root(value)


def absolute(value: Value) -> Value:
    """|value|; it has no slope at 0."""
    return multiply(Fraction(signum_number(value)), value)


def signum(value: Value) -> Value:
    """-1, 0 or 1; it has no slope at 0."""
    return Fraction(signum_number(value))


def signum_number(value: Value) -> int:
    """The sign of the number, which must not be 0 where a slope is asked for."""
    result = sign_of(base(value))
    if result == 0 and isinstance(value, Jet):
        raise Undefined("a kink")
    return result


def larger(left: Value, right: Value) -> Value:
    """max(left, right); at a tie, or what cannot be told from one, only numbers have a maximum."""
    distance = subtract(left, right)
    if not isinstance(distance, Jet) and not far_from_zero(distance):
        return left
    return left if signum_number(distance) >= 0 else right


def smaller(left: Value, right: Value) -> Value:
    """min(left, right)."""
    return right if larger(left, right) is left else left


def rectified(value: Value) -> Value:
    """max(value, 0)."""
    return value if signum_number(value) > 0 else Fraction(0)


def apply(name: str, arguments: tuple[Value, ...]) -> Value:
    """A function of the kernel's table at values."""
    if name in FUNCTIONS:
        (value,) = arguments
        return of(name, value)
    match name, arguments:
        case "sqrt", (value,):
            return square_root(value)
        case "abs", (value,):
            return absolute(value)
        case "sign", (value,):
            return signum(value)
        case "relu", (value,):
            return rectified(value)
        case (("max" | "min"), (first, *others)):
            choose = larger if name == "max" else smaller
            for other in others:
                first = choose(first, other)
            return first
        case _:
            raise KeyError(f"no function {name} of {len(arguments)} arguments")


def general_power(value: Value, exponent: Value) -> Value:
    """value^exponent = exp(exponent log value) for a positive base."""
    return of("exp", multiply(exponent, of("log", value)))
