"""Conditions as people want them: none that is manifest, none twice, none too few."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.conditions import simplest
from symback.kernel.scope import substitute
from symback.kernel.terms import Condition, IndexVariable
from tests.kernel.build import M, N, add, compare, entry, f, i, j, k, l, mul, power, sub, x, y

A = IndexVariable("a", N)


def kept(
    *conditions: Condition, given: tuple[Condition, ...] = (), free: frozenset[IndexVariable] = frozenset()
) -> list[Condition]:
    return list(simplest(conditions, lambda item: item, given, free, fast().ring()))


def test_manifest_conditions_go() -> None:
    assert kept(compare(add(1, power(x, 2)), "!="), compare(f("exp", y), ">"), compare(x, "!=")) == [compare(x, "!=")]


def test_assumed_conditions_go() -> None:
    assert kept(compare(x, "!="), given=(compare(x, ">"),)) == []
    assert kept(compare(x, ">"), given=(compare(x, ">="),)) == [compare(x, ">")]
    assert kept(compare(mul(x, y), ">"), given=(compare(x, ">"), compare(y, ">"))) == []
    assert kept(compare(entry("x", i), ">"), given=(compare(entry("x", k), ">"),), free=frozenset({i})) == []


def test_an_assumption_for_one_index_covers_no_other() -> None:
    loose = compare(entry("x", k), ">")
    assert kept(loose, given=(compare(entry("x", i), ">"),), free=frozenset({i})) == [loose]


def test_a_condition_for_all_indices_covers_each() -> None:
    general, special = compare(entry("x", k), "!="), compare(entry("x", i), "!=")
    assert kept(special, general, free=frozenset({i})) == [general]
    assert kept(general, compare(entry("x", l), "!="), free=frozenset({i})) == [general]


def test_a_condition_in_part_general_covers_only_its_part() -> None:
    """A_ai ≠ 0 for all a says nothing of A_jl."""
    column, other = compare(entry("A", A, i), "!="), compare(entry("A", j, l), "!=")
    assert kept(column, other, free=frozenset({i, j, l})) == [column, other]
    covered = compare(entry("A", j, i), "!=")
    assert kept(column, covered, free=frozenset({i, j, l})) == [column]


def test_ranges_are_told_apart() -> None:
    p = IndexVariable("p", M)
    general, special = compare(entry("B", p), "!="), compare(entry("B", i), "!=")
    assert kept(general, special, free=frozenset({i})) == [general, special]


def test_definitions_show_what_is_manifest() -> None:
    opened = {x: f("exp", y)}
    found = simplest((compare(x, "!="),), lambda item: substitute(item, {}, opened), (), frozenset(), fast().ring())
    assert found == ()


def test_index_conditions_are_kept() -> None:
    different = t.Not(t.SameIndex(i, j))
    assert kept(different, compare(sub(x, y), "!="), free=frozenset({i, j}))[0] is different
