"""Elements of the field: quotients of polynomials in generators, the denominator kept factored.

A generator stands for a symbol, an entry, a value of a function, or a sum over indices that does not
fall apart; the `Workspace` knows them. An element that is 0 is 0 for all values of the generators; a
relation between generators that the workspace does not know can only cost a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.terms import Index, IndexValue, IndexVariable

Denominator = tuple[tuple[Polynomial, int], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """numerator / product of factor^exponent over `denominator`; no factor divides the numerator."""

    numerator: Polynomial
    denominator: Denominator

    def is_zero(self) -> bool:
        """Whether it is the zero of the field."""
        return self.numerator.is_zero()


@dataclass(frozen=True, slots=True)
class Generator:
    """What a generator stands for. `indices` are free in it; `level` counts nested bound indices."""

    kind: str
    data: tuple[Any, ...]
    indices: frozenset[IndexVariable]
    level: int


class SplitIndices(Exception):
    """The answer depends on whether two free indices are equal."""

    def __init__(self, left: Index, right: Index) -> None:
        super().__init__()
        self.pair = (left, right)


class SplitSign(Exception):
    """The answer depends on the sign of a polynomial."""

    def __init__(self, polynomial: Polynomial) -> None:
        super().__init__()
        self.polynomial = polynomial


class Restart(Exception):
    """The choice of generators was changed; begin again with the same workspace's new choice."""


class Infeasible(Exception):
    """The case under consideration contradicts what is known: there is nothing to prove in it."""


def as_index_key(index: Index) -> tuple[str, str]:
    """A sorting key for indices: deterministic, and the same for the same index."""
    return (index.range.name, str(index.value) if isinstance(index, IndexValue) else index.name)
