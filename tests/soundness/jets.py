"""Exact differentiation by arithmetic: real numbers with infinitesimals, e_i^2 = 0 for each of them.

A value is a number, or a `Jet`: a polynomial in the infinitesimals e_0, e_1, ... whose monomials are sets
of them, written as bit masks. The part of a value that has e_i is its derivative along the i-th
perturbation, exactly. Rational numbers stay rational until a function makes them real; real numbers are
mpmath's, at the caller's working precision. Source of the method: nested dual numbers (Clifford 1873).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from mpmath import mp, mpf

LARGEST_EXACT = 4000
"""Bits of a denominator or numerator beyond which a rational is continued as a real number."""


class Undefined(ArithmeticError):
    """There is no real value here, or none that the working precision can tell from an undefined one."""


Scalar = Fraction | mpf


@dataclass(frozen=True, slots=True)
class Jet:
    """The sum of parts[S] * e_S over sets S of infinitesimals, S as a bit mask; at least one S is not 0."""

    parts: Mapping[int, Scalar]


Value = Fraction | mpf | Jet


def real(value: Scalar) -> mpf:
    """The number at the working precision."""
    return mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def _plus(left: Scalar, right: Scalar) -> Scalar:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    return real(left) + real(right)


def _times(left: Scalar, right: Scalar) -> Scalar:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        product = left * right
        return real(product) if product.denominator.bit_length() > LARGEST_EXACT else product
    return real(left) * real(right)


def parts(value: Value) -> Mapping[int, Scalar]:
    """The coefficients by set of infinitesimals."""
    return value.parts if isinstance(value, Jet) else {0: value}


def jet(coefficients: Mapping[int, Scalar]) -> Value:
    """The value with these coefficients, a plain number where it has no infinitesimals."""
    kept = {mask: number for mask, number in coefficients.items() if mask == 0 or number != 0}
    if any(kept):
        return Jet(kept)
    return kept.get(0, Fraction(0))


def base(value: Value) -> Scalar:
    """The number itself, without infinitesimals."""
    return value.parts.get(0, Fraction(0)) if isinstance(value, Jet) else value


def perturbed(value: Value, bit: int) -> Value:
    """value + e_bit."""
    return jet({**parts(value), 1 << bit: Fraction(1)})


def derivative_part(value: Value, bit: int) -> Value:
    """The coefficient of e_bit."""
    mask = 1 << bit
    return jet({key ^ mask: number for key, number in parts(value).items() if key & mask})


def add(left: Value, right: Value) -> Value:
    """left + right."""
    if not isinstance(left, Jet) and not isinstance(right, Jet):
        return _plus(left, right)
    result = dict(parts(left))
    for mask, number in parts(right).items():
        result[mask] = _plus(result[mask], number) if mask in result else number
    return jet(result)


def multiply(left: Value, right: Value) -> Value:
    """left * right, with e_i^2 = 0."""
    if not isinstance(left, Jet) and not isinstance(right, Jet):
        return _times(left, right)
    result: dict[int, Scalar] = {}
    for one, first in parts(left).items():
        for other, second in parts(right).items():
            if not one & other:
                product, mask = _times(first, second), one | other
                result[mask] = _plus(result[mask], product) if mask in result else product
    return jet(result)


def subtract(left: Value, right: Value) -> Value:
    """left - right."""
    return add(left, multiply(Fraction(-1), right))


def far_from_zero(number: Scalar) -> bool:
    """Whether the sign of the number is certain."""
    if isinstance(number, Fraction):
        return number != 0
    return bool(abs(number) > mpf(10) ** (-(mp.dps // 2)))


def sign_of(number: Scalar) -> int:
    """-1, 0 (exactly) or 1; undefined where the precision cannot tell."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    if not far_from_zero(number):
        raise Undefined("a sign that cannot be told from 0")
    return 1 if number > 0 else -1


def lift(value: Value, function: Callable[[Scalar], Scalar], slope: Callable[[Value], Value]) -> Value:
    """f(a + e b) = f(a) + e b f'(a), one infinitesimal after the other."""
    if not isinstance(value, Jet):
        return function(value)
    bit = max(value.parts).bit_length() - 1
    held = jet({mask: number for mask, number in value.parts.items() if not mask >> bit & 1})
    moved = multiply(slope(held), derivative_part(value, bit))
    shifted = {mask | 1 << bit: number for mask, number in parts(moved).items()}
    return add(lift(held, function, slope), jet(shifted))


def _inverse(number: Scalar) -> Scalar:
    if not far_from_zero(number):
        raise Undefined("division by zero")
    return 1 / number


def reciprocal(value: Value) -> Value:
    """1/value."""
    return lift(value, _inverse, lambda a: multiply(Fraction(-1), power(reciprocal(a), 2)))


def divide(left: Value, right: Value) -> Value:
    """left/right."""
    return multiply(left, reciprocal(right))


def power(value: Value, exponent: int) -> Value:
    """value^exponent for an integer; value^0 is 1."""
    if exponent < 0:
        return power(reciprocal(value), -exponent)
    result: Value = Fraction(1)
    while exponent:
        if exponent & 1:
            result = multiply(result, value)
        exponent >>= 1
        if exponent:
            value = multiply(value, value)
    return result


def _raised(number: Scalar, exponent: Fraction) -> Scalar:
    """number^exponent; exact where a square root of a rational is rational."""
    if isinstance(number, Fraction) and exponent.denominator == 2:
        root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
        if root * root == number:
            return root**exponent.numerator
    return real(number) ** real(exponent)


def positive_power(value: Value, exponent: Fraction) -> Value:
    """value^exponent for a fraction that is no integer: no negative base, and no slope at 0."""
    number = base(value)
    if sign_of(number) < 0:
        raise Undefined("a fractional power of a negative number")
    if sign_of(number) == 0:
        if exponent < 0 or isinstance(value, Jet):
            raise Undefined("a fractional power at 0")
        return Fraction(0)
    return lift(
        value,
        lambda a: _raised(a, exponent),
        lambda a: multiply(exponent, positive_power(a, exponent - 1)),
    )
