"""Derivations as plain values: what a reader hands to the checker. No behaviour, no algebra."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from symback.kernel.claim import Definition
from symback.kernel.terms import Condition, Term

Relation = Literal["=", ":=", "≈", "∝", "←", "⇒"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: 1-based lines and columns (code points), ends exclusive; 0-based notebook cell."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not understood or not decided, where, and the declaration that would settle it."""

    code: str
    message: str
    span: Span | None = None
    declare: str | None = None


@dataclass(frozen=True, slots=True)
class InputError:
    """An input that cannot be read, run or ordered (SB9xx), or whose assumptions contradict each other."""

    path: str
    code: str
    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """What a name is taken to be: function, scalar, array, index, size, constant …"""

    name: str
    meaning: str
    origin: Literal["inferred", "declared", "built-in"]
    line: int | None


@dataclass(frozen=True, slots=True)
class Defines:
    """The statement introduces a name."""

    definition: Definition


@dataclass(frozen=True, slots=True)
class Assumes:
    """The statement restricts the setting."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Claims:
    """The statement claims left relation right; `head` is the left side of its whole chain.

    `rounded` is set where the right side is a decimal and a whole side: half a unit of its last digit.
    `left` and `right` hold the convention's reading of the derivatives; `other_reading` holds the all-total
    one, where no convention was declared and it is another claim.
    """

    left: Term
    right: Term
    head: Term
    relation: Literal["equal", "near", "proportional"] = "equal"
    rounded: str | None = None
    varying: tuple[str, ...] = ()
    assuming: tuple[Condition, ...] = ()
    other_reading: tuple[Term, Term] | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """The statement could not be read with one certain meaning."""

    reason: Reason


Content = Defines | Assumes | Claims | Unread


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation sign of a document: its place, its text as written, and what it says.

    `identifier` is stable when lines shift. `chain` numbers the chain within the document. `result` is
    the name under which the author keeps the statement's right side. `expected` is "refuted" where the
    author knows that the line is wrong, optionally with the code of the hint: "refuted SB101".
    """

    identifier: str
    span: Span
    chain: int
    source: str
    relation: Relation
    content: Content
    label: str | None = None
    result: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A document as read: its statements in order, under one context.

    `definitions` and `assumptions` are all that hold throughout it; a `Claims` adds its own.
    """

    path: str
    kind: Literal["python", "markdown", "latex", "notebook"]
    name: str
    title: str
    citation: str
    statements: tuple[Statement, ...]
    definitions: tuple[Definition, ...]
    assumptions: tuple[Condition, ...]
    context: tuple[ContextEntry, ...]
    expressions: int = 0
    ignored: int = 0
