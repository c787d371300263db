from __future__ import annotations

from tests.hints.asking import hint_of
from tests.kernel.build import add, call, claim, derivative, mul, power, x, y


def test_a_forgotten_term() -> None:
    hint = hint_of(claim(derivative(add(power(x, 2), mul(x, y)), x), mul(2, x)))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB109", "2·x + y")


def test_a_term_of_the_product_rule() -> None:
    slope = mul(call("f", x, orders=(1,)), call("g", x))
    hint = hint_of(claim(derivative(mul(call("f", x), call("g", x)), x), slope))
    assert hint is not None
    assert hint.code == "SB109"


def test_a_term_too_many() -> None:
    hint = hint_of(claim(derivative(power(x, 2), x), add(mul(2, x), y)))
    assert hint is not None
    assert (hint.message, hint.replacement) == ("a term is too many", "2·x")
