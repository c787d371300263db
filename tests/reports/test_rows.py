from __future__ import annotations

from dataclasses import replace

from symback.document import Reason, Span
from symback.reports._paint import Paint
from symback.reports._record import Document, Row, Style, Witness
from symback.reports._rows import answer, caret, formula, lines, sign_column, witness_lines, written

STYLE = Style()


def said(document: Document, number: int, style: Style = STYLE) -> str:
    return "\n".join(lines(document.rows[number - 1], document, style, 9))


def test_a_proved_row_is_one_line(document: Document) -> None:
    assert said(document, 3) == "    3 ✓ dσ(x)/dx = exp(−x)·(1 + exp(−x))⁻²"


def test_a_continuation_starts_at_its_sign(document: Document) -> None:
    assert formula(document.rows[3], 9).startswith(" " * 9 + "= ")
    assert sign_column(document.rows[2]) == len("dσ(x)/dx")
    assert sign_column(replace(document.rows[2], left="x" * 50)) == 4


def test_an_expected_mistake(document: Document) -> None:
    text = said(document, 4)
    assert "refuted, as expected" in text
    assert "row before" in text
    assert "this row" in text
    assert "notes/a.py" not in text


def test_a_recovery_blames_the_row_before(document: Document) -> None:
    assert "the row before is to blame" in said(document, 5)
    assert "[slope]" in said(document, 5)
    assert "left side" not in said(document, 5)


def test_a_mistake_has_its_place_and_its_witness(document: Document) -> None:
    text = said(document, 6)
    assert "given i ≠ 1" in text
    assert "notes/a.py:6:5: refuted: the sides differ" in text
    assert "at n = " in text
    assert "left side" in text


def test_what_stands_above_is_not_said_again(document: Document) -> None:
    row = document.rows[5]
    assert "given" not in "".join(answer(row, document, STYLE, row.own_assumptions))


def test_a_missed_expectation(document: Document) -> None:
    text = said(document, 8)
    assert "notes/a.py:8:5: expected refuted, but proved" in text
    assert "provided x ≠ 0" in text


def test_a_function_of_the_witness_is_written_out(document: Document) -> None:
    assert "f(t) = " in said(document, 9)


def test_show_says_what_was_understood_and_used(document: Document) -> None:
    text = said(document, 3, Style(show=True))
    assert "read as: for all real x, c: dσ(x)/dx" in text
    assert "by " in text


def test_what_is_not_understood_is_pointed_at(document: Document) -> None:
    assert said(document, 7).splitlines() == [
        "    7 ? x[i+1]",
        "        notes/a.py:7:7: not understood: SB223 arithmetic in an index",
        "          x[i+1]",
        "            ^^^",
        "          to settle it, declare: index i",
    ]


def pointed(row: Row, *span: int) -> tuple[str, str] | None:
    return caret(row, Reason("SB223", "", Span(*span)))


def test_carets_stay_inside_the_source(document: Document) -> None:
    row = replace(document.rows[6], source="abc,\n    def", span=Span(7, 5, 8, 8))
    assert pointed(row, 7, 6, 7, 7) == ("abc,", " ^")
    assert pointed(row, 8, 5, 8, 8) == ("    def", "    ^^^")
    assert pointed(row, 7, 6, 8, 8) == ("abc,", " ^^^")
    assert pointed(row, 7, 5, 8, 8) is None
    assert pointed(row, 9, 1, 9, 2) is None
    assert pointed(row, 7, 50, 7, 51) is None
    assert caret(row, Reason("SB223", "")) is None


def test_a_document_is_quoted_as_written(document: Document) -> None:
    row = replace(document.rows[2], source="&= \\sigma'(x)\n  + 1")
    assert written(row, replace(document, kind="latex"), 0) == "&= \\sigma'(x) + 1"


def test_long_witnesses_are_wrapped_and_cut() -> None:
    values = tuple((f"long_name_{place}", "1") for place in range(1, 21))
    long = Witness((("n", 20),), (), values, (), ("0", "0"), ("1", "1"), ("0", "-1"))
    *at, left, right = witness_lines(long, "left side", "right side", Paint(colour=False))
    assert len(at) > 1
    assert max(map(len, at)) <= 100
    assert at[0].startswith("  at n = 20, long_name₁ = 1, ")
    assert at[-1].startswith("     ")
    assert at[-1].endswith("… 8 more")
    assert (left, right) == ("    left side    0", "    right side  −1")


def test_without_values_the_difference_is_everywhere() -> None:
    everywhere = Witness((), (), (), (), ("0", "0"), ("1", "1"), ("0", "1"))
    assert next(witness_lines(everywhere, "a", "b", Paint(colour=False))) == "  everywhere"


def test_hints_carry_their_repair(document: Document) -> None:
    text = said(document, 4)
    assert "SB101" in text
    assert "try: " in text


def test_roles_are_said(document: Document) -> None:
    proved, refuted = document.rows[2], document.rows[5]
    inherits = "\n".join(lines(replace(proved, role="inherits"), document, STYLE, 0))
    assert "a valid step, but from a row that is wrong" in inherits
    against = replace(proved, role="culprit", verdict="undecided", head_witness=refuted.witness)
    text = "\n".join(lines(against, document, STYLE, 0))
    assert "no row before is to blame" in text
    assert "head of the chain" in text


def test_a_missing_assumption_is_named(document: Document) -> None:
    row = replace(document.rows[5], would_hold_if="i = 1")
    assert "would hold if i = 1" in "\n".join(lines(replace(row, hints=()), document, STYLE, 0))
    assert "would hold" not in "\n".join(lines(replace(row, hints=document.rows[3].hints), document, STYLE, 0))


def test_support_says_how_much(document: Document) -> None:
    row = replace(document.rows[2], verdict="supported", reason=Reason("SB302", "much work"), points=7)
    assert "supported at 7 points: SB302 much work" in "\n".join(lines(row, document, STYLE, 0))
    row = replace(row, points=None, error_bound="1e-17")
    assert "supported up to an error of 1e-17" in "\n".join(lines(row, document, STYLE, 0))
