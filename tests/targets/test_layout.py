from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symback.compiler import arrays as p
from symback.targets._layout import ATOM, PRODUCT, SUM, as_float, number, product, total

A, B = p.Name("a"), p.Name("b")


def text(array: p.Array, level: int) -> str:
    """Names as they are; sums and products in brackets wherever their place asks for more."""
    match array:
        case p.Name(name=name):
            return name
        case p.Exact(value=value):
            own, plain = number(value)
        case p.Plus(terms=terms):
            own, plain = SUM, total(terms, text)
        case p.Times(factors=factors, divisors=divisors):
            own, plain = PRODUCT, product(factors, divisors, text)
        case _:
            raise AssertionError(array)
    return f"({plain})" if own < level else plain


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(Fraction(3), "3"), (Fraction(1, 4), "0.25"), (Fraction(1, 3), "1 / 3"), (Fraction(-7, 10), "-0.7")],
)
def test_numbers(value: Fraction, wanted: str) -> None:
    assert number(value)[1] == wanted


@given(st.fractions())
def test_every_number_is_itself(value: Fraction) -> None:
    shown = number(value)[1]
    numerator, _, denominator = shown.partition(" / ")
    assert float(Fraction(numerator) / Fraction(denominator or 1)) == pytest.approx(float(value), rel=1e-15)
    assert (number(value)[0] == ATOM) == (value >= 0 and " " not in shown)


def test_whole_numbers_that_stand_alone_are_floats() -> None:
    assert as_float(p.Exact(Fraction(1)), text) == "1.0"
    assert as_float(A, text) == "a"


def test_sums_and_products() -> None:
    assert total(((-1, A), (1, B)), text) == "-a + b"
    assert total(((1, A), (-1, p.Plus(((1, A), (1, B))))), text) == "a - (a + b)"
    assert product((A, p.Times((A, B))), (p.Plus(((1, A), (1, B))),), text) == "a * a * b / (a + b)"
    assert product((), (A,), text) == "1 / a"
