import ast
import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Integer, Rational

from symback.readers._numbers import Literal, fold
from symback.sympy_bridge.written import Written

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def whole(value):
    return Literal(Fraction(value), "", value)


@given(st.sampled_from(sorted(OPERATORS, key=str)), st.integers(-99, 99), st.integers(-99, 99).filter(bool))
def test_numbers_are_folded_exactly_and_as_python_does(kind, left, right):
    found = fold(kind(), whole(left), whole(right))
    assert found.exact == OPERATORS[kind](Fraction(left), Fraction(right))
    assert found.computed == OPERATORS[kind](left, right)


def test_powers_are_folded_within_limits():
    assert fold(ast.Pow(), whole(2), whole(-1)).exact == Fraction(1, 2)
    assert fold(ast.Pow(), whole(2), whole(10)).computed == 1024
    assert fold(ast.Pow(), whole(9), whole(9**9)) is None
    assert fold(ast.Pow(), whole(10**300), whole(900)) is None
    assert fold(ast.Pow(), whole(2), Literal(Fraction(1, 2), "0.5", 0.5)) is None
    assert fold(ast.Pow(), whole(0), whole(-1)) is None
    assert fold(ast.Div(), whole(1), whole(0)) is None
    assert fold(ast.Mod(), whole(1), whole(2)) is None


def test_a_number_becomes_what_sympy_would_have_got():
    assert whole(3).expression() == Integer(3)
    assert Literal(Fraction(1, 3), "", Fraction(1, 3)).expression() == Rational(1, 3)
    half = fold(ast.Div(), whole(1), whole(2)).expression()
    assert isinstance(half, Written)
    assert half.exact == Fraction(1, 2)


@pytest.mark.parametrize(("text", "negative"), [("0.21", "-0.21"), ("-0.21", "0.21"), ("", "")])
def test_minus_changes_the_sign_of_the_text(text, negative):
    assert Literal(Fraction(1), text, 1.0).negative().text == negative
