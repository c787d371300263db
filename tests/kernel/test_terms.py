"""Terms are immutable, interned, and keep what was written."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from tests.kernel.build import N, add, call, entry, f, i, inv, j, k, mul, num, piecewise, power, sub, total, x, y

LEAVES = st.sampled_from([x, y, num(2), num("-1/3"), entry("a", i), t.Delta(i, j), t.Size(N), t.Constant("pi")])
TERMS = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.tuples(below, below).map(lambda pair: add(*pair)),
        st.tuples(below, below).map(lambda pair: mul(*pair)),
        below.map(lambda item: power(item, 2)),
        below.map(lambda item: f("exp", item)),
        below.map(lambda item: total(k, item)),
        below.map(lambda item: call("g", item)),
    ),
    max_leaves=8,
)


def test_equal_terms_are_one_object() -> None:
    assert sub(x, y) is t.Add((x, t.Mul((t.MINUS_ONE, y))))
    assert t.Power(base=x, exponent=num(-1)) is inv(x)
    assert t.Range("n", "n") is N
    assert t.IndexVariable("i", N) is i


def test_different_terms_are_different_objects() -> None:
    assert add(x, y) is not add(y, x)
    assert t.Symbol("x") is not t.Entry("x", ())
    assert t.IndexVariable("i", t.Range("m", "m")) is not i
    assert call("g", x, orders=(1,)) is not call("g", x)


def test_nothing_is_evaluated() -> None:
    assert mul(x, inv(x)).factors == (x, power(x, -1))
    assert add(0, x).terms == (t.ZERO, x)
    assert power(x, 0) is not t.ONE


def test_terms_cannot_be_changed() -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        x.name = "y"
    assert replace(x, name="y") is y


@given(TERMS)
@settings(deadline=None)
def test_copies_and_pickles_are_the_same_object(term: t.Term) -> None:
    assert pickle.loads(pickle.dumps(term)) is term  # noqa: S301
    assert copy.copy(term) is term
    assert copy.deepcopy(term) is term


@given(TERMS)
@settings(deadline=None)
def test_walk_meets_each_node_once_and_parents_first(term: t.Term) -> None:
    met = list(t.walk(term))
    assert met[0] is term
    assert len(met) == len({id(node) for node in met})
    assert all(child in met for node in met for child in t.children(node))


def test_children_come_in_the_order_of_the_fields() -> None:
    assert list(t.children(t.Delta(i, j))) == [i, j]
    assert list(t.children(total(i, x))) == [i, x]
    condition = t.Compare("<", x, y)
    assert list(t.children(piecewise((condition, x), (None, y)))) == [condition, x, t.Always(), y]


def test_deep_terms_are_walked_without_recursion() -> None:
    deep = x
    for _ in range(5000):
        deep = f("sin", deep)
    assert sum(1 for _ in t.walk(deep)) == 5001


def test_a_number_is_a_fraction_whatever_it_is_made_of() -> None:
    made = t.Number(7)  # type: ignore[arg-type]
    assert isinstance(made.value, Fraction)
    assert made is num(7)
