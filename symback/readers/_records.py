"""What a `Derivation` notes while its file runs: one record a call, one row an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from symback.document import Reason, Span
from symback.readers._source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """An argument: its expression, SymPy's value of it, its place and text.

    `as_written` says that all of the expression stands as the author wrote it. `unread` is set where
    neither the text nor the value gives a formula. `expected` is "refuted" for a row marked with
    refuted(), with the code of the hint if one is named. `file` is the source that the row stands in.
    """

    expression: Any
    value: Any
    span: Span
    source: str
    as_written: bool
    unread: Reason | None = None
    expected: str | None = None
    file: Source | None = field(default=None, repr=False, compare=False)

    @property
    def opaque(self) -> bool:
        """Whether nothing of the row is known but SymPy's value."""
        return not self.as_written and bool(self.expression == self.value)


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
