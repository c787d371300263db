"""Text for people: what needs attention, row by row, under a headline of coverage."""

from __future__ import annotations

from collections.abc import Iterator

from symback.checker.summary import OPEN
from symback.document import InputError
from symback.reports import _rows
from symback.reports._paint import Paint
from symback.reports._record import Document, Record, Renderer, Style, total


def render(record: Record, style: Style) -> str:
    """The report as lines of text.

    With `every_row` each derivation is printed in full; without, it is one line, followed by the rows
    that are wrong or open. `quiet` leaves only those rows, and nothing where there are none.
    """
    lines = [_error(error, style) for error in record.errors] if style.errors else []
    for position, document in enumerate(record.documents):
        first = position == 0 or record.documents[position - 1].path != document.path
        if style.every_row and not style.quiet:
            lines.extend(_whole(document, style, first=first))
        else:
            if not style.quiet:
                lines.append(_one_line(document, record, style))
            lines.extend(_troubles(document, style))
    if not style.quiet:
        if lines and lines[-1]:
            lines.append("")
        lines.append(headline(record, style))
    return "".join(f"{line}\n" for line in lines)


def _error(error: InputError, style: Style) -> str:
    place = ":".join(str(part) for part in (error.path, error.line, error.column) if part is not None)
    return f"{place}: {Paint(style.colour)(error.code, 'red', 'bold')} {error.message}"


def _whole(document: Document, style: Style, *, first: bool) -> Iterator[str]:
    paint = Paint(style.colour)
    yield f"{paint(document.name, 'bold')}  {paint(document.path, 'dim')}"
    if document.title != document.name and first:
        yield paint(document.title, "dim")
    if document.citation:
        yield paint(document.citation, "dim")
    yield ""
    chain: int | None = None
    given = False
    said: tuple[str, ...] = ()
    indent = 0
    for row in document.rows:
        if not row.continues:
            indent = _rows.sign_column(row)
        if row.chain != chain:
            given_before = chain is not None and given
            given = row.verdict in {"definition", "assumption"}
            if chain is not None and not (given and given_before):
                yield ""
            said = row.own_assumptions if row.verdict != "assumption" else ()
            given_text = " and ".join(said)
            label = row.label if row.label and row.label.replace("!=", "≠") != given_text else ""
            opening = ": ".join(text for text in (label, given_text and f"given {given_text}") if text)
            if opening:
                yield paint(f"        {opening}", "dim")
        chain = row.chain
        yield from _rows.lines(row, document, style, indent, said=said)
    yield ""


def _one_line(document: Document, record: Record, style: Style) -> str:
    paint = Paint(style.colour)
    path, name = (max(len(getattr(one, key)) for one in record.documents) for key in ("path", "name"))
    sign = paint("✗", "red", "bold") if document.findings else paint("✓", "green")
    if not document.findings and (document.unresolved or not document.summary.claims):
        sign = paint("?", "yellow")
    return f"{sign} {document.path:<{path}}  {document.name:<{name}}  {paint(_counts(document), 'dim')}".rstrip()


def _counts(document: Document) -> str:
    summary = document.summary
    expected, recovered = _harmless(document)
    wrong = summary.refuted - expected - recovered
    parts = [
        (summary.proved, "proved"),
        (expected, "refuted as expected"),
        (recovered, _plural(recovered, "recovery", "recoveries")),
        (wrong, "refuted"),
        (summary.supported, "supported"),
        (summary.undecided, "undecided"),
        (summary.not_understood, "not understood"),
    ]
    return ", ".join(f"{count} {word}" for count, word in parts if count) or "nothing to judge"


def _harmless(document: Document) -> tuple[int, int]:
    """How many refuted rows are refuted as expected, and how many only return to the head."""
    refuted = [row for row in document.rows if row.verdict == "refuted"]
    expected = sum(row.expectation == "fulfilled" for row in refuted)
    return expected, sum(row.role == "recovery" and row.expectation == "none" for row in refuted)


def _troubles(document: Document, style: Style) -> Iterator[str]:
    """The rows that are wrong or open."""
    for position, row in enumerate(document.rows):
        alarming = row.expectation == "failed" or (row.expectation == "none" and row.role == "culprit")
        if alarming or row.verdict in OPEN:
            yield from trouble(document, position, style)


def trouble(document: Document, position: int, style: Style) -> Iterator[str]:
    """One row with what is said about it, after the row that it starts from."""
    row = document.rows[position]
    before = document.rows[position - 1] if position else None
    if before is not None and row.continues and before.chain == row.chain:
        yield f"{'':>8}{before.right}"
    yield from _rows.lines(row, document, style, 0)


def headline(record: Record, style: Style) -> str:
    """Coverage first: how much was understood, how much of that is decided, and what is wrong."""
    paint = Paint(style.colour)
    summary = total(record.documents)
    expected, recovered = (sum(counts) for counts in zip((0, 0), *map(_harmless, record.documents), strict=True))
    parts = [paint(f"{summary.proved} proved", "green")]
    if summary.refuted:
        of_these = [(expected, "as expected"), (recovered, _plural(recovered, "recovery", "recoveries"))]
        said = ", ".join(f"{count} {word}" for count, word in of_these if count)
        parts.append(f"{summary.refuted} refuted" + (f" ({said})" if said else ""))
    for count, word in (
        (summary.supported, "supported"),
        (summary.undecided, "undecided"),
    ):
        if count:
            parts.append(paint(f"{count} {word}", "yellow"))
    counted = f"{summary.understood} of {summary.statements} statements understood, {_many(summary.claims, 'claim')}"
    text = f"{counted}: {', '.join(parts)}" if summary.claims else f"{counted}"
    culprits = sum(one.findings - one.missed for one in record.documents)
    missed = sum(one.missed for one in record.documents)
    tail = [
        _many(number, word)
        for number, word in (
            (culprits, "mistake"),
            (missed, "missed expectation"),
            (len(record.errors), "unreadable input"),
        )
        if number
    ]
    return text + "." + (f" {paint(', '.join(tail), 'red', 'bold')}." if tail else "")


def _plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


RENDERER = Renderer("text", render)
