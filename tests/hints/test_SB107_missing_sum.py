from __future__ import annotations

from symback.hints.SB107_missing_sum import all_paths
from tests.hints.asking import hint_of
from tests.kernel.build import claim, define, derivative, div, entry, f, i, j, k, l, mul, power, q, sub, total, w, z


def test_the_page_of_the_code_is_right() -> None:
    out = define("y", total(q, mul(entry("u", q, k), entry("h", q))), k)
    loss = define("z", div(total(k, power(sub(entry("y", k), entry("t", k)), 2)), 2))
    wrong = mul(sub(entry("y", k), entry("t", k)), entry("u", q, k))
    hint = hint_of(claim(derivative(z, entry("h", q)), wrong, definitions=(out, loss)))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB107", "Σ_k (y[k] − t[k])·u[q,k]")


def test_a_product_is_summed_over_the_strange_index() -> None:
    score = total(k, total(j, mul(entry("d", k), entry("w", j, k), entry("h", j))))
    wrong = mul(entry("d", k), entry("w", j, k))
    hint = hint_of(claim(derivative(score, entry("h", j)), wrong))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB107", "Σ_k d[k]·w[j,k]")


def test_one_path_of_many() -> None:
    softmax = define("a", div(f("exp", entry("z", i)), total(k, f("exp", entry("z", k)))), i)
    loss = define("w", total(l, power(sub(entry("a", l), entry("y", l)), 2)))
    wrong = mul(derivative(w, entry("a", i)), derivative(entry("a", i), entry("z", i)))
    hint = hint_of(claim(derivative(w, entry("z", i)), wrong, definitions=(softmax, loss)))
    assert hint is not None
    assert (hint.code, hint.message) == ("SB107", "a sum over all paths is missing")
    assert hint.replacement == "Σ_m ∂w/∂a[m]·∂a[m]/∂z[i]"


def test_paths_need_a_chain() -> None:
    assert list(all_paths(mul(entry("a", i), entry("b", i)), frozenset())) == []
    unlinked = mul(derivative(z, entry("a", i)), derivative(entry("b", i), entry("z", i)))
    assert list(all_paths(unlinked, frozenset())) == []
