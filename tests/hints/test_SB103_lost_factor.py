from __future__ import annotations

from tests.hints.asking import code_of, hint_of
from tests.kernel.build import (
    add,
    call,
    claim,
    define,
    derivative,
    div,
    entry,
    f,
    i,
    j,
    mul,
    power,
    sigmoid,
    sub,
    total,
    u,
    v,
    w,
    x,
    y,
    z,
)


def test_the_page_of_the_code_is_right() -> None:
    neuron = (
        define("sigma", sigmoid(u), u),
        define("y", call("sigma", mul(w, x))),
        define("z", div(power(sub(y, v), 2), 2)),
    )
    hint = hint_of(claim(derivative(z, w), mul(sub(y, v), x), definitions=neuron))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB103", "(y − v)·x·σ′(w·x)")


def test_a_lost_inner_derivative() -> None:
    hint = hint_of(claim(derivative(f("exp", mul(x, y)), x), f("exp", mul(x, y))))
    assert hint is not None
    assert (hint.code, hint.message) == ("SB103", "the factor y is missing")


def test_a_factor_lost_inside_a_sum() -> None:
    out = total(i, mul(entry("v", i), f("exp", mul(entry("w", i), x))))
    wrong = total(i, mul(entry("v", i), f("exp", mul(entry("w", i), x))))
    hint = hint_of(claim(derivative(out, x), wrong))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB103", "Σ_i v[i]·exp(w[i]·x)·w[i]")


def test_a_factor_lost_in_one_term() -> None:
    hint = hint_of(
        claim(derivative(mul(x, f("exp", mul(x, y))), x), add(f("exp", mul(x, y)), mul(x, f("exp", mul(x, y)))))
    )
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB103", "exp(x·y) + x·exp(x·y)·y")


def test_a_factor_too_many() -> None:
    hint = hint_of(claim(derivative(mul(entry("w", j), x), x), mul(entry("w", j), x)))
    assert hint is not None
    assert (hint.message, hint.replacement) == ("a factor is too many", "w[j]")


def test_a_row_that_should_be_zero_lacks_no_factor() -> None:
    assert code_of(claim(sub(x, x), mul(x, y))) != "SB103"
