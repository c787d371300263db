from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import alike, edits, holds_all_of, product, size_of, with_other, without
from symback.hints._edits import total as sum_of
from symback.kernel import terms as t
from symback.kernel.terms import IndexVariable, Node
from tests.kernel.build import add, call, derivative, entry, f, i, j, k, mul, num, power, total, x, y, z


def renamed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if node is x:
        yield y


def test_one_place_at_a_time() -> None:
    assert list(edits(add(x, mul(x, z)), renamed)) == [add(y, mul(x, z)), add(x, mul(y, z))]


def test_what_a_derivative_is_taken_by_stays() -> None:
    slope = derivative(f("exp", x), x)
    assert list(edits(slope, renamed)) == [derivative(f("exp", y), x)]
    assert list(edits(slope, renamed, variables=True)) == [derivative(f("exp", y), x), derivative(f("exp", x), y)]


def test_numbers_in_exponents_stay() -> None:
    def doubled(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Number):
            yield num(2 * node.value)

    assert list(edits(mul(3, power(x, 2)), doubled)) == [mul(6, power(x, 2))]


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
    assert len(list(edits(long, renamed))) == 800


def test_sizes_and_pieces() -> None:
    assert size_of(num(2)) == 1
    assert size_of(add(x, mul(x, y))) == 5
    assert without((x, y, z), 1) == (x, z)
    assert with_other((x, y), 0, z) == (z, y)
    assert (product((x,)), sum_of((x,))) == (x, x)
    assert (product((x, y)), sum_of((x, y))) == (mul(x, y), add(x, y))


def test_order_and_bound_letters_make_no_difference() -> None:
    assert alike(add(x, mul(y, z)), add(mul(z, y), x))
    assert alike(add(x, add(y, 0)), add(y, x))
    assert alike(mul(x, 1), x)
    assert alike(total(i, entry("a", i)), total(k, entry("a", k)))
    assert not alike(total(i, entry("a", i)), total(i, entry("a", j)))
    assert not alike(call("f", x), call("g", x))
    assert not alike(call("f", x), call("f", x, orders=(1,)))
    assert not alike(power(x, 2), power(x, 3))


def test_the_other_side_with_something_added() -> None:
    assert holds_all_of(add(x, mul(y, z)), x)
    assert holds_all_of(mul(x, y, z), mul(z, x))
    assert holds_all_of(x, x)
    assert not holds_all_of(add(x, y), mul(x, y))
