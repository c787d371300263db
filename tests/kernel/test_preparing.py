"""Claims made ready: derivatives carried out, definitions put in, bound indices apart."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.errors import KernelError
from symback.kernel.preparing import definitions_of, prepare, unfold_condition, used_names
from symback.kernel.scope import free_indices, kinds
from tests.kernel.build import (
    add,
    claim,
    compare,
    define,
    derivative,
    entry,
    f,
    i,
    j,
    k,
    mul,
    number_at,
    point,
    power,
    sub,
    total,
    x,
    y,
)

S = t.Symbol("s")


def test_derivatives_are_carried_out_also_in_definitions() -> None:
    step = define("d", mul(-1, derivative(t.Symbol("E"), x)))
    found = claim(t.Symbol("d"), mul(-2, x), definitions=(define("E", power(x, 2)), step))
    assert t.Derivative not in kinds(definitions_of(found)["d"].body)
    prepared = prepare(found, used_names(found))
    assert number_at(prepared.left, point(x=3)) == -6


def test_names_are_opened_as_asked() -> None:
    found = claim(mul(S, x), y, definitions=(define("s", add(x, 1)),))
    assert prepare(found, frozenset()).left is mul(S, x)
    assert prepare(found, frozenset({"s"})).left is mul(add(x, 1), x)
    assert used_names(found) == {"s"}


def test_two_definitions_of_one_name_are_refused() -> None:
    with pytest.raises(KernelError):
        definitions_of(claim(S, x, definitions=(define("s", x), define("s", y))))
    assert definitions_of(claim(S, x, definitions=(define("s", x), define("s", x))))


def test_bound_indices_are_apart_from_the_claims_free_ones() -> None:
    prepared = prepare(claim(entry("x", i), total(i, entry("x", i))), frozenset())
    assert isinstance(prepared.right, t.Sum)
    assert prepared.right.index is not i


def test_an_index_of_a_definition_that_it_does_not_declare_is_the_claims() -> None:
    """s := x_i; in Σ_i s the s is the same in all terms."""
    found = claim(total(i, S), x, definitions=(define("s", entry("x", i)),))
    left = prepare(found, frozenset({"s"})).left
    assert free_indices(left) == {i}
    assert number_at(left, point({"n": 3}, {"i": 2}, x=[5, 7, 11])) == 21


def test_kinks_under_a_sum_are_excluded_for_all_indices() -> None:
    """∂²/∂s² Σ_k |s − x_k| exists where s ≠ x_k for all k, also where k is free in the claim."""
    term = derivative(derivative(total(k, f("abs", sub(S, entry("x", k)))), S), S)
    prepared = prepare(claim(add(entry("y", k), term), entry("y", k)), frozenset())
    assert prepared.where
    assert all(k not in free_indices(condition) for condition in prepared.where)


def test_conditions_are_unfolded() -> None:
    known = {"s": define("s", power(x, 2))}
    assert unfold_condition(compare(S, ">"), frozenset({"s"}), known) is compare(power(x, 2), ">")
    index = t.SameIndex(i, j)
    assert unfold_condition(index, frozenset({"s"}), known) is index
