"""Summation: what is true of finite sums, and of nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.errors import KernelError
from symback.kernel.normalise import Normaliser
from tests.kernel.build import (
    N,
    add,
    div,
    entry,
    f,
    i,
    inv,
    j,
    k,
    l,
    mul,
    normal,
    num,
    number_at,
    p,
    point,
    power,
    sigmoid,
    sub,
    total,
    workspace,
    x,
)


def X(index: t.Index) -> t.Term:
    return entry("x", index)


def Y(index: t.Index) -> t.Term:
    return entry("y", index)


EQUAL = [
    (total(k, num(1)), t.Size(N)),
    (total(k, mul(3, X(i))), mul(3, t.Size(N), X(i))),
    (total(k, add(X(k), Y(k))), add(total(k, X(k)), total(l, Y(l)))),
    (total(k, mul(X(i), Y(k))), mul(X(i), total(k, Y(k)))),
    (mul(total(k, X(k)), total(k, X(k))), total(k, total(l, mul(X(k), X(l))))),
    (power(total(k, X(k)), 2), total(k, mul(X(k), total(l, X(l))))),
    (total(k, mul(t.Delta(i, k), X(k))), X(i)),
    (total(k, mul(t.Delta(i, k), f("exp", X(k)), entry("A", k, j))), mul(f("exp", X(i)), entry("A", i, j))),
    (total(k, total(l, mul(t.Delta(k, l), entry("A", k, l)))), total(k, entry("A", k, k))),
    (total(k, mul(sub(1, t.Delta(k, i)), X(k))), sub(total(k, X(k)), X(i))),
    (total(k, f("exp", t.Delta(k, i))), add(t.Size(N), -1, f("exp", num(1)))),
    (total(k, f("exp", add(X(k), x))), mul(f("exp", x), total(k, f("exp", X(k))))),
    (total(k, div(X(k), add(1, X(k)))), sub(t.Size(N), total(k, inv(add(1, X(k)))))),
    (total(k, sigmoid(X(k))), sub(t.Size(N), total(k, inv(add(1, f("exp", X(k))))))),
    (total(k, f("abs", mul(2, X(k)))), mul(2, total(k, f("abs", X(k))))),
    (total(k, power(f("abs", X(k)), 2)), total(k, power(X(k), 2))),
    (total(k, power(f("sqrt", add(1, power(X(k), 2))), 2)), add(t.Size(N), total(k, power(X(k), 2)))),
    (total(k, total(p, entry("B", k, p))), total(p, total(k, entry("B", k, p)))),
    (total(k, div(X(k), total(l, X(l)))), num(1)),
]
DIFFERENT = [
    (total(k, X(k)), X(i)),
    (total(k, power(X(k), 2)), power(total(k, X(k)), 2)),
    (total(k, mul(X(k), Y(k))), mul(total(k, X(k)), total(k, Y(k)))),
    (total(k, f("exp", X(k))), f("exp", total(k, X(k)))),
    (total(k, entry("A", i, k)), total(k, entry("A", k, i))),
    (total(k, f("abs", X(k))), total(k, X(k))),
    (total(k, inv(add(1, X(k)))), inv(add(t.Size(N), total(k, X(k))))),
    (total(k, num(1)), total(p, num(1))),
]


def same(left: t.Term, right: t.Term) -> bool:
    space = workspace(i, j)
    space.distinct = frozenset({frozenset({i, j})})
    normaliser = Normaliser(space)
    normaliser.find_lumps((left, right))
    return space.subtract(normaliser(left), normaliser(right)).is_zero()


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal(left: t.Term, right: t.Term) -> None:
    assert same(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different(left: t.Term, right: t.Term) -> None:
    assert not same(left, right)


def test_a_term_that_has_no_value_is_not_left_out() -> None:
    with pytest.raises(KernelError):
        normal(workspace(i), total(k, mul(t.Delta(k, i), inv(sub(X(k), X(i))))))


BODIES = st.recursive(
    st.builds(X, st.sampled_from([i, k, l]))
    | st.builds(lambda a, b: entry("A", a, b), st.sampled_from([i, k, l]), st.sampled_from([k, l]))
    | st.builds(t.Delta, st.sampled_from([i, k]), st.sampled_from([k, l])),
    lambda below: (
        st.builds(add, below, below) | st.builds(mul, below, below) | st.builds(total, st.sampled_from([k, l]), below)
    ),
    max_leaves=6,
)


@given(BODIES, BODIES, st.integers(1, 2))
@settings(max_examples=80, deadline=None)
def test_equal_normal_forms_have_equal_values(a: t.Term, b: t.Term, place: int) -> None:
    """Against brute force at n = 2, with k and l summed over in two ways."""
    left = total(k, total(l, mul(a, b)))
    right = total(l, total(k, mul(b, a)))
    where = point({"n": 2}, {"i": place}, x=[2, 5], A=[[3, -1], [7, 4]])
    assert same(left, right)
    assert number_at(left, where) == number_at(right, where)
    assert same(left, total(k, total(l, add(a, b)))) <= (
        number_at(left, where) == number_at(total(k, total(l, add(a, b))), where)
    )
