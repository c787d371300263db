"""The slow, independent arithmetic gives the same answers as the fast one."""

from __future__ import annotations

import pytest

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.theorem import refute, replay
from symback.verdict import Proved, Refuted
from tests.soundness.lines import Line, lines
from tests.soundness.mutants import mutants
from tests.soundness.rewritings import rewritings


def replays(claim: Claim) -> bool:
    verdict = judge(claim)
    assert isinstance(verdict, Proved)
    again = replay(verdict.theorem)
    return (again.claim, again.conditions, again.opened) == (claim, verdict.theorem.conditions, verdict.theorem.opened)


@pytest.mark.parametrize("line", lines()[::3], ids=lambda line: line.name)
def test_a_line(line: Line) -> None:
    assert replays(line.claim)


def test_rewritings(full: bool) -> None:
    for each in rewritings(lines(), 200 if full else 40, seed=5):
        assert replays(each.claim), each.line


def test_a_refutation_can_be_made_again_from_its_point() -> None:
    for each in mutants(lines(), 35, seed=5):
        verdict = judge(each.claim)
        assert isinstance(verdict, Refuted)
        again = refute(each.claim, verdict.refutation.point)
        assert again == verdict.refutation, each.line
