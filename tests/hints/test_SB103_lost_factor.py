from __future__ import annotations

from symback.hints.SB103_lost_factor import factors_of
from tests.hints.asking import hint_of
from tests.kernel.build import claim, define, derivative, div, f, mul, power, sigmoid, sub, w, x, y, z
from tests.kernel.build import v as t


def test_a_lost_slope_of_the_activation() -> None:
    definitions = (define("y", sigmoid(mul(w, x))), define("z", div(power(sub(y, t), 2), 2)))
    hint = hint_of(claim(derivative(z, w), mul(sub(y, t), x), definitions=definitions))
    assert hint is not None
    assert hint.code == "SB103"


def test_a_lost_inner_derivative() -> None:
    hint = hint_of(claim(derivative(f("sin", power(x, 3)), x), mul(3, f("cos", power(x, 3)))))
    assert hint is not None
    assert hint.code in {"SB103", "SB108"}


def test_factors_are_those_of_the_derivative() -> None:
    wrong = claim(derivative(mul(x, f("exp", mul(x, y))), x), f("exp", mul(x, y)))
    assert f("exp", mul(x, y)) in factors_of(wrong)
    assert y in factors_of(wrong)
