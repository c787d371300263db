r"""LaTeX that pdflatex compiles as it is: chains as align environments, a mark at each line, notes below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from symback.reports import _tex
from symback.reports._record import Document, Record, Renderer, Row, Style
from symback.reports._values import listed

PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb}
\usepackage[margin=2.4cm]{geometry}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\AtBeginDocument{\setlength{\abovedisplayskip}{5pt plus 3pt}\setlength{\belowdisplayskip}{5pt plus 3pt}}
\begin{document}
"""
_RELATIONS = {"=": "=", ":=": ":=", "≈": r"\approx", "∝": r"\propto", "←": r"\leftarrow", "⇒": r"\Rightarrow"}
_WORDS = {"supported": r"$\approx$", "undecided": r"\dots", "not_understood": "?"}
_SHOWN_VALUES = 8


def render(record: Record, style: Style) -> str:
    r"""A document, or with `fragment` its body, for \input under amsmath and amssymb."""
    body = "\n".join(line for document in record.documents for line in _document(document))
    body += "".join(f"\n% {error.path}: {error.code} {' '.join(error.message.split())}\n" for error in record.errors)
    return f"{body}\n" if style.fragment else f"{PREAMBLE}\n{body}\n\\end{{document}}\n"


def _document(document: Document) -> Iterator[str]:
    yield rf"\section*{{{_tex.text(document.name)}}}"
    if document.title != document.name:
        yield rf"\textit{{{_tex.text(document.title)}}}" + "\n"
    if document.citation:
        yield f"Source: {_tex.text(document.citation)}." + "\n"
    numbers = {row.identifier: number for number, row in enumerate(document.rows, 1)}
    for (_, given), group in groupby(document.rows, key=_run):
        rows = list(group)
        if not given and rows[0].label:
            yield rf"\paragraph{{{_tex.text(rows[0].label)}}}"
        yield from _chain(rows, numbers)
        notes = [note for row in rows for note in _notes(row, numbers[row.identifier])]
        if notes:
            yield "{\\small\\sloppy " + r"\\ ".join(notes) + r"\par}" + "\n"
    yield from _results(document, numbers)


def _run(row: Row) -> tuple[int, bool]:
    """Definitions and assumptions in a row stand in one display; each chain has its own."""
    given = row.verdict in {"definition", "assumption"} and not row.continues
    return (-1 if given else row.chain), given


def _chain(rows: list[Row], numbers: dict[str, int]) -> Iterator[str]:
    lines: list[str] = []
    for place, row in enumerate(rows):
        lines += _lines(row, numbers[row.identifier], opening=place == 0 or not row.continues)
    yield r"\begin{align*}"
    yield " \\\\\n".join(f"  {line}" for line in lines)
    yield r"\end{align*}"


def _lines(row: Row, number: int, *, opening: bool) -> list[str]:
    """One row as lines of an align environment, the mark at the end of the last."""
    tag = rf"\tag*{{{_mark(row)}~({number})}}"
    if row.verdict == "assumption":
        return [rf"& \text{{assume }} {row.left_latex} {tag}"]
    if not row.right_latex:
        return [rf"& \text{{\texttt{{{_tex.text(_short(row.source))}}}}} {tag}"]
    sign = _RELATIONS[row.relation]
    left = row.left_latex if opening else ""
    pieces = _tex.broken(row.right_latex, _tex.width(left) + 4)
    lines = [f"{left} &{sign} {pieces[0]}", *(rf"&\qquad {{}}{piece}" for piece in pieces[1:])]
    if opening and _tex.width(left) > 50:
        lines[:1] = [f"& {left}", rf"&\quad {sign} {pieces[0]}"]
    lines[-1] += f" {tag}"
    return lines


def _short(source: str) -> str:
    words = " ".join(source.split())
    return words if len(words) <= 60 else f"{words[:57]}..."


def _mark(row: Row) -> str:
    match row.verdict:
        case "proved":
            return r"$\checkmark$"
        case "refuted":
            return r"$\times$"
        case "definition" | "assumption":
            return r"\textit{given}"
        case other:
            return _WORDS[other]


def _notes(row: Row, number: int) -> Iterator[str]:
    if row.own_assumptions_latex and row.verdict != "assumption":
        yield f"({number}) for ${', '.join(row.own_assumptions_latex)}$."
    if row.conditions_latex:
        yield f"({number}) holds where ${', '.join(row.conditions_latex)}$."
    match row.verdict, row.role:
        case "refuted", "recovery":
            yield f"({number}) is false as a step, but equal to the head again: the row before is to blame."
        case "refuted", _:
            expected = ", as expected," if row.expectation == "fulfilled" else ""
            yield f"({number}) is refuted{expected}{_witness(row)}."
        case _, "inherits":
            yield f"({number}) is a valid step from a row that is wrong."
        case _, "culprit":
            yield f"({number}) does not equal the head of its chain."
        case _:
            pass
    if row.expectation == "failed":
        yield f"({number}) was expected to be {_tex.text(row.expected or '')}."
    for hint in row.hints:
        repair = f", try {hint.replacement}" if hint.replacement else ""
        yield f"({number}) {hint.code}: {_tex.text(hint.message + repair)}."
    if row.would_hold_if and not row.hints:
        yield f"({number}) would hold if {_tex.text(row.would_hold_if)}."
    if row.reason is not None:
        word = row.verdict.replace("_", " ")
        yield f"({number}) is {word}: {_tex.text(row.reason.message)} [{row.reason.code}]."


def _witness(row: Row) -> str:
    if row.witness is None:
        return ""
    witness = row.witness
    named = [f"{name} = {value}" for name, value in (*witness.sizes, *witness.indices)]
    named += [text.replace("-", "−") for text in listed(witness.values)]
    named += [f"{opening} {body}" for _, opening, body in witness.functions]
    at = named[:_SHOWN_VALUES]
    at += [f"{len(named) - _SHOWN_VALUES} more values"] * (len(named) > _SHOWN_VALUES)
    where = f" at {_tex.text(', '.join(at))}" if at else ""
    before, this = ("the row before", "this row") if row.continues else ("the left side", "the right side")
    return f"{where}: {before} is ${witness.short[0]}$ and {this} is ${witness.short[1]}$"


def _results(document: Document, numbers: dict[str, int]) -> Iterator[str]:
    """A table of the named results, each with the row that it is taken from."""
    named = [row for row in document.rows if row.result]
    if not named:
        return
    yield r"\medskip\noindent\begin{tabular}{@{}llll@{}}"
    yield r"\hline result & formula & row & answer \\ \hline"
    for row in named:
        head = next(one.left_latex for one in document.rows if one.chain == row.chain)
        formula = f"{head} {_RELATIONS[row.relation]} {row.right_latex}"
        shown = (
            rf"$\displaystyle {formula}$"
            if row.right_latex and _tex.width(formula) + len(row.result or "") <= 58
            else "see there"
        )
        yield (
            rf"{_tex.text(row.result or '')} & {shown} & ({numbers[row.identifier]}) & "
            rf"{_tex.text(row.verdict.replace('_', ' '))} \rule[-2.2ex]{{0pt}}{{5.6ex}} \\"
        )
    yield r"\hline \end{tabular}" + "\n"


RENDERER = Renderer("latex", render)
