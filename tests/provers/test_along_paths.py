from __future__ import annotations

import pytest

from symback.kernel.errors import KernelError
from symback.kernel.theorem import DEFAULT_BUDGET
from symback.provers.along_paths import prove
from tests.kernel.build import claim, define, derivative, div, entry, f, i, j, k, neg, point, sub, total, y
from tests.provers.claims import BARE

SOFTMAX = define("s", div(f("exp", entry("z", i)), total(k, f("exp", entry("z", k)))), i)
LOSS = define("y", neg(total(k, f("log", entry("s", k)))))
GRADIENT = claim(
    derivative(y, entry("z", j)),
    sub(total(k, entry("s", j)), 1),
    definitions=(SOFTMAX, LOSS),
)


def test_the_loss_by_the_logits_shows_the_softmax() -> None:
    theorem = prove(GRADIENT, point({"n": 2}, {"j": 1}, z=["1/2", "-3/4"]), DEFAULT_BUDGET)
    assert theorem.opened == {"s", "y"}


def test_without_derivatives_there_are_no_paths() -> None:
    with pytest.raises(KernelError) as caught:
        prove(BARE, point(w=2, x=3), DEFAULT_BUDGET)
    assert caught.value.code == "SB305"
