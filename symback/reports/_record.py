"""What a report says, in plain strings and numbers: the one source of all formats.

A theorem is proved again when it travels to another process; its words are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from symback.checker.summary import Summary
from symback.document import ContextEntry, InputError, Reason, Span


@dataclass(frozen=True, slots=True)
class Witness:
    """A refutation's point: sizes, index values, values, concrete functions; both sides enclosed.

    A function is its name, what a formula for it opens with (`f(t) =`), and that formula. `short` holds
    the two sides with as many digits as tell them apart.
    """

    sizes: tuple[tuple[str, int], ...]
    indices: tuple[tuple[str, int], ...]
    values: tuple[tuple[str, str], ...]
    functions: tuple[tuple[str, str, str], ...]
    lhs: tuple[str, str]
    rhs: tuple[str, str]
    short: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HintRecord:
    """An explanation of a mistake, and the repair."""

    code: str
    message: str
    replacement: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: as written, as understood, as answered.

    `left` and `right` are its sides in symback's notation, `left_latex` and `right_latex` the same for
    TeX; all four are empty where nothing was understood, and an assumption is a left side only.
    `continues` says that the left side is the row before. `expectation` is none, fulfilled or failed.
    """

    identifier: str
    span: Span
    chain: int
    label: str | None
    result: str | None
    source: str
    relation: str
    left: str
    right: str
    left_latex: str
    right_latex: str
    continues: bool
    understood: str | None
    latex: str | None
    term: dict[str, Any] | None
    verdict: str
    role: str
    against_head: str | None
    expected: str | None
    expectation: str
    method: str | None
    conditions: tuple[str, ...]
    conditions_shown: tuple[str, ...]
    conditions_latex: tuple[str, ...]
    notes: tuple[str, ...]
    assumptions: tuple[str, ...]
    own_assumptions: tuple[str, ...]
    own_assumptions_latex: tuple[str, ...]
    would_hold_if: str | None
    witness: Witness | None
    head_witness: Witness | None
    hints: tuple[HintRecord, ...]
    points: int | None
    error_bound: str | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Document:
    """One derivation: where it comes from and its rows."""

    path: str
    kind: str
    name: str
    title: str
    citation: str
    context: tuple[ContextEntry, ...]
    rows: tuple[Row, ...]
    summary: Summary
    findings: int
    missed: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Record:
    """One run: its documents in order, and the inputs that could not be read."""

    documents: tuple[Document, ...]
    errors: tuple[InputError, ...]


def total(documents: tuple[Document, ...]) -> Summary:
    """The numbers of all documents together."""
    numbers = {name: sum(getattr(one.summary, name) for one in documents) for name in Summary.__slots__}
    return Summary(**numbers)


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look.

    `every_row` or only what needs attention; `show` each claim as understood; `quiet`: nothing but what
    needs attention; `errors` in the text, where they are not printed beside it.
    """

    colour: bool = False
    every_row: bool = False
    show: bool = False
    quiet: bool = False
    fragment: bool = False
    errors: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format: `render(record, style)` is the whole text of a report. `name` is that of --format."""

    name: str
    render: Callable[[Record, Style], str]
