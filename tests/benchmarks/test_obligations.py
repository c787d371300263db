"""The benchmark's equations are what they say: true, false by one mistake, and enough of each."""

from __future__ import annotations

from collections import Counter

import pytest
import sympy as sp

from benchmarks.obligations import Obligation, all_obligations, true_obligations
from benchmarks.obligations.truth import certified, differences


@pytest.mark.parametrize("pair", true_obligations(), ids=lambda pair: pair.name)
def test_truth_is_certified_at_points(pair: Obligation) -> None:
    assert certified(pair)


def test_nearly_every_true_one_has_a_false_neighbour() -> None:
    found = all_obligations()
    truths = Counter(each.truth for each in found)
    assert truths[False] >= 0.9 * truths[True]
    assert all(certified(each) for each in found[::7])
    assert len({each.name for each in found}) == len(found)


def test_cells_norms_and_nets_are_there() -> None:
    names = " ".join(each.name for each in true_obligations())
    for word in ("lstm", "gru", "batch norm 5", "layer norm 3", "log-sum-exp", "divergence", "softmax 6", "2-3-2"):
        assert word in names


def test_the_evaluator_of_truth() -> None:
    x, n = sp.symbols("x n")
    k = sp.Symbol("k", integer=True)
    assert not certified(Obligation("false", x + 1, x))
    assert certified(Obligation("false", x + 1, x, truth=False))
    assert certified(Obligation("sum", sp.Sum(k, (k, 1, n)), sp.Sum(n + 1 - k, (k, 1, n))))
    assert differences(Obligation("nowhere", sp.log(-1 - x**2), x)) == []
