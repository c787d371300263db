"""Definitions put in for names; sums written out."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.errors import OverBudget, Unsupported
from symback.kernel.scope import free_indices
from symback.kernel.unfold import closure, names_in, unfold, write_out
from tests.kernel.build import add, call, compare, define, entry, f, i, j, k, mul, number_at, point, power, total, x, y

S, A = t.Symbol("s"), t.Symbol("a")


def opened(term: t.Term, *definitions: object, names: str = "s a f v") -> t.Term:
    known = {d.name: d for d in definitions}  # type: ignore[attr-defined]
    return unfold(term, names.split(), known, {})


def test_definitions_are_put_in_all_the_way_down() -> None:
    known = (define("s", add(A, 1)), define("a", power(x, 2)))
    assert opened(mul(S, S), *known) is mul(add(power(x, 2), 1), add(power(x, 2), 1))
    assert opened(mul(S, A), *known, names="s") is mul(add(A, 1), A)


def test_functions_and_arrays() -> None:
    square = define("f", mul(x, x), x)
    assert opened(call("f", add(x, 1)), square) is mul(add(x, 1), add(x, 1))
    layer = define("v", total(k, mul(entry("W", i, k), entry("x", k))), i)
    assert free_indices(opened(entry("v", k), layer)) == {k}


def test_the_derivative_of_a_defined_function_is_that_of_its_body() -> None:
    known = {"f": define("f", f("abs", power(x, 3)), x)}
    conditions: dict[t.Condition, None] = {}
    result = unfold(call("f", y, orders=(1,)), ["f"], known, conditions)
    assert number_at(result, point(y=-2)) == -12
    assert conditions


def test_a_circle_is_refused() -> None:
    with pytest.raises(Unsupported):
        opened(S, define("s", add(A, 1)), define("a", mul(2, S)))


def test_names_and_their_closure() -> None:
    known = {d.name: d for d in (define("s", A), define("a", x), define("f", x, x))}
    assert names_in(add(S, y), known) == {"s"}
    assert closure(frozenset({"s"}), known) == {"s", "a"}
    assert closure(frozenset({"nothing"}), known) == frozenset()


def test_sums_over_a_written_size_are_written_out() -> None:
    three = t.IndexVariable("c", t.Range("c", 3))
    written = write_out(total(three, entry("x", three)), frozenset())
    assert isinstance(written, t.Add)
    assert [node for node in t.walk(written) if isinstance(node, t.Sum)] == []
    assert len(written.terms) == 3
    huge = t.IndexVariable("c", t.Range("c", 10**9))
    with pytest.raises(OverBudget):
        write_out(total(huge, x), frozenset())


def test_bound_indices_are_made_apart_from_free_ones() -> None:
    term = write_out(mul(entry("x", i), total(i, mul(entry("x", i), entry("y", j)))), frozenset({i, j}))
    sums = [node for node in t.walk(term) if isinstance(node, t.Sum)]
    assert len(sums) == 1
    assert sums[0].index is not i
    assert free_indices(term) == {i, j}
    condition = write_out(compare(total(i, entry("x", i)), "==", 1), frozenset({i}))
    assert all(node.index is not i for node in t.walk(condition) if isinstance(node, t.Sum))
