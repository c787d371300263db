from __future__ import annotations

import pytest

from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.theorem import DEFAULT_BUDGET
from symback.provers.needed_names import PROVER, prove
from tests.kernel.build import point
from tests.provers.claims import BARE, CHAIN, SLOPE, WRITTEN_OUT, false

WITNESS = point(w=2, x=3)


@pytest.mark.parametrize("true", [CHAIN, WRITTEN_OUT, BARE, SLOPE])
def test_what_is_needed_is_opened(true: Claim) -> None:
    theorem = prove(true, WITNESS, DEFAULT_BUDGET)
    assert theorem.claim == true


def test_what_both_sides_show_stays_a_name() -> None:
    assert "z" not in prove(CHAIN, WITNESS, DEFAULT_BUDGET).opened
    assert prove(WRITTEN_OUT, WITNESS, DEFAULT_BUDGET).opened == {"y", "z"}


@pytest.mark.parametrize("true", [CHAIN, WRITTEN_OUT, BARE, SLOPE])
def test_it_proves_nothing_false(true: Claim) -> None:
    with pytest.raises(KernelError):
        prove(false(true), WITNESS, DEFAULT_BUDGET)


def test_it_is_tried_first() -> None:
    assert PROVER.cost == 1
