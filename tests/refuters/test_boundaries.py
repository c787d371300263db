from __future__ import annotations

from symback.kernel.theorem import refute
from symback.refuters.boundaries import REFUTER, propose
from tests.kernel.build import claim, compare, f, mul, piecewise, point, power, x


def test_the_boundary_between_two_pieces_is_tried() -> None:
    steps = claim(piecewise((compare(x, "<", 2), 0), (None, 1)), piecewise((compare(x, "<=", 2), 0), (None, 1)))
    assert any(proposed.symbols["x"] == 2 for proposed in propose(steps))
    assert any(refute(steps, proposed) is not None for proposed in propose(steps))


def test_the_zero_of_a_sign_is_tried() -> None:
    squared = claim(power(f("sign", x), 2), 1)
    assert [refute(squared, proposed) is not None for proposed in propose(squared)][:1] == [True]
    assert refute(squared, point(x=1)) is None


def test_smooth_formulas_have_no_boundaries() -> None:
    assert list(propose(claim(mul(x, f("exp", x)), x))) == []
    assert REFUTER.cost == 0
