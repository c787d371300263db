"""One scope of index letters: a chain with its conditions, a definition, or an assumption."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sympy import Idx, Symbol

from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.names import Names


@dataclass
class Scope:
    """The free index letters of a scope, and the plain symbols that are a definition's parameters.

    `universal` marks an assumption that holds throughout a derivation: its free letters mean all positions,
    and are renamed apart from the letters of the claims.
    """

    number: int
    universal: bool = False
    parameters: frozenset[Any] = frozenset()
    letters: dict[str, Any] = field(default_factory=dict)
    compared: list[tuple[Any, Any]] = field(default_factory=list)

    def place(self, letter: str) -> tuple[str, int, str]:
        """The place that a free letter is."""
        return ("letter", self.number, letter)

    def note(self, letter: str, index: Any) -> None:
        """Record a free index letter; two different SymPy objects of one name are an error."""
        before = self.letters.setdefault(letter, index)
        if before != index:
            raise NotReadable(
                "SB905",
                f"two different indices are named {letter}: {_kind(before)} and {_kind(index)}; "
                "make the index once and use it everywhere",
            )


def _kind(index: Any) -> str:
    if isinstance(index, Idx):
        return f"an Idx over {index.lower}..{index.upper}" if index.upper is not None else "an Idx without a range"
    return "a symbol declared integer" if index.is_integer else "a plain symbol"


def letter_of(index: Any, names: Names) -> str:
    """The letter of an index object."""
    return names.of(index.label if isinstance(index, Idx) else index)


def is_letter(candidate: Any) -> bool:
    """Whether an object can be an index letter at all."""
    return isinstance(candidate, Idx | Symbol)
