from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest

from symback.document import Reason
from symback.judge import judge
from symback.verdict import Accepted, NotUnderstood, Proved, Refuted, Supported, Undecided, Verdict
from tests.kernel.build import add, claim, x

REASON = Reason("SB301", "over the budget")


def test_words_are_those_of_the_contract() -> None:
    words = [
        judge(claim(add(x, x), add(x, x, 0))).status,
        judge(claim(x, add(x, 1))).status,
        Supported(4, REASON).status,
        Undecided(REASON).status,
        NotUnderstood(REASON).status,
        Accepted("definition").status,
        Accepted("assumption").status,
    ]
    assert words == ["proved", "refuted", "supported", "undecided", "not_understood", "definition", "assumption"]
    assert len(get_args(Verdict)) == 6


@pytest.mark.parametrize("points", [-1, 0, 1, 3])
def test_nothing_is_supported_by_fewer_than_four_points(points: int) -> None:
    with pytest.raises(ValueError, match="four points"):
        Supported(points, REASON)


def test_an_error_bound_supports_without_points() -> None:
    assert Supported(0, REASON, Fraction(1, 2**80)).error_bound == Fraction(1, 2**80)


@pytest.mark.parametrize("kind", [Proved, Refuted])
def test_definite_answers_need_evidence(kind: type[Proved | Refuted]) -> None:
    with pytest.raises(TypeError):
        kind()  # type: ignore[call-arg]
