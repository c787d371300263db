"""A false statement is never proved, and nearly every one is refuted with a valid witness."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from symback.judge import judge
from symback.kernel.terms import negative
from symback.verdict import Refuted, Verdict
from tests.soundness.lines import Line
from tests.soundness.mutants import KINDS, Mutant, mutants
from tests.soundness.witnesses import fault


@dataclass(frozen=True)
class Answered:
    mutant: Mutant
    verdict: Verdict


@pytest.fixture(scope="module")
def generated(material: tuple[Line, ...], full: bool) -> tuple[Mutant, ...]:
    return tuple(mutants(material, 2100 if full else 420))


@pytest.fixture(scope="module")
def answered(generated: tuple[Mutant, ...], tables: dict[str, dict[str, Counter[str]]]) -> tuple[Answered, ...]:
    found = tuple(Answered(each, judge(each.claim)) for each in generated)
    rows = {kind: Counter(a.verdict.status for a in found if a.mutant.kind == kind) for kind in KINDS}
    rows["of symbolic size"] = Counter(a.verdict.status for a in found if a.mutant.symbolic)
    tables["mutants"] = rows
    return found


def show(answers: list[Answered]) -> str:
    return "\n\n".join(f"{a.mutant.kind} in {a.mutant.line}: {a.verdict.status}\n{a.mutant.claim}" for a in answers[:5])


def test_the_stream_depends_on_the_seed_alone(material: tuple[Line, ...]) -> None:
    assert list(mutants(material, 14, seed=3)) == list(mutants(material, 14, seed=3))
    assert list(mutants(material, 14, seed=3)) != list(mutants(material, 14, seed=4))


def test_kinds_have_equal_shares_and_a_third_is_of_symbolic_size(generated: tuple[Mutant, ...]) -> None:
    counts = Counter(each.kind for each in generated)
    assert set(counts) == set(KINDS)
    assert len(set(counts.values())) == 1
    assert sum(each.symbolic for each in generated) >= len(generated) / 3
    assert len({(each.claim.left, each.claim.right) for each in generated}) == len(generated)


def test_no_mutant_is_proved(answered: tuple[Answered, ...]) -> None:
    proved = [each for each in answered if each.verdict.status == "proved"]
    assert not proved, show(proved)


def test_nearly_all_mutants_are_refuted(answered: tuple[Answered, ...]) -> None:
    others = [each for each in answered if each.verdict.status != "refuted"]
    assert len(others) <= 0.01 * len(answered), show(others)


def test_every_witness_is_valid(answered: tuple[Answered, ...]) -> None:
    faults = [
        (fault(each.mutant.claim, each.verdict.refutation), each)
        for each in answered
        if isinstance(each.verdict, Refuted)
    ]
    wrong = [(what, each) for what, each in faults if what is not None]
    assert not wrong, f"{len(wrong)}: {wrong[0][0]}\n{show([each for _, each in wrong])}"


def test_swapping_sides_does_not_prove_a_mutant(answered: tuple[Answered, ...]) -> None:
    for each in answered[::10]:
        claim = each.mutant.claim
        verdict = judge(replace(claim, left=claim.right, right=claim.left))
        assert verdict.status == each.verdict.status, show([each])


def test_changing_both_signs_does_not_prove_a_mutant(answered: tuple[Answered, ...]) -> None:
    for each in answered[5::10]:
        claim = each.mutant.claim
        verdict = judge(replace(claim, left=negative(claim.left), right=negative(claim.right)))
        assert verdict.status == each.verdict.status, show([each])
