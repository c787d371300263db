from __future__ import annotations

import pytest

from symback.compiler.arrays import Identity, Labelled, Length, Name, Picked, SamePosition
from symback.compiler.leaves import Leaves, Roles
from symback.compiler.names import Names
from symback.compiler.program import CompileError
from symback.compiler.scope import Scope
from symback.compiler.tensor import EXAMPLE, Tensor
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import IndexVariable, Range
from tests.compiler.nets import K, L, by_name, entry, i, j, k, log, mul, neg

LABEL = IndexVariable("t", K)
COST = Definition("L", neg(log(entry("s", LABEL))))


def scope(*examples: str) -> Scope:
    roots = [L, mul(entry("w", i, j), entry("x", i))]
    return Scope(Leaves(by_name((COST,)), roots, Roles(frozenset(examples))), Names())


def test_arguments_know_their_shapes() -> None:
    made = scope("x")
    assert made.leaf("x") == Tensor(Name("x"), (EXAMPLE, made.leaf("x").axes[1]))
    made.leaf("w")
    assert {name: each.shape for name, each in made.arguments.items()} == {"x": ("N", "I"), "w": ("I", "J")}
    assert made.arguments["x"].role == "example"


def test_lengths_come_from_shapes_or_numbers() -> None:
    made = scope("x")
    assert made.length(EXAMPLE) == Length(Name("x"), 0)
    assert made.length(j) == Length(Name("w"), 1)
    assert made.length(IndexVariable("p", Range("P", "P"))) == Name("P")


def test_written_positions_and_labels_are_picked() -> None:
    made = scope("s")
    row = Tensor(Name("s"), (EXAMPLE, k))
    assert made.at(row, (t.IndexValue(2, K),)).array == Picked(Name("s"), (None, 1))
    assert made.at(row, (LABEL,)) == Tensor(Labelled(Name("s"), Name("t"), rows=True), (EXAMPLE,))
    with pytest.raises(CompileError, match="only index"):
        made.at(Tensor(Name("w"), (EXAMPLE, i, k)), (i, LABEL))


def test_equal_indices() -> None:
    made = scope("s")
    assert made.same(i, IndexVariable("p", i.range), mask=True).array == Identity(made.length(i), mask=True)
    found = made.same(k, LABEL, mask=True)
    assert isinstance(found.array, SamePosition)
    assert found.axes == (EXAMPLE, k)


def test_functions_and_their_derivatives() -> None:
    made = scope()
    assert made.function("f", (0,)) == "f"
    assert made.function("f", (2,)) == "f_prime_prime"
    assert made.function("c", (1, 1)) == "c_d1_d2"


def test_a_statement_gives_a_name_once() -> None:
    made = scope()
    assert made.assign("h", Tensor(Name("x"), (i,))) == Tensor(Name("h"), (i,))
    assert made.value(Name("h")) == Name("x")
    with pytest.raises(ValueError, match="h has a value"):
        made.assign("h", Tensor(Name("x"), (i,)))
