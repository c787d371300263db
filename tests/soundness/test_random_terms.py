"""Any theorem holds at random exact points, and any refutation has a valid witness."""

from __future__ import annotations

from collections import Counter

import pytest

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.verdict import Refuted, Verdict
from tests.soundness.certifier import differs, samples
from tests.soundness.independent import Unsettled
from tests.soundness.random_terms import claims
from tests.soundness.witnesses import fault


@pytest.fixture(scope="module")
def answered(full: bool, tables: dict[str, dict[str, Counter[str]]]) -> list[tuple[Claim, Verdict]]:
    found = [(each, judge(each)) for seed in (1, 2) for each in claims(4000 if full else 400, seed)]
    tables["random claims"] = {"": Counter(verdict.status for _, verdict in found)}
    return found


def test_there_are_both_true_and_false_ones(answered: list[tuple[Claim, Verdict]]) -> None:
    counts = Counter(verdict.status for _, verdict in answered)
    assert counts["proved"] > len(answered) / 4
    assert counts["refuted"] > len(answered) / 4
    assert counts["undecided"] + counts["supported"] < len(answered) / 10


def test_what_is_proved_holds(answered: list[tuple[Claim, Verdict]]) -> None:
    for claim, verdict in answered:
        if verdict.status == "proved":
            try:
                found = samples(claim, 7, 5, tries=30)
            except Unsettled:
                continue
            assert not any(differs(claim, each) for each in found), claim


def test_what_is_refuted_has_a_valid_witness(answered: list[tuple[Claim, Verdict]]) -> None:
    for claim, verdict in answered:
        if isinstance(verdict, Refuted):
            problem = fault(claim, verdict.refutation)
            assert problem is None or "Unsettled" in problem, (problem, claim)
