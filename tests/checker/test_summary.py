from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from symback.checker.steps import check_derivation
from symback.checker.summary import expectation, is_finding, is_open, summarise
from symback.document import Assumes, Defines, Derivation, Reason, Unread
from symback.kernel.claim import Definition
from symback.kernel.terms import ONE, ZERO, Compare, Symbol, negative
from symback.verdict import Hint, Judged

x, y = Symbol("x"), Symbol("y")
Make = Callable[..., Derivation]


def only(made: Derivation, *hints: Hint) -> Judged:
    return check_derivation(made, explain=lambda *_: hints).judged[-1]


def test_numbers_add_up(derivation: Make) -> None:
    made = derivation(
        Defines(Definition("z", x)), Assumes(Compare(">", x, ZERO)), Unread(Reason("SB220", "no")), (x, x), (x, ONE)
    )
    report = check_derivation(replace(made, expressions=3, ignored=2))
    summary = summarise((report, report))
    assert (summary.statements, summary.understood, summary.claims) == (10, 8, 4)
    assert (summary.proved, summary.refuted, summary.not_understood) == (2, 2, 2)
    assert (summary.definitions, summary.assumptions, summary.expressions, summary.ignored) == (2, 2, 6, 4)
    assert summary.supported == summary.undecided == 0


@pytest.mark.parametrize(
    ("expected", "right", "hints", "outcome", "finding"),
    [
        (None, x, (), "none", False),
        (None, ONE, (), "none", True),
        ("refuted", ONE, (), "fulfilled", False),
        ("refuted", x, (), "failed", True),
        ("refuted SB101", ONE, (), "failed", True),
        ("refuted SB101", ONE, (Hint("SB101", "sign"),), "fulfilled", False),
        ("refuted SB102", ONE, (Hint("SB101", "sign"),), "failed", True),
    ],
)
def test_expectations(
    derivation: Make, expected: str | None, right: Symbol, hints: tuple[Hint, ...], outcome: str, finding: bool
) -> None:
    judged = only(derivation((x, right), expected=expected), *hints)
    assert expectation(judged) == outcome
    assert is_finding(judged) == finding
    assert not is_open(judged)


def test_a_row_that_follows_from_a_mistake_may_be_expected_too(derivation: Make) -> None:
    made = derivation((x, negative(x), negative(x)), expected="refuted")
    assert [expectation(one) for one in check_derivation(made).judged] == ["fulfilled", "fulfilled"]


def test_an_expectation_that_cannot_be_judged_is_missed(derivation: Make) -> None:
    judged = only(derivation(Unread(Reason("SB220", "no")), expected="refuted"))
    assert expectation(judged) == "failed"
    assert is_open(judged)
