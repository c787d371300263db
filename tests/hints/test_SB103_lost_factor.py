from __future__ import annotations

from symback.hints.SB103_lost_factor import factors_of
from tests.hints.asking import hint_of
from tests.kernel.build import call, claim, define, derivative, div, f, mul, power, sigmoid, sub, u, v, w, x, y, z


def test_a_lost_slope_of_the_activation() -> None:
    neuron = (
        define("sigma", sigmoid(u), u),
        define("y", call("sigma", mul(w, x))),
        define("z", div(power(sub(y, v), 2), 2)),
    )
    hint = hint_of(claim(derivative(z, w), mul(sub(y, v), x), definitions=neuron))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB103", "σ′(w·x)·(y − v)·x")


def test_a_lost_inner_derivative() -> None:
    hint = hint_of(claim(derivative(f("exp", mul(x, y)), x), f("exp", mul(x, y))))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB103", "y·exp(x·y)")


def test_factors_are_those_of_the_derivative() -> None:
    wrong = claim(derivative(mul(x, f("exp", mul(x, y))), x), f("exp", mul(x, y)))
    assert f("exp", mul(x, y)) in factors_of(wrong)
    assert y in factors_of(wrong)
