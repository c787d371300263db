"""Normal forms as terms again: the same values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symback.kernel import terms as t
from symback.kernel.display import element_to_term, polynomial_to_term
from symback.kernel.errors import Unsupported
from symback.kernel.normalise import Normaliser
from symback.kernel.point import ConcreteFunction
from tests.kernel.build import (
    PI,
    N,
    add,
    call,
    enclosure_at,
    entry,
    f,
    i,
    inv,
    k,
    mul,
    normal,
    num,
    point,
    power,
    sigmoid,
    sub,
    total,
    workspace,
    x,
    y,
)

TERMS = [
    add(x, mul(2, y)),
    inv(add(x, power(y, 2))),
    mul(f("exp", sub(x, y)), f("exp", y)),
    sigmoid(mul(2, x)),
    mul(f("log", num(6)), x),
    f("sqrt", num(12)),
    f("sin", add(x, y)),
    f("erf", x),
    mul(PI, x),
    call("g", add(x, 1)),
    total(k, mul(entry("a", k), f("exp", entry("a", k)))),
    total(k, inv(add(1, power(entry("a", k), 2)))),
    mul(t.Size(N), entry("a", i)),
    f("tanh", x),
]


@pytest.mark.parametrize("term", TERMS)
def test_values_are_kept(term: t.Term) -> None:
    space = workspace(i)
    normaliser = Normaliser(space)
    normaliser.find_lumps((term,))
    shown = element_to_term(space, normaliser(term))
    where = point(
        {"n": 3},
        {"i": 2},
        functions={"g": ConcreteFunction(("u",), power(t.Symbol("u"), 3))},
        x="2/3",
        y="5/4",
        a=[1, "1/2", -2],
    )
    low, high = enclosure_at(shown, where)
    other_low, other_high = enclosure_at(term, where)
    assert low <= other_high
    assert other_low <= high
    assert high - low < Fraction(1, 10**20)


def test_zero_and_constants() -> None:
    space = workspace()
    assert element_to_term(space, space.zero) is t.ZERO
    assert element_to_term(space, space.number(Fraction(2, 3))) is num("2/3")
    assert polynomial_to_term(space, normal(space, x).numerator) is x


def test_what_has_no_written_form_is_refused() -> None:
    space = workspace()
    functional = t.Functional("F", (), (t.Family((k,), entry("a", k)),), ())
    with pytest.raises(Unsupported):
        element_to_term(space, normal(space, functional))
