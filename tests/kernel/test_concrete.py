"""Concrete polynomials: partials against difference quotients of themselves, which are exact for polynomials."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import concrete
from symback.kernel import terms as t
from symback.kernel.arithmetic.rational import RationalBalls
from symback.kernel.errors import Unsupported
from symback.kernel.point import ConcreteFunction, ConcreteFunctional

BALLS = RationalBalls()
SMALL = st.fractions(min_value=-3, max_value=3, max_denominator=4)
x, y = t.Symbol("x"), t.Symbol("y")
CUBE = ConcreteFunction(
    ("x", "y"),
    t.Add((t.Mul((t.number(2), t.Power(x, t.number(3)), y)), t.negative(t.Power(y, t.number(2))), t.number(7))),
)


def at(found: object, *values: Fraction) -> Fraction:
    return concrete.at(found, [BALLS.exact(value) for value in values], BALLS).lower()


@given(a=SMALL, b=SMALL)
def test_partials_of_a_function(a: Fraction, b: Fraction) -> None:
    assert at(concrete.partial(CUBE, (0, 0)), a, b) == 2 * a**3 * b - b**2 + 7
    assert at(concrete.partial(CUBE, (1, 0)), a, b) == 6 * a**2 * b
    assert at(concrete.partial(CUBE, (2, 1)), a, b) == 12 * a
    assert at(concrete.partial(CUBE, (0, 2)), a, b) == -2
    assert at(concrete.partial(CUBE, (4, 0)), a, b) == 0


@pytest.mark.parametrize("body", [t.Function("exp", (x,)), t.Symbol("z"), t.Power(x, t.MINUS_ONE)])
def test_other_bodies_are_refused(body: t.Term) -> None:
    with pytest.raises(Unsupported):
        concrete.partial(ConcreteFunction(("x", "y"), body), (0, 0))


@given(
    entries=st.lists(SMALL, min_size=1, max_size=4),
    linear=st.lists(SMALL, min_size=1, max_size=3),
    square=st.lists(SMALL, min_size=1, max_size=3),
    rest=st.tuples(SMALL, SMALL, st.integers(0, 5)),
)
@settings(max_examples=50, deadline=None)
def test_partials_of_a_functional(entries, linear, square, rest) -> None:
    weight, spread, component = rest
    given_one = ConcreteFunctional(tuple(linear), tuple(square), weight, spread)

    def value(at_entries: list[Fraction], *partials: int) -> Fraction:
        balls = [BALLS.exact(entry) for entry in at_entries]
        return concrete.functional(given_one, component, balls, partials, BALLS).lower()

    def moved(place: int, step: Fraction) -> list[Fraction]:
        return [entry + step * (place == here) for here, entry in enumerate(entries)]

    weighted = sum(linear[p % len(linear)] * z for p, z in enumerate(entries))
    squares = sum(square[p % len(square)] * z * z for p, z in enumerate(entries))
    assert value(entries) == (weighted + squares + weight * weighted**2) * (1 + component * spread)
    step = Fraction(1, 3)
    # Central differences are exact for polynomials of degree 2.
    for place, other in product(range(len(entries)), repeat=2):
        slope = (value(moved(place, step)) - value(moved(place, -step))) / (2 * step)
        assert value(entries, place) == slope
        second = (value(moved(other, step), place) - value(moved(other, -step), place)) / (2 * step)
        assert value(entries, place, other) == second
        assert value(entries, place, other, 0) == 0
