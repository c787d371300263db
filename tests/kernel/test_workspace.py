"""Arithmetic in the field of quotients."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.element import Element
from symback.kernel.errors import OverBudget, UndefinedEverywhere
from symback.kernel.workspace import Workspace
from tests.kernel.build import add, f, i, inv, k, mul, normal, num, power, sub, workspace, x, y, z

SPACE = workspace(budget=10**9)
SMALL = st.recursive(
    st.sampled_from([x, y, num(2), num("-1/3"), f("sqrt", num(2)), f("exp", x)]),
    lambda below: st.builds(add, below, below) | st.builds(mul, below, below),
    max_leaves=5,
)


def element(term: t.Term) -> Element:
    return normal(SPACE, term)


@given(SMALL, SMALL, SMALL)
@settings(max_examples=50, deadline=None)
def test_the_laws_of_a_ring(a: t.Term, b: t.Term, c: t.Term) -> None:
    u, v, w = element(a), element(b), element(c)
    assert SPACE.multiply(u, SPACE.add(v, w)) == SPACE.add(SPACE.multiply(u, v), SPACE.multiply(u, w))
    assert SPACE.multiply(SPACE.multiply(u, v), w) == SPACE.multiply(u, SPACE.multiply(v, w))
    assert SPACE.add(u, SPACE.negate(u)).is_zero()


@given(SMALL, SMALL)
@settings(max_examples=50, deadline=None)
def test_inverses(a: t.Term, b: t.Term) -> None:
    u, v = element(a), element(b)
    for value in (u, v):
        if value.is_zero():
            with pytest.raises(UndefinedEverywhere):
                SPACE.inverse(value)
            return
    assert SPACE.multiply(u, SPACE.inverse(u)) == SPACE.one
    assert SPACE.subtract(SPACE.inverse(SPACE.divide(u, v)), SPACE.divide(v, u)).is_zero()


@given(SMALL, st.integers(-3, 4), st.integers(-3, 4))
@settings(max_examples=50, deadline=None)
def test_powers_add_up(a: t.Term, m: int, n: int) -> None:
    u = element(a)
    if u.is_zero():
        return
    product = SPACE.multiply(SPACE.power(u, m), SPACE.power(u, n))
    assert SPACE.subtract(product, SPACE.power(u, m + n)).is_zero()


def test_roots_leave_denominators() -> None:
    found = element(inv(add(f("sqrt", num(2)), f("sqrt", num(3)))))
    assert found.denominator == ()
    assert found == element(sub(f("sqrt", num(3)), f("sqrt", num(2))))


def test_a_quotient_is_in_lowest_terms() -> None:
    assert element(mul(sub(power(x, 2), power(y, 2)), inv(add(x, y)))) == element(sub(x, y))


def test_work_is_counted() -> None:
    with pytest.raises(OverBudget):
        normal(workspace(budget=200), power(add(x, y, z, 1), 20))
    with pytest.raises(OverBudget):
        normal(workspace(), power(add(x, y), 1000))
    with pytest.raises(OverBudget):
        normal(workspace(), add(power(add(x, y, z, 1), -1000), 1))


def two_valued(space: Workspace) -> Element:
    return normal(space, t.Delta(i, k))


def test_functions_of_deltas_are_interpolated() -> None:
    """f(δ) = f(0) + δ (f(1) − f(0))."""
    space = workspace(i)
    delta = two_valued(space)
    found = space.pointwise(lambda values: space.power(space.add(values[0], space.number(2)), 3), (delta,))
    assert found == space.add(space.number(8), space.scale(delta, Fraction(19)))
    assert space.multiply(delta, delta) == delta
    shifted = space.add(delta, space.one)
    assert space.inverse(shifted) == space.subtract(space.one, space.scale(delta, Fraction(1, 2)))
    with pytest.raises(UndefinedEverywhere):
        space.inverse(delta)


def test_a_case_forgets_what_was_true_in_the_last() -> None:
    space = workspace()
    space.signs[element(x).numerator] = 1
    space.values[0] = space.one
    space.memory["strict"] = True
    space.open_case()
    assert not space.signs
    assert not space.values
    assert not space.memory
