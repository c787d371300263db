from __future__ import annotations

import re
from dataclasses import replace

from symback.reports._record import Document, Record, Style
from symback.reports.text import headline, render, trouble

FULL = Style(every_row=True)


def test_the_whole_derivation(record: Record) -> None:
    text = render(record, FULL)
    assert text.startswith("sigmoid & co.  notes/a.py\nAll kinds of lines\nA book, 50% of p. 7\n\n    1 · σ(x) := ")
    assert re.search(r"^    2 · assume c > 0$", text, re.MULTILINE)
    assert re.search(r"^        eq\. \(1\)$", text, re.MULTILINE)
    assert re.search(r"^        given i ≠ 1$", text, re.MULTILINE)
    assert text.endswith(f"{headline(record, FULL)}\n")
    assert not re.search(r"\n\n\n|[ \t]+$", text, re.MULTILINE)


def test_concise_shows_what_needs_attention(record: Record) -> None:
    text = render(record, Style())
    assert (
        "✗ notes/a.py  sigmoid & co.  3 proved, 1 refuted as expected, 1 recovery, 2 refuted, 1 not understood" in text
    )
    assert [int(number) for number in re.findall(r"^ +(\d+) [^ ] ", text, re.MULTILINE)] == [6, 7, 8, 9]


def test_quiet_has_no_headline(record: Record) -> None:
    text = render(record, Style(quiet=True))
    assert "statements understood" not in text
    assert "sigmoid & co." not in text
    assert "x[i+1]" in text


def test_quiet_about_what_is_well(record: Record, document: Document) -> None:
    fine = replace(document, rows=document.rows[:5])
    assert render(replace(record, documents=(fine,)), Style(quiet=True)) == ""


def test_the_headline(record: Record) -> None:
    assert headline(record, Style()) == (
        "9 of 10 statements understood, 7 claims: 3 proved, 4 refuted (1 as expected, 1 recovery). "
        "2 mistakes, 1 missed expectation, 1 unreadable input."
    )
    assert headline(Record((), ()), Style()) == "0 of 0 statements understood, 0 claims."


def test_errors_stand_in_a_file_only(record: Record) -> None:
    assert "bad.py" not in render(record, Style())
    assert render(record, Style(errors=True)).startswith("bad.py:3:1: SB902 not Python")


def test_nothing_to_judge_is_not_green(document: Document) -> None:
    only = replace(document, rows=document.rows[:1], findings=0, missed=0, unresolved=0)
    only = replace(only, summary=replace(only.summary, claims=0, proved=0, refuted=0, not_understood=0))
    assert "? notes/a.py  sigmoid & co.  nothing to judge" in render(Record((only,), ()), Style())


def test_trouble_in_a_chain_shows_the_row_before(document: Document) -> None:
    first, second, *_ = trouble(document, 3, Style())
    assert first.strip() == document.rows[2].right
    assert second.strip().startswith("4 ✗ = ")


def test_colours_change_nothing_but_colours(record: Record) -> None:
    for style in (Style(), FULL, Style(show=True, every_row=True)):
        painted = render(record, replace(style, colour=True))
        assert "\033[" in painted
        assert re.sub(r"\033\[[0-9;]*m", "", painted) == render(record, style)
