"""The terms of a JSON report mean what the report says: evaluated by a program that knows only the grammar."""

from __future__ import annotations

import pytest
from mpmath import mpf

import symback
from symback import catalogue
from symback.reports._describe import describe
from symback.reports._record import Record
from symback.reports.json_report import as_object
from tests.reports.term_evaluator import OutsideError, differences

CLOSE = mpf(10) ** -12


@pytest.mark.parametrize("name", catalogue.entries())
def test_sides_agree_where_a_line_is_proved_and_differ_where_it_is_refuted(name: str) -> None:
    report = symback.check(name)
    record = Record(tuple(map(describe, report.documents)), report.errors)
    evaluated = 0
    for document in as_object(record)["documents"]:
        for line in document["statements"]:
            judged = line["verdict"] in {"proved", "refuted"} and line["relation"] == "="
            if not judged or line["assumptions"] or "within" in line["understood"]:
                continue
            try:
                apart = max(map(abs, differences(line["term"])))
            except OutsideError:
                continue
            evaluated += 1
            assert (apart < CLOSE) == (line["verdict"] == "proved"), line["understood"]
    if not evaluated:
        pytest.skip("every line stands under an assumption, which a report holds as text only")
