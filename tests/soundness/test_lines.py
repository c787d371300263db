"""Every hand-written line is true, certified numerically, and proved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symback.judge import judge
from symback.kernel.terms import Add, Mul, negative, number
from tests.soundness.certifier import agrees
from tests.soundness.lines import Line, lines


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_the_line_holds_at_points(line: Line) -> None:
    assert agrees(line.claim, seed=11)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_the_line_is_proved(line: Line) -> None:
    assert judge(line.claim).status == "proved"


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_its_negation_is_not(line: Line) -> None:
    right = Add((line.claim.right, number(1)))
    assert judge(replace(line.claim, right=right)).status == "refuted"


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_exchanged_sides_are_proved(line: Line) -> None:
    claim = line.claim
    assert judge(replace(claim, left=claim.right, right=claim.left)).status == "proved"
    doubled = Mul((number(2), claim.left)), Add((claim.right, claim.right))
    assert judge(replace(claim, left=doubled[0], right=doubled[1])).status == "proved"
    assert judge(replace(claim, left=negative(claim.left), right=negative(claim.right))).status == "proved"
