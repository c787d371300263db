from __future__ import annotations

from itertools import islice

import pytest

from symback.kernel.claim import Claim
from symback.refuters._sampling import boundary_points, points
from tests.kernel.build import add, call, claim, compare, div, entry, f, i, j, k, power, sub, total, x, y


def first(of: Claim, count: int = 10) -> list[object]:
    return list(points(of, count))


def test_the_same_claim_has_the_same_points() -> None:
    of = claim(total(k, entry("a", k)), call("f", x, y))
    assert first(of) == first(of)


@pytest.mark.parametrize(
    "assumption",
    [compare(x, ">"), compare(x, "<"), compare(x, ">=", 3), compare(x, "!=", 0), compare(add(x, y), ">", 7)],
)
def test_assumptions_hold_at_every_point(assumption: object) -> None:
    found = list(points(claim(x, y, assumption), 8))  # type: ignore[arg-type]
    assert found
    for point in found:
        here = point.symbols
        text = {">": here["x"] > 0, "<": here["x"] < 0, ">=": here["x"] >= 3, "!=": here["x"] != 0}
        relation = assumption.relation  # type: ignore[attr-defined]
        holds = here["x"] + here["y"] > 7 if assumption.left is not x else text[relation]  # type: ignore[attr-defined]
        assert holds


def test_an_assumed_equation_is_solved() -> None:
    for point in islice(points(claim(x, y, compare(add(x, y), "==", 1)), 8), 8):
        assert point.symbols["x"] + point.symbols["y"] == 1


def test_an_assumed_sum_over_entries_is_solved() -> None:
    normed = claim(total(k, power(entry("p", k), 2)), 1, compare(total(k, entry("p", k)), "==", 1))
    found = list(points(normed, 6))
    assert found
    for point in found:
        assert sum(value for (name, _), value in point.entries.items() if name == "p") == 1


def test_contradictory_assumptions_have_no_points() -> None:
    assert first(claim(x, x, compare(x, ">", 1), compare(x, "<", -1))) == []


def test_free_indices_are_equal_here_and_different_there() -> None:
    found = list(points(claim(entry("a", i), entry("a", j)), 10))
    assert any(point.indices["i"] == point.indices["j"] for point in found)
    assert any(point.indices["i"] != point.indices["j"] for point in found)


def test_boundaries_lie_where_a_sign_is_zero() -> None:
    moved = list(boundary_points(claim(f("sign", sub(x, 3)), div(y, y)), 4))
    assert moved
    assert all(point.symbols["x"] == 3 for point in moved)
