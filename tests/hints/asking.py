"""Hints as a report has them: of a claim that the kernel has refuted."""

from __future__ import annotations

from symback.hinting import hints_for
from symback.judge import judge
from symback.kernel.claim import Claim
from symback.verdict import Hint, Refuted


def hint_of(claim: Claim) -> Hint | None:
    """The one hint for a claim, which has to be false."""
    verdict = judge(claim)
    assert isinstance(verdict, Refuted), verdict
    hints = hints_for(claim, verdict)
    return hints[0] if hints else None


def code_of(claim: Claim) -> str | None:
    """The code of the hint."""
    hint = hint_of(claim)
    return hint.code if hint else None
