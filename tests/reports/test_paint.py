from __future__ import annotations

from dataclasses import replace

import pytest

from symback.reports._paint import Paint, mark
from symback.reports._record import Document

PLAIN = Paint(colour=False)


def test_marks(document: Document) -> None:
    assert "".join(mark(row, PLAIN) for row in document.rows) == "··✓✗✗✗?!✗✓"


@pytest.mark.parametrize(("verdict", "sign"), [("supported", "≈"), ("undecided", "…"), ("not_understood", "?")])
def test_open_lines_have_marks_of_their_own(document: Document, verdict: str, sign: str) -> None:
    assert mark(replace(document.rows[2], verdict=verdict), PLAIN) == sign


def test_a_valid_step_from_a_wrong_row_is_not_green(document: Document) -> None:
    paint = Paint(colour=True)
    assert mark(document.rows[2], paint) != mark(replace(document.rows[2], role="inherits"), paint)


def test_colours_end_where_they_begin() -> None:
    assert Paint(colour=True)("x", "red", "bold") == "\033[31;1mx\033[0m"
    assert Paint(colour=True)("", "red") == ""
    assert PLAIN("x", "red") == "x"
