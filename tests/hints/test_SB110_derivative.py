from __future__ import annotations

from tests.hints.asking import hint_of
from tests.kernel.build import call, claim, define, derivative, div, mul, power, sub, v, w, x, y, z


def test_the_page_of_the_code_is_right() -> None:
    named = (define("y", call("f", z)), define("w", div(power(sub(y, v), 2), 2)))
    hint = hint_of(claim(derivative(w, z), mul(sub(y, v), call("f", z)), definitions=named))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB110", "(y − v)·f′(z)")


def test_a_prime_too_many() -> None:
    slope = mul(call("f", x, orders=(1,)), call("g", x))
    wrong = mul(call("f", x, orders=(1,)), call("g", x, orders=(1,)))
    hint = hint_of(claim(slope, wrong))
    assert hint is None
    taken = claim(derivative(mul(x, call("g", y)), x), call("g", y, orders=(1,)))
    hint = hint_of(taken)
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB110", "g(y)")
