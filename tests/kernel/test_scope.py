"""Free indices, capture-avoiding substitution."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.errors import Unsupported
from symback.kernel.scope import free_indices, fresh, height_of, instantiate, kinds, rewrite, substitute
from tests.kernel.build import N, add, define, entry, f, i, j, k, l, mul, number_at, p, point, total, w, x, y

INDICES = st.sampled_from([i, j, k])


def bodies() -> st.SearchStrategy[t.Term]:
    leaves = st.builds(lambda a, b: entry("A", a, b), INDICES, INDICES) | st.builds(lambda a: entry("x", a), INDICES)
    return st.recursive(
        leaves | st.builds(t.Delta, INDICES, INDICES),
        lambda below: st.builds(add, below, below) | st.builds(mul, below, below) | st.builds(total, INDICES, below),
        max_leaves=6,
    )


def test_free_indices_of_sums_and_families() -> None:
    assert free_indices(total(k, mul(entry("x", k), entry("y", i)))) == {i}
    assert free_indices(mul(entry("x", k), total(k, entry("x", k)))) == {k}
    family = t.Family((k,), entry("A", k, j))
    assert free_indices(t.Functional("F", (i,), (family,), ((0, (l,)),))) == {i, j, l}
    assert free_indices(t.Delta(i, t.IndexValue(1, N))) == {i}


def test_a_bound_index_does_not_capture() -> None:
    body = total(k, mul(entry("x", k), entry("x", j)))
    moved = substitute(body, {j: k})
    assert free_indices(moved) == {k}
    assert isinstance(moved, t.Sum)
    assert moved.index is not k
    assert substitute(body, {k: i}) is body


def test_a_term_put_under_a_sum_keeps_its_indices() -> None:
    moved = substitute(total(i, mul(x, entry("y", i))), {}, {x: entry("z", i)})
    assert free_indices(moved) == {i}


def test_indices_are_exchanged_at_once() -> None:
    assert substitute(entry("A", i, j), {i: j, j: i}) is entry("A", j, i)


@given(bodies(), INDICES, INDICES, st.data())
@settings(deadline=None)
def test_substitution_moves_the_value_and_nothing_else(
    body: t.Term, old: t.IndexVariable, new: t.IndexVariable, data: st.DataObject
) -> None:
    """Brute force at n = 2: body[old := new] at a point is body at the point where `old` has the value of `new`."""
    places = {index.name: data.draw(st.integers(1, 2)) for index in (i, j, k)}
    here = point({"n": 2}, places, A=[[1, 2], [5, 11]], x=[3, 7])
    there = point({"n": 2}, {**places, old.name: places[new.name]}, A=[[1, 2], [5, 11]], x=[3, 7])
    assert number_at(substitute(body, {old: new}), here) == number_at(body, there)


def test_instantiation_is_simultaneous_and_capture_free() -> None:
    swap = define("f", add(x, mul(2, y)), x, y)
    assert instantiate(swap, (), (y, x)) is add(y, mul(2, x))
    weighted = define("a", total(k, mul(entry("W", i, k), entry("x", k))), i)
    assert free_indices(instantiate(weighted, (k,), ())) == {k}


def test_a_wrong_number_of_indices_is_refused() -> None:
    with pytest.raises(Unsupported):
        instantiate(define("a", entry("x", i), i), (), ())
    with pytest.raises(Unsupported):
        instantiate(define("f", x, x), (), (w, y))


def test_fresh_names_avoid_what_is_taken() -> None:
    first = fresh(i, frozenset({i}))
    second = fresh(i, frozenset({i, first}))
    assert len({i, first, second}) == 3
    assert first.range is N


def test_kinds_and_height() -> None:
    term = f("exp", total(k, entry("x", k)))
    assert {"exp", t.Sum, t.Entry} <= kinds(term)
    assert t.Delta not in kinds(term)
    assert height_of(f("exp", term)) == height_of(term) + 1


def test_rewrite_refuses_what_is_too_deep() -> None:
    deep = x
    for _ in range(1000):
        deep = f("sin", deep)
    with pytest.raises((Unsupported, RecursionError)):
        rewrite(deep, lambda node, _: y if node is x else None)
    assert rewrite(f("sin", x), lambda node, _: y if node is x else None) is f("sin", y)


def test_ranges_tell_indices_apart() -> None:
    other = t.IndexVariable("i", p.range)
    assert substitute(entry("B", i, other), {i: j}) is entry("B", j, other)
