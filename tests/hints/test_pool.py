from __future__ import annotations

from symback.hints._pool import pieces, placed
from symback.kernel import terms as t
from tests.kernel.build import N, add, call, claim, define, derivative, entry, f, i, j, k, mul, total, w, x, y


def test_pieces_of_both_sides_and_of_the_derivative() -> None:
    found = pieces(claim(derivative(mul(x, f("exp", mul(x, y))), x), f("exp", mul(x, y))))
    assert {x, y, mul(x, y), f("exp", mul(x, y))} <= set(found)
    assert not any(isinstance(piece, t.Number) for piece in found)


def test_names_are_put_in_once() -> None:
    named = claim(y, x, definitions=(define("y", add(w, call("f", x))),))
    assert {w, call("f", x)} <= set(pieces(named))


def test_short_ones_come_first() -> None:
    found = pieces(claim(add(mul(x, y, w), mul(x, y)), x))
    assert found.index(x) < found.index(mul(x, y)) < found.index(mul(x, y, w))


def test_an_entry_stands_for_all_positions_too() -> None:
    first = t.Entry("h", (t.IndexValue(1, N),))
    found = [piece for piece in pieces(claim(first, x)) if isinstance(piece, t.Entry)]
    assert first in found
    (general,) = (piece for piece in found if piece is not first)
    assert list(placed(general, frozenset({i}))) == [entry("h", i)]


def test_loose_indices_become_known_ones() -> None:
    assert list(placed(entry("a", k), frozenset({i, j}))) == [entry("a", i), entry("a", j)]
    assert list(placed(entry("a", i), frozenset({i, j}))) == [entry("a", i)]
    assert list(placed(entry("a", k), frozenset())) == []
    assert list(placed(total(k, entry("a", k)), frozenset())) == [total(k, entry("a", k))]
