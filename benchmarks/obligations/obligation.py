"""One equation to be decided, with the truth about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symback.kernel.claim import Claim


@dataclass(frozen=True, slots=True)
class Obligation:
    """left = right, both SymPy expressions; `assuming` holds SymPy relations; `truth` is certified.

    `claim` is the same statement with its definitions, for a line of the catalogue.
    """

    name: str
    left: Any
    right: Any
    truth: bool = True
    assuming: tuple[Any, ...] = ()
    symbolic: bool = False
    claim: Claim | None = None

    @property
    def equal_as_written(self) -> bool:
        """Whether SymPy's automatic evaluation has made the two sides one before anybody decided anything."""
        return bool(self.left == self.right or self.left - self.right == 0)
