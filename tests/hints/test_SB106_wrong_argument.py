from __future__ import annotations

from tests.hints.asking import hint_of
from tests.kernel.build import call, claim, define, derivative, mul, w, x, y


def test_the_slope_belongs_at_the_input_sum() -> None:
    definition = define("y", call("f", mul(w, x)))
    wrong = mul(call("f", y, orders=(1,)), x)
    hint = hint_of(claim(derivative(y, w), wrong, definitions=(definition,)))
    assert hint is not None
    assert hint.code == "SB106"
    assert "w·x" in (hint.replacement or "")
