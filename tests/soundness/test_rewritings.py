"""A true statement is never refuted, and nearly every one is proved however it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from symback.judge import judge
from symback.verdict import Verdict
from tests.soundness.lines import Line
from tests.soundness.rewritings import REWRITERS, Rewriting, rewritings


@dataclass(frozen=True)
class Answered:
    rewriting: Rewriting
    verdict: Verdict


@pytest.fixture(scope="module")
def generated(material: tuple[Line, ...], full: bool) -> tuple[Rewriting, ...]:
    return tuple(rewritings(material, 1100 if full else 220))


@pytest.fixture(scope="module")
def answered(generated: tuple[Rewriting, ...], tables: dict[str, dict[str, Counter[str]]]) -> tuple[Answered, ...]:
    found = tuple(Answered(each, judge(each.claim)) for each in generated)
    rows = {law: Counter(a.verdict.status for a in found if a.rewriting.kinds[0] == law) for law in REWRITERS}
    rows["of symbolic size"] = Counter(a.verdict.status for a in found if a.rewriting.symbolic)
    tables["rewritings"] = rows
    return found


def show(answers: list[Answered]) -> str:
    return "\n\n".join(
        f"{', '.join(a.rewriting.kinds)} in {a.rewriting.line}: {a.verdict}\n{a.rewriting.claim}" for a in answers[:5]
    )


def test_no_two_are_alike(generated: tuple[Rewriting, ...], material: tuple[Line, ...]) -> None:
    sides = [(each.claim.left, each.claim.right) for each in generated]
    assert len(set(sides)) == len(sides)
    assert not set(sides) & {(each.claim.left, each.claim.right) for each in material}


def test_every_law_is_used(generated: tuple[Rewriting, ...]) -> None:
    used = Counter(kind for each in generated for kind in each.kinds)
    assert set(REWRITERS) <= set(used)


def test_no_rewriting_is_refuted(answered: tuple[Answered, ...]) -> None:
    refuted = [each for each in answered if each.verdict.status == "refuted"]
    assert not refuted, show(refuted)


def test_nearly_all_rewritings_are_proved(answered: tuple[Answered, ...]) -> None:
    others = [each for each in answered if each.verdict.status != "proved"]
    assert len(others) <= 0.01 * len(answered), show(others)
