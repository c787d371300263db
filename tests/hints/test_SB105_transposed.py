from __future__ import annotations

from tests.hints.asking import hint_of
from tests.kernel.build import claim, derivative, entry, i, j, k, mul, total


def test_the_backward_pass_uses_the_transposed_weights() -> None:
    product = total(i, mul(entry("d", i), total(j, mul(entry("w", i, j), entry("x", j)))))
    wrong = total(i, mul(entry("d", i), entry("w", k, i)))
    hint = hint_of(claim(derivative(product, entry("x", k)), wrong))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB105", "Σ_i d[i]·w[i,k]")
