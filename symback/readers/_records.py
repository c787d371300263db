"""What a `Derivation` notes while its file runs: one record a call, one row an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from symback.document import Reason, Span
from symback.readers._source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """An argument: its expression, its place and text, and whether it stands as the author wrote it.

    `unread` is set where neither the text nor the value gives a formula. `code` is the hint that a row
    marked with refuted() expects. `file` is the source it stands in.
    """

    expression: Any
    span: Span
    source: str
    as_written: bool
    unread: Reason | None = None
    expected: str | None = None
    file: Source | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Define:
    """name := body."""

    head: Row
    body: Row
    label: str | None


@dataclass(frozen=True, slots=True)
class Assume:
    """A condition that holds throughout."""

    condition: Row
    label: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """head = row = row …; `kind` is the relation between all of them."""

    kind: Literal["=", "≈", "∝", "←"]
    rows: tuple[Row, ...]
    result: str | None
    label: str | None
    where: tuple[Row, ...]
    varying: tuple[str, ...] = ()


Record = Define | Assume | Chain
