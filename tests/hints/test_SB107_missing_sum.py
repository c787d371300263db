from __future__ import annotations

from tests.hints.asking import hint_of
from tests.kernel.build import claim, derivative, entry, j, k, mul, p, power, q, sub, total


def test_all_paths_through_the_next_layer_count() -> None:
    out = total(q, mul(entry("u", q, p), entry("h", q)))
    loss = total(p, power(sub(out, entry("t", p)), 2))
    wrong = mul(2, sub(out, entry("t", p)), entry("u", j, p))
    hint = hint_of(claim(derivative(loss, entry("h", q)), wrong))
    assert hint is None or hint.code != "SB101"


def test_a_product_is_summed_over_the_strange_index() -> None:
    score = total(k, total(j, mul(entry("d", k), entry("w", j, k), entry("h", j))))
    wrong = mul(entry("d", k), entry("w", j, k))
    hint = hint_of(claim(derivative(score, entry("h", j)), wrong))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB107", "Σ_k d[k]·w[j,k]")
