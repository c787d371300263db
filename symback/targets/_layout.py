"""Sums, products and numbers as text, with no more parentheses than a reader needs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symback.compiler import arrays as p
from symback.compiler.arrays import Array

SUM, PRODUCT, POWER, ATOM = 10, 20, 30, 40
"""How tightly a text binds."""

Text = Callable[[Array, int], str]
"""The text of an expression, in parentheses if it binds less than the given level."""


def number(value: Fraction) -> tuple[int, str]:
    """An exact number, as a decimal where that is exact."""
    sign = SUM if value < 0 else ATOM
    if value.denominator == 1:
        return sign, str(value.numerator) if abs(value) < 2**53 else repr(float(value))
    if Fraction(repr(float(value))) == value:
        return sign, repr(float(value))
    return min(sign, PRODUCT), f"{value.numerator} / {value.denominator}"


def as_float(array: Array, text: Text) -> str:
    """The expression; a whole number with a decimal point, where nothing else makes it a float."""
    match array:
        case p.Exact(value=value) if value.denominator == 1:
            return repr(float(value))
        case _:
            return text(array, 0)


def total(terms: tuple[tuple[int, Array], ...], text: Text) -> str:
    """a - b + c."""
    sign, first = terms[0]
    words = ["-" + text(first, PRODUCT) if sign < 0 else text(first, SUM)]
    words += [f"{'-' if sign < 0 else '+'} {text(term, SUM + 1)}" for sign, term in terms[1:]]
    return " ".join(words)


def product(factors: tuple[Array, ...], divisors: tuple[Array, ...], text: Text) -> str:
    """a * b / c."""
    flat = _flat(factors)
    head = " * ".join(text(each, PRODUCT + 1) for each in flat) if flat else "1"
    return " / ".join([head, *(text(each, PRODUCT + 1) for each in divisors)])


def _flat(factors: tuple[Array, ...]) -> list[Array]:
    """The factors with products among them opened: one product is read as one row."""
    found: list[Array] = []
    for factor in factors:
        match factor:
            case p.Times(factors=inner, divisors=()):
                found += _flat(inner)
            case _:
                found.append(factor)
    return found
