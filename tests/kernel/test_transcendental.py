"""Exponentials, logarithms, roots: equal normal forms where the functions are equal, and only there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.element import Restart, SplitSign
from symback.kernel.errors import OverBudget
from symback.kernel.normalise import Normaliser
from symback.kernel.transcendental import prime_powers
from tests.kernel.build import PI, E, add, div, f, inv, mul, neg, num, power, sigmoid, sub, workspace, x, y


def same(left: t.Term, right: t.Term, *positive: t.Term) -> bool:
    space = workspace()
    for _ in range(4):
        space.open_case()
        normaliser = Normaliser(space)
        for item in positive:
            normaliser.require_positive(item)
        try:
            normaliser.find_lumps((left, right))
            return space.subtract(normaliser(left), normaliser(right)).is_zero()
        except Restart:
            continue
    raise AssertionError("the choice of generators does not settle")


def exp(term: object) -> t.Term:
    return f("exp", term)  # type: ignore[arg-type]


EQUAL = [
    (exp(add(x, y)), mul(exp(x), exp(y))),
    (exp(neg(x)), inv(exp(x))),
    (exp(0), num(1)),
    (power(E, x), exp(x)),
    (exp(mul(2, x)), power(exp(x), 2)),
    (exp(div(x, y)), power(exp(div(x, mul(2, y))), 2)),
    (sigmoid(neg(x)), sub(1, sigmoid(x))),
    (f("log", sigmoid(x)), neg(f("log", add(1, exp(neg(x)))))),
    (f("log", sub(1, sigmoid(x))), sub(f("log", sigmoid(x)), x)),
    (f("log", num(12)), add(mul(2, f("log", num(2))), f("log", num(3)))),
    (f("log", exp(x)), x),
    (f("sqrt", num(12)), mul(2, f("sqrt", num(3)))),
    (power(num(8), num("1/3")), num(2)),
    (mul(f("sqrt", num(2)), power(num(2), num("1/3"))), power(num(2), num("5/6"))),
    (f("sqrt", exp(mul(2, x))), exp(x)),
    (f("tanh", x), sub(1, div(2, add(1, exp(mul(2, x)))))),
    (f("sinh", mul(2, x)), mul(2, f("sinh", x), f("cosh", x))),
    (f("erf", neg(x)), neg(f("erf", x))),
]
DIFFERENT = [
    (exp(mul(x, y)), mul(exp(x), exp(y))),
    (exp(power(x, 2)), power(exp(x), 2)),
    (f("log", add(exp(x), 1)), x),
    (f("log", num(6)), f("log", num(5))),
    (f("sqrt", num(2)), f("sqrt", num(3))),
    (f("sqrt", num(5)), add(f("sqrt", num(2)), f("sqrt", num(3)))),
    (f("erf", x), f("erf", y)),
    (PI, num("355/113")),
    (f("atan", x), f("asin", x)),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal(left: t.Term, right: t.Term) -> None:
    assert same(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different(left: t.Term, right: t.Term) -> None:
    assert not same(left, right)


def test_laws_for_positive_numbers() -> None:
    assert same(f("log", mul(x, y)), add(f("log", x), f("log", y)), x, y)
    assert same(power(power(x, num("1/3")), num("3/2")), f("sqrt", x), x)
    assert same(exp(mul(num("1/2"), f("log", x))), f("sqrt", x), x)
    assert same(power(x, y), exp(mul(y, f("log", x))), x)
    assert same(f("sqrt", power(x, 2)), x, x)


def test_without_a_sign_a_root_of_a_square_asks_for_cases() -> None:
    with pytest.raises(SplitSign):
        same(f("sqrt", power(x, 2)), x)
    with pytest.raises(SplitSign):
        same(exp(mul(num("1/2"), f("log", power(x, 2)))), x)


@given(st.fractions(Fraction(1, 50), 500, max_denominator=200))
@settings(deadline=None)
def test_prime_powers_multiply_out(value: Fraction) -> None:
    product = Fraction(1)
    for prime, exponent in prime_powers(value):
        product *= Fraction(prime) ** exponent
    assert product == value


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (exp(mul(x, f("log", num(2)))), power(num(2), x)),
        (power(num(2), num("1/2")), f("sqrt", num(2))),
        (power(power(E, x), num("1/2")), exp(div(x, 2))),
        (inv(f("sqrt", num(2))), div(f("sqrt", num(2)), 2)),
        (f("sqrt", sigmoid(mul(2, x))), power(sigmoid(mul(2, x)), num("1/2"))),
        (mul(exp(div(x, 2)), exp(div(x, 3))), exp(mul(num("5/6"), x))),
        (f("log", f("sqrt", num(3))), mul(num("1/2"), f("log", num(3)))),
        (f("log", inv(add(1, exp(x)))), neg(f("log", add(1, exp(x))))),
        (f("erf", num(0)), num(0)),
        (mul(sigmoid(mul(3, x)), add(1, power(exp(neg(x)), 3))), num(1)),
    ],
)
def test_forms_that_meet(left: t.Term, right: t.Term) -> None:
    assert same(left, right)


def test_exponents_and_multiples_are_limited() -> None:
    with pytest.raises(OverBudget):
        same(exp(mul(10**7, x)), x)
    many = add(*(t.Symbol(f"a{number}") for number in range(250)))
    with pytest.raises(OverBudget):
        same(exp(many), x)
