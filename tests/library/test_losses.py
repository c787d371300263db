from __future__ import annotations

import pytest
from mpmath import mp, mpf

from symback.library import find
from symback.library.losses import LOSSES
from tests.numeric_evaluator import Scope, World, value

KNOWN = {
    "sum_of_squares": lambda y, t: sum((a - b) ** 2 for a, b in zip(y, t, strict=True)),
    "half_sum_of_squares": lambda y, t: mp.norm(mp.matrix(y) - mp.matrix(t)) ** 2 / 2,
    "mean_squared_error": lambda y, t: mp.norm(mp.matrix(y) - mp.matrix(t)) ** 2 / len(y),
    "cross_entropy": lambda y, t: mp.log(mp.fprod(a**-b for a, b in zip(y, t, strict=True))),
    "binary_cross_entropy": lambda y, t: (
        -mp.log(mp.fprod(a**b * (1 - a) ** (1 - b) for a, b in zip(y, t, strict=True)))
    ),
}


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_loss_has_its_known_value(name, size):
    y = [mpf(k + 1) / (size + 2) for k in range(size)]
    t = [mpf(2 * k + 1) / (3 * size) for k in range(size)]
    places = {("y", (k + 1,)): y[k] for k in range(size)} | {("t", (k + 1,)): t[k] for k in range(size)}
    scope = Scope(World({}, {"n": size}, 1), {}, {}, places)
    assert mp.almosteq(value(LOSSES[name].definition.body, scope), KNOWN[name](y, t), mpf(10) ** -60)


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_found_by_name_and_cites_a_source(name):
    assert find(name) is LOSSES[name].definition
    assert LOSSES[name].source
