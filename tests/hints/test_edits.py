from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, size_of, without
from symback.kernel import terms as t
from symback.kernel.terms import IndexVariable, Node
from tests.kernel.build import add, derivative, entry, f, i, k, mul, num, total, x, y, z


def renamed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if node is x:
        yield y


def test_one_place_at_a_time() -> None:
    assert list(edits(add(x, mul(x, z)), renamed)) == [add(y, mul(x, z)), add(x, mul(y, z))]


def test_a_derivative_is_one_piece() -> None:
    assert list(edits(derivative(f("exp", x), x), renamed)) == []


def test_bound_indices_are_told() -> None:
    seen: list[frozenset[IndexVariable]] = []

    def look(node: Node, bound: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Entry):
            seen.append(bound)
        yield from ()

    assert list(edits(mul(entry("a", i), total(k, entry("a", k))), look)) == []
    assert seen == [frozenset(), frozenset({k})]


def test_there_is_an_end_to_them() -> None:
    long = add(*(x for _ in range(1000)))
    assert len(list(edits(long, renamed))) == 400


def test_sizes_and_pieces() -> None:
    assert size_of(num(2)) == 1
    assert size_of(add(x, mul(x, y))) == 5
    assert without((x, y, z), 1) == (x, z)
