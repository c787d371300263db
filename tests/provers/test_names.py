from __future__ import annotations

import pytest

from symback.kernel.errors import KernelError
from symback.kernel.theorem import DEFAULT_BUDGET
from symback.provers.names import prove
from tests.kernel.build import point
from tests.provers.claims import BARE, CANCELS, WRITTEN_OUT

WITNESS = point(w=2, x=3)


def test_names_that_cancel_stay_closed() -> None:
    assert prove(CANCELS, WITNESS, DEFAULT_BUDGET).opened == frozenset()


def test_what_was_tried_before_is_not_tried_again() -> None:
    with pytest.raises(KernelError) as caught:
        prove(BARE, WITNESS, DEFAULT_BUDGET)
    assert caught.value.code == "SB305"


def test_different_names_are_not_equal() -> None:
    with pytest.raises(KernelError):
        prove(WRITTEN_OUT, WITNESS, DEFAULT_BUDGET)
