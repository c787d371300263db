from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from symback import __version__
from symback.reports._record import Record, Style
from symback.reports.json_report import render

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "reference" / "report.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def report(record: Record) -> Any:
    return json.loads(render(record, Style()))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_of_all_kinds_of_lines_keeps_the_schema(report: Any) -> None:
    VALIDATOR.validate(report)


def test_the_schema_misses_no_key_and_takes_no_other(report: Any) -> None:
    del report["documents"][0]["statements"][0]["role"]
    with pytest.raises(jsonschema.ValidationError, match="role"):
        VALIDATOR.validate(report)
    report["documents"][0]["statements"][0].update(role="ok", colour="red")
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        VALIDATOR.validate(report)


def test_what_it_says(report: Any) -> None:
    assert (report["schema"], report["symback"]) == (1, __version__)
    summary = report["summary"]
    assert summary["statements"] == summary["understood"] + summary["not_understood"] == 10
    assert summary["understood"] == summary["claims"] + summary["definitions"] + summary["assumptions"]
    assert summary["expressions"] == 2
    assert report["errors"] == [
        {"path": "bad.py", "line": 3, "column": 1, "code": "SB902", "message": "not Python: 50% of it"}
    ]
    statements = report["documents"][0]["statements"]
    assert [one["id"] for one in statements] == [f"id{number}" for number in range(1, 11)]
    assert statements[3]["against_head"] == "refuted"
    assert statements[4]["against_head"] == "proved"
    assert statements[5]["counterexample"]["indices"]["i"] > 1
    assert statements[6]["reason"] == {
        "code": "SB223",
        "message": "arithmetic in an index",
        "line": 7,
        "column": 7,
        "end_line": 7,
        "end_column": 10,
        "declare": "index i",
    }


def test_terms_are_closed_under_their_definitions(report: Any) -> None:
    statements = report["documents"][0]["statements"]
    assert statements[0]["term"]["lhs"] == ["call", "sigma", [0], ["symbol", "x"]]
    word, definitions, body = statements[2]["term"]["lhs"]
    assert word == "let"
    assert definitions[0][:4] == ["define", "sigma", [], ["x"]]
    assert body == ["derivative", ["call", "sigma", [0], ["symbol", "x"]], ["symbol", "x"], "total"]
    assert statements[1]["term"] is statements[6]["term"] is None


def test_the_same_record_has_the_same_bytes(record: Record) -> None:
    assert render(record, Style()) == render(record, Style(colour=True, width=10))
