from __future__ import annotations

from symback.compiler.leaves import Leaves, Roles, reachable
from symback.compiler.tensor import EXAMPLE
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import IndexVariable
from tests.compiler.nets import NET, I, J, K, L, add, by_name, call, derivative, entry, i, j, k, log, mul, neg

DEFINITIONS = by_name(NET)
ROLES = Roles(frozenset({"x", "t"}), frozenset({"w", "b", "u", "c"}), frozenset({"L"}))


def test_names_stand_in_the_order_of_reading() -> None:
    names = [name for name in reachable([L], DEFINITIONS) if name not in DEFINITIONS]
    assert names == ["x", "w", "b", "u", "c", "t"] or set(names) == {"x", "w", "b", "u", "c", "t"}
    assert reachable([L], DEFINITIONS)["w"] == (I, J)


def test_parameters_of_functions_are_no_names() -> None:
    assert "X" not in reachable([L], DEFINITIONS)
    assert "X" in reachable([L, t.Symbol("X")], DEFINITIONS)


def test_what_depends_on_examples_carries_the_batch() -> None:
    leaves = Leaves(DEFINITIONS, [L], ROLES)
    assert leaves.batched("h")
    assert not leaves.batched("w")
    assert leaves.axes_of(mul(entry("w", i, j), entry("x", i))) == {EXAMPLE, i, j}
    assert leaves.differs(entry("y", k))
    assert not leaves.differs(entry("u", j, k))


def test_only_gradients_of_losses_by_parameters_are_reduced() -> None:
    leaves = Leaves(DEFINITIONS, [L], ROLES)
    assert leaves.reduction(derivative(L, entry("w", i, j))) == "mean"
    assert leaves.reduction(derivative(L, entry("z", k))) == ""
    assert leaves.reduction(derivative(entry("y", k), entry("c", k))) == ""
    assert leaves.reduction(L) == ""
    assert Leaves(DEFINITIONS, [L], Roles()).reduction(derivative(L, entry("w", i, j))) == ""


def test_what_is_made_from_gradients_is_reduced() -> None:
    change = Definition("dw", neg(derivative(L, entry("w", i, j))), (i, j))
    leaves = Leaves({**DEFINITIONS, "dw": change}, [L, entry("dw", i, j)], ROLES)
    assert leaves.reduction(entry("dw", i, j)) == "mean"
    assert not leaves.batched("dw")


def test_indices_that_definitions_leave_free_are_labels() -> None:
    label = IndexVariable("t", K)
    cost = Definition("L", neg(log(entry("s", label))))
    leaves = Leaves(by_name((cost,)), [L], Roles(frozenset({"s"})))
    assert leaves.labels == {label}
    assert leaves.axes_of(t.Delta(label, k)) == {EXAMPLE, k}


def test_undefined_functions_with_their_number_of_arguments() -> None:
    body = add(call("f", entry("a", j)), call("c", L, L))
    assert Leaves({}, [body], Roles()).functions == {"f": 1, "c": 2}


def test_a_sum_is_covered_by_a_factor_with_all_axes() -> None:
    leaves = Leaves({}, [entry("a", j)], Roles())
    assert leaves.covered(add(mul(entry("w", i, j), entry("x", i)), entry("b", j)))
    assert not leaves.covered(add(entry("a", i), entry("b", j)))
