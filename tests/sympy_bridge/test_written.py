from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Add, Float, Mul, Pow, S, Sum, exp, symbols, sympify

from symback.sympy_bridge.written import (
    Written,
    decimal_text,
    evaluated,
    float_text,
    half_unit,
    written_derivative,
    written_piecewise,
    written_sum,
)

x, y, k, n = symbols("x y k n")


def test_a_number_keeps_its_text_and_both_of_its_values():
    third = Written(Fraction(1, 3), "", Float(1 / 3))
    assert third.exact == Fraction(1, 3)
    assert evaluated(third + x) == Float(1 / 3) + x
    assert str(Written(Fraction("0.210"), "0.210", Float(0.21))) == "0.210"
    assert str(third) == "1/3"
    assert third.func(*third.args) == third


def test_evaluating_is_what_python_would_have_done():
    product = Mul(2, Add(x, y, evaluate=False), x, evaluate=False)
    assert evaluated(product, stepwise=True) == 2 * (x + y) * x
    assert evaluated(Mul(x, Pow(x, -1, evaluate=False), evaluate=False)) == 1
    assert evaluated(Add(x, Mul(S.NegativeOne, x, evaluate=False), evaluate=False)) == 0


def test_derivatives_are_kept_or_evaluated_as_they_were_written():
    kept = written_derivative(x**2, ((x, 1),))
    assert str(kept) == "Derivative(x**2, x)"
    assert evaluated(kept) == kept
    assert evaluated(written_derivative(exp(2 * x), ((x, 2),), at_once=True)) == 4 * exp(2 * x)


def test_sums_are_kept():
    body = Mul(k, Pow(k, -1, evaluate=False), evaluate=False)
    total = written_sum(body, ((k, 1, n),))
    assert total.function == body
    assert evaluated(total) == Sum(1, (k, 1, n))


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (Written(Fraction("0.210"), "0.210", Float(0.21)), "0.210"),
        (Written(Fraction("-0.5"), "-0.5", Float(-0.5)), "-0.5"),
        (Mul(S.NegativeOne, Written(Fraction("0.5"), "0.5", Float(0.5)), evaluate=False), "-0.5"),
        (Float(0.21), "0.21"),
        (Float("-0.21"), "-0.21"),
        (Mul(S.NegativeOne, Float(0.21), evaluate=False), "-0.21"),
        (Written(Fraction(1, 2), "", Float(0.5)), None),
        (S(3), None),
        (Float(0.21) * x, None),
    ],
)
def test_a_decimal_is_found_where_it_is_the_whole_side(expression, text):
    assert decimal_text(expression) == text


@given(st.decimals(min_value=-1000, max_value=1000, places=6, allow_nan=False))
def test_the_shortest_decimal_of_a_float_is_the_one_it_was_made_from(value):
    text = repr(float(value))
    assert Fraction(float_text(sympify(float(text)))) == Fraction(text)


@pytest.mark.parametrize(
    ("text", "half"), [("0.21", "1/200"), ("0.210", "1/2000"), ("-3.", "1/2"), ("1.5e-3", "1/20000"), ("2e3", "500")]
)
def test_half_a_unit_of_the_last_digit(text, half):
    assert half_unit(text) == Fraction(half)


def test_pieces_keep_their_conditions():
    inner = written_piecewise([(x, x > 0), (y, S.true)])
    outer = written_piecewise([(x, inner > 0), (y, S.true)])
    assert outer.args[0].cond.lhs == inner
    assert evaluated(inner) == inner
