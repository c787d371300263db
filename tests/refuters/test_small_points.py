from __future__ import annotations

from symback.kernel.theorem import refute
from symback.refuters.small_points import REFUTER, propose
from tests.kernel.build import add, claim, entry, k, total, x, y


def test_a_handful_of_points() -> None:
    proposed = list(propose(claim(x, y)))
    assert len(proposed) == 28
    assert all(set(point.symbols) == {"x", "y"} for point in proposed)


def test_sizes_are_mostly_at_least_two_and_sometimes_one() -> None:
    sizes = [point.sizes["n"] for point in propose(claim(total(k, entry("a", k)), x))]
    assert 1 in sizes
    assert sum(size >= 2 for size in sizes) > len(sizes) / 2


def test_the_first_points_refute_what_is_plainly_false() -> None:
    false = claim(x, add(x, 1))
    assert refute(false, next(REFUTER.points(false))) is not None
