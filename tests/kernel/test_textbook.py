"""Equations that stand in textbooks are proved, each in the engine's ordinary budget."""

from __future__ import annotations

import pytest

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.verdict import Proved
from tests.kernel import textbook_scalars, textbook_sums

CLAIMS = textbook_scalars.CLAIMS | textbook_sums.CLAIMS


@pytest.mark.parametrize("found", CLAIMS.values(), ids=CLAIMS.keys())
def test_proved(found: Claim) -> None:
    verdict = judge(found)
    assert isinstance(verdict, Proved), verdict
