from __future__ import annotations

import pytest

from symback.kernel.errors import KernelError
from symback.kernel.theorem import DEFAULT_BUDGET
from symback.provers.unfolded import prove
from tests.kernel.build import point
from tests.provers.claims import BARE, CHAIN, WRITTEN_OUT, false

WITNESS = point(w=2, x=3)


def test_everything_is_put_in() -> None:
    assert prove(WRITTEN_OUT, WITNESS, DEFAULT_BUDGET).opened == {"y", "z"}
    assert prove(CHAIN, WITNESS, DEFAULT_BUDGET).opened == {"y", "z"}


def test_without_definitions_it_does_nothing() -> None:
    with pytest.raises(KernelError) as caught:
        prove(BARE, WITNESS, DEFAULT_BUDGET)
    assert caught.value.code == "SB305"


def test_it_proves_nothing_false() -> None:
    with pytest.raises(KernelError):
        prove(false(WRITTEN_OUT), WITNESS, DEFAULT_BUDGET)
