from __future__ import annotations

from symback.kernel.terms import Delta
from tests.hints.asking import hint_of
from tests.kernel.build import claim, define, derivative, div, entry, f, i, j, k, mul, power, sub, total, z


def test_the_summation_letter_is_left_standing() -> None:
    loss = div(total(k, power(sub(entry("y", k), entry("t", k)), 2)), 2)
    hint = hint_of(claim(derivative(loss, entry("y", j)), sub(entry("y", i), entry("t", i))))
    assert hint is not None
    assert (hint.code, hint.message) == ("SB104", "the index i should be j")


def test_one_letter_of_the_softmax_jacobian() -> None:
    softmax = define("s", div(f("exp", entry("z", i)), total(k, f("exp", entry("z", k)))), i)
    wrong = mul(entry("s", i), sub(Delta(i, j), entry("s", i)))
    hint = hint_of(claim(derivative(entry("s", i), entry("z", j)), wrong, definitions=(softmax,)))
    assert hint is not None
    assert hint.code == "SB104"


def test_names_without_indices_have_none_to_be_wrong() -> None:
    hint = hint_of(claim(derivative(power(z, 2), z), power(z, 2)))
    assert hint is None or hint.code != "SB104"
