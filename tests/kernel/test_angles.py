"""Sine and cosine over rational multiples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.cases import decide
from symback.kernel.element import Restart
from symback.kernel.normalise import Normaliser
from tests.kernel.build import PI, add, div, f, mul, neg, num, power, sub, workspace, x, y


def sin(term: t.Term) -> t.Term:
    return f("sin", term)


def cos(term: t.Term) -> t.Term:
    return f("cos", term)


def same(left: t.Term, right: t.Term) -> bool:
    space = workspace()
    for _ in range(4):
        space.open_case()
        normaliser = Normaliser(space)
        try:
            return space.subtract(normaliser(left), normaliser(right)).is_zero()
        except Restart:
            continue
    raise AssertionError("the choice of generators does not settle")


EQUAL = [
    (add(power(sin(x), 2), power(cos(x), 2)), num(1)),
    (sin(add(x, y)), add(mul(sin(x), cos(y)), mul(cos(x), sin(y)))),
    (cos(sub(x, y)), add(mul(cos(x), cos(y)), mul(sin(x), sin(y)))),
    (sin(mul(3, x)), sub(mul(3, sin(x)), mul(4, power(sin(x), 3)))),
    (sin(x), mul(2, sin(div(x, 2)), cos(div(x, 2)))),
    (sin(neg(x)), neg(sin(x))),
    (sin(add(x, PI)), neg(sin(x))),
    (cos(sub(div(PI, 2), x)), sin(x)),
    (div(1, add(1, cos(x))), div(sub(1, cos(x)), power(sin(x), 2))),
    (power(cos(f("atan", x)), 2), div(1, add(1, power(x, 2)))),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal(left: t.Term, right: t.Term) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sin(x), cos(x)),
        (sin(mul(2, x)), mul(2, sin(x))),
        (sin(add(x, y)), add(sin(x), sin(y))),
        (sin(num(1)), num("21/25")),
    ],
)
def test_different(left: t.Term, right: t.Term) -> None:
    assert not same(left, right)


@pytest.mark.parametrize("quarter", range(-5, 9))
def test_values_at_quarter_turns(quarter: int) -> None:
    angle = mul(num(Fraction(quarter, 2)), PI)
    sine, cosine = ((0, 1), (1, 0), (0, -1), (-1, 0))[quarter % 4]
    assert same(sin(angle), num(sine))
    assert same(cos(angle), num(cosine))
    assert same(sin(add(x, angle)), add(mul(cosine, sin(x)), mul(sine, cos(x))))


def test_inverse_functions() -> None:
    for left, right in ((sin(f("asin", x)), x), (f("tan", f("atan", x)), x), (cos(f("acos", x)), x)):
        assert decide(left, right, (), (), fast().ring(), 50_000).completed
