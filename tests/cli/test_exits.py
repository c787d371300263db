from __future__ import annotations

from fractions import Fraction

from symback.checker.summary import Summary
from symback.cli.exits import coverage, exit_code
from symback.document import InputError
from symback.reports._record import Record


def summary(claims: int, proved: int, refuted: int = 0) -> Summary:
    return Summary(claims, claims, claims, proved, refuted, 0, claims - proved - refuted, 0, 0, 0, 0, 0)


def test_nothing_at_all_is_decided() -> None:
    assert exit_code(Record((), ())) == 0


def test_a_named_target_without_claims_is_open() -> None:
    assert exit_code(Record((), ()), behind=[["a.py"]]) == 3
    assert exit_code(Record((), ()), behind=[[]]) == 3
    assert exit_code(Record((), (InputError("a.py", "SB904", "nothing"),))) == 3
    assert exit_code(Record((), (InputError("a.py", "SB902", "broken"),))) == 2


def test_coverage_counts_what_is_decided() -> None:
    assert coverage(summary(8, 5, 1)) == Fraction(75)
    assert coverage(summary(0, 0)) == 0
