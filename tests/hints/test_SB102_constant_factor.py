from __future__ import annotations

from symback.kernel.terms import Size
from tests.hints.asking import hint_of
from tests.kernel.build import N, claim, derivative, div, entry, i, inv, k, mul, power, sub, total, x


def test_the_two_of_a_square() -> None:
    hint = hint_of(claim(derivative(power(x, 2), x), x))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB102", "2·x")


def test_the_size_of_a_mean() -> None:
    mean = mul(inv(Size(N)), total(k, power(sub(entry("a", k), entry("y", k)), 2)))
    hint = hint_of(claim(derivative(mean, entry("a", i)), mul(2, sub(entry("a", i), entry("y", i)))))
    assert hint is not None
    assert hint.code == "SB102"
    assert "n" in (hint.replacement or "")


def test_half_of_a_row() -> None:
    hint = hint_of(claim(derivative(div(power(x, 2), 2), x), mul(2, x)))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB102", "x")
