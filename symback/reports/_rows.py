"""Rows of a derivation as lines of text: the formula, its answer, the witness against it."""

from __future__ import annotations

from collections.abc import Iterator

from symback.document import Reason
from symback.reports._paint import Paint, mark
from symback.reports._record import Document, Row, Style, Witness
from symback.reports._values import listed

_GUTTER = 5
_DEEPEST = 28
_MOST_VALUES = 12
_LINE = 100


def formula(row: Row, indent: int) -> str:
    """The row's formula; a continuation starts at its sign, under that of the row before."""
    if not row.left:
        return " ".join(row.source.split())
    if row.verdict == "assumption":
        return f"assume {row.left}"
    if row.continues:
        return f"{' ' * indent}{row.relation} {row.right}"
    return f"{row.left} {row.relation} {row.right}"


def written(row: Row, document: Document, indent: int) -> str:
    """The formula as the author wrote it: a document's own text, a program's expression as mathematics."""
    return formula(row, indent) if document.kind == "python" else " ".join(row.source.split())


def sign_column(row: Row) -> int:
    """Where the relation signs of a chain that opens with `row` stand."""
    return len(row.left) if len(row.left) <= _DEEPEST else 4


def lines(row: Row, document: Document, style: Style, indent: int, *, said: tuple[str, ...] = ()) -> Iterator[str]:
    """The row with its mark, and below it what a reader needs to know about the answer.

    `said` holds assumptions of the row that stand above it already.
    """
    paint = Paint(style.colour)
    number = paint(f"{row.span.line:>{_GUTTER}}", "dim")
    name = paint(f"   [{row.result}]", "cyan") if row.result else ""
    yield f"{number} {mark(row, paint)} {written(row, document, indent)}{name}"
    margin = " " * (_GUTTER + 3)
    for text in answer(row, document, style, said):
        yield f"{margin}{text}" if text else ""


def answer(row: Row, document: Document, style: Style, said: tuple[str, ...] = ()) -> Iterator[str]:
    """What is said below a row: nothing more where it is proved without conditions."""
    paint = Paint(style.colour)
    fresh = [assumption for assumption in row.own_assumptions if assumption not in said]
    if fresh and row.verdict != "assumption":
        yield paint(f"given {' and '.join(fresh)}", "dim")
    if row.conditions_shown:
        yield paint(f"provided {' and '.join(row.conditions_shown)}", "dim")
    if style.show and row.understood and row.verdict not in {"definition", "assumption"}:
        yield paint(f"read as: {row.understood}", "dim")
    if style.show and row.method:
        yield paint("; ".join((f"by {row.method}", *row.notes)), "dim")
    elif row.verdict == "proved":
        yield from (paint(note, "dim") for note in row.notes if not note.startswith("uses "))
    yield from _judgement(row, document, paint)


def _judgement(row: Row, document: Document, paint: Paint) -> Iterator[str]:
    place = f"{document.path}:{row.span.line}:{row.span.column}"
    if row.expectation == "failed":
        yield paint(f"{place}: expected {row.expected}, but {_verdict(row)}", "red")
    match row.verdict, row.role:
        case "refuted", "recovery":
            yield paint("false as a step, but equal to the head again: the row before is to blame", "yellow")
        case "refuted", _ if row.expectation == "fulfilled":
            yield paint("refuted, as expected", "cyan")
        case "refuted", _:
            yield paint(f"{place}: refuted", "red") + ("" if row.continues else ": the sides differ")
        case _, "culprit":
            yield paint(f"{place}: the row does not equal the head of its chain, and no row before is to blame", "red")
        case _, "inherits":
            yield paint("a valid step, but from a row that is wrong", "yellow")
        case _:
            pass
    if row.witness is not None and row.role != "recovery":
        before, this = ("row before", "this row") if row.continues else ("left side", "right side")
        yield from witness_lines(row.witness, before, this, paint)
    elif row.head_witness is not None and row.role == "culprit":
        yield from witness_lines(row.head_witness, "head of the chain", "this row", paint)
    for hint in row.hints:
        yield f"{paint(hint.code, 'bold')} {hint.message}"
        if hint.replacement:
            yield f"  try: {hint.replacement}"
    # A repair says more than an assumption under which the row as it stands would do.
    if row.would_hold_if and not row.hints:
        yield f"would hold if {row.would_hold_if}"
    if row.reason is not None:
        yield from _reason(row, row.reason, place, paint)


def _verdict(row: Row) -> str:
    return row.verdict.replace("_", " ")


def witness_lines(witness: Witness, before: str, this: str, paint: Paint) -> Iterator[str]:
    """The point and what the two sides, called `before` and `this`, are there."""
    width = max(len(this), len(before))
    at = [f"{name} = {value}" for name, value in (*witness.sizes, *witness.indices)]
    values = listed(witness.values)
    at += values[:_MOST_VALUES] + [f"… {len(values) - _MOST_VALUES} more"] * (len(values) > _MOST_VALUES)
    functions = [f"{opening} {body}" for _, opening, body in witness.functions]
    if at:
        yield from _wrapped(at)
    else:
        yield "  for" if functions else "  everywhere"
    yield from (f"    {text}" for text in functions)
    left, right = witness.short
    yield paint(f"    {before:<{width}}  {_signed(left)}", "bold")
    yield paint(f"    {this:<{width}}  {_signed(right)}", "bold")


def _wrapped(parts: list[str]) -> Iterator[str]:
    """The parts after `at`, in lines that break between parts only."""
    line = f"  at {parts[0]}"
    for part in parts[1:]:
        if len(line) + len(part) + 2 > _LINE:
            yield f"{line},"
            line = f"     {part}"
        else:
            line += f", {part}"
    yield line


def _signed(decimal: str) -> str:
    return decimal.replace("-", "−") if decimal.startswith("-") else f" {decimal}"


def _reason(row: Row, reason: Reason, place: str, paint: Paint) -> Iterator[str]:
    how = f" at {row.points} points" if row.points else f" up to an error of {row.error_bound}"
    agreed = how if row.verdict == "supported" else ""
    if reason.span is not None:
        place = f"{place.rpartition(':')[0].rpartition(':')[0]}:{reason.span.line}:{reason.span.column}"
    yield paint(f"{place}: {_verdict(row)}{agreed}", "yellow") + f": {reason.code} {reason.message}"
    pointed = caret(row, reason)
    if pointed:
        yield f"  {pointed[0]}"
        yield paint(f"  {pointed[1]}", "yellow")
    if reason.declare:
        yield f"  to settle it, declare: {reason.declare}"


def caret(row: Row, reason: Reason) -> tuple[str, str] | None:
    """The line of the source that the reason is about, with carets under the place; None for all of it."""
    span = reason.span
    if span is None:
        return None
    source = row.source.splitlines()
    number = span.line - row.span.line
    if not 0 <= number < len(source):
        return None
    text = source[number]
    start = span.column - (row.span.column if number == 0 else 1)
    end = span.end_column - (row.span.column if number == 0 else 1) if span.end_line == span.line else len(text)
    if not 0 <= start < len(text) or (start == 0 and end >= len(text)):
        return None
    return text, " " * start + "^" * max(1, min(end, len(text)) - start)
