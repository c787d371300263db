"""Sums that do not fall apart, and renaming."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.components import component, delta, open_component, rename, single, size
from symback.kernel.element import Element, SplitIndices
from symback.kernel.errors import Unsupported
from symback.kernel.scope import substitute
from symback.kernel.workspace import Workspace
from tests.kernel.build import (
    M,
    N,
    add,
    call,
    entry,
    f,
    i,
    j,
    k,
    l,
    mul,
    normal,
    p,
    power,
    sigmoid,
    sub,
    total,
    workspace,
)

SUMS = [
    total(k, entry("x", k)),
    total(k, mul(entry("x", k), entry("y", k))),
    total(k, total(l, mul(entry("A", k, l), entry("x", k), entry("y", l)))),
    total(k, total(l, f("exp", mul(entry("A", k, l), entry("A", l, k))))),
    total(k, mul(f("exp", entry("x", k)), power(add(1, power(entry("y", k), 2)), -1))),
    total(k, call("g", entry("x", k), entry("y", i))),
    total(k, mul(entry("A", i, k), entry("A", k, j))),
]


@pytest.mark.parametrize("term", SUMS)
def test_names_of_bound_indices_do_not_matter(term: t.Term) -> None:
    """The renamed sum: every bound index gets another name."""
    space = workspace(i, j)
    names = {k: t.IndexVariable("a", N), l: t.IndexVariable("b", N)}

    def moved(node: t.Term) -> t.Term:
        if isinstance(node, t.Sum):
            return t.Sum(names[node.index], moved(node.body))
        return substitute(node, names)

    assert normal(space, moved(term)) == normal(space, term)


def test_the_order_of_sums_does_not_matter() -> None:
    space = workspace()
    body = mul(entry("A", k, l), entry("x", k))
    assert normal(space, total(k, total(l, body))) == normal(space, total(l, total(k, body)))


def test_different_contractions_are_different() -> None:
    space = workspace()
    forms = [
        total(k, total(l, mul(entry("A", k, l), entry("A", k, l)))),
        total(k, total(l, mul(entry("A", k, l), entry("A", l, k)))),
        total(k, total(l, mul(entry("A", k, k), entry("A", l, l)))),
        total(k, mul(entry("A", k, k), entry("A", k, k))),
    ]
    assert len({normal(space, term) for term in forms}) == 4


@given(st.permutations(list("abcd")))
@settings(deadline=None)
def test_a_cycle_is_canonical(names: list[str]) -> None:
    """tr(A⁴) in any naming and any order of the factors is one generator."""
    space = workspace()
    a, b, c, d = (t.IndexVariable(name, N) for name in names)
    term = mul(entry("A", c, d), entry("A", a, b), entry("A", d, a), entry("A", b, c))
    for index in (a, b, c, d):
        term = total(index, term)
    reference = mul(entry("A", i, j), entry("A", j, k), entry("A", k, l), entry("A", l, i))
    for index in (i, j, k, l):
        reference = total(index, reference)
    assert normal(space, term) == normal(space, reference)


def of(space: Workspace, term: t.Term) -> Element:
    return normal(space, term)


def test_renaming_looks_at_functions_again() -> None:
    space = workspace(i, j)
    for make in (
        lambda index: entry("x", index),
        lambda index: f("exp", entry("x", index)),
        lambda index: sigmoid(entry("x", index)),
        lambda index: f("log", f("exp", entry("x", index))),
        lambda index: total(l, mul(entry("A", index, l), entry("x", l))),
        lambda index: call("g", entry("x", index)),
        lambda index: f("erf", sub(entry("x", index), entry("y", index))),
        lambda index: f("sin", entry("x", index)),
    ):
        assert rename(space, of(space, make(k)), {k: i}) == of(space, make(i))
        assert rename(space, of(space, make(k)), {k: t.IndexValue(2, N)}) == of(space, make(t.IndexValue(2, N)))
    moved = rename(space, of(space, entry("A", k, l)), {k: i, l: i})
    assert moved == of(space, entry("A", i, i))
    assert rename(space, of(space, sub(entry("x", k), entry("x", i))), {k: i}).is_zero()


def test_a_delta_is_decided_or_asked_for() -> None:
    space = workspace(i, j)
    assert delta(space, i, i) == space.one
    assert delta(space, t.IndexValue(1, N), t.IndexValue(2, N)).is_zero()
    with pytest.raises(SplitIndices):
        delta(space, i, j)
    with pytest.raises(SplitIndices):
        delta(space, i, t.IndexValue(1, N))
    with pytest.raises(Unsupported):
        delta(space, i, p)
    space.distinct = frozenset({frozenset({i, j})})
    assert delta(space, i, j).is_zero()
    assert space.two_valued(delta(space, i, k)) is not None
    assert delta(space, i, k) == delta(space, k, i)


def test_a_component_opens_to_itself() -> None:
    space = workspace(i)
    whole = of(space, total(k, mul(entry("A", i, k), entry("x", k))))
    found = single(whole)
    assert found is not None
    bound, atoms, scale = open_component(space, found[0])
    assert scale == 1
    assert all(index not in (i, k) for index in bound)
    assert component(space, bound, atoms) == whole


def test_arguments_of_functions_of_arrays_are_canonical() -> None:
    space = workspace(i)
    one = t.Functional("F", (), (t.Family((k,), mul(entry("x", k), entry("y", i))),), ())
    other = t.Functional("F", (), (t.Family((l,), mul(entry("y", i), entry("x", l))),), ())
    third = t.Functional("F", (), (t.Family((l,), mul(entry("x", i), entry("y", l))),), ())
    assert of(space, one) == of(space, other)
    assert of(space, one) != of(space, third)
    mixed = [
        t.Functional("F", (), (t.Family((k,), entry("x", k)),), ((0, (a,)), (0, (b,)))) for a, b in ((i, j), (j, i))
    ]
    assert of(space, mixed[0]) == of(space, mixed[1])


def test_sizes() -> None:
    space = workspace()
    assert size(space, t.IndexVariable("c", t.Range("c", 3))) == space.number(3)
    assert size(space, k) == of(space, t.Size(N))
    assert size(space, p) == of(space, t.Size(M)) != size(space, k)
