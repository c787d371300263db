"""What stands around a place in a claim: indices in scope, scalars, definitions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import Derivative, Entry, IndexVariable, Symbol, Term, walk
from tests.soundness.rebuilding import Path, at, binders, free_indices


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rewriting at a place may use."""

    indices: frozenset[IndexVariable]
    scalars: tuple[Term, ...]
    definitions: dict[str, Definition]
    differentiated: bool


@lru_cache(maxsize=2048)
def _of(claim: Claim) -> tuple[frozenset[IndexVariable], tuple[tuple[Term, frozenset[IndexVariable]], ...]]:
    """The free indices of a claim, and its symbols and entries with the indices of each."""
    free = frozenset(free_indices(claim.left) | free_indices(claim.right))
    leaves = (each for node in (claim.left, claim.right) for each in walk(node) if isinstance(each, Symbol | Entry))
    return free, tuple((each, frozenset(free_indices(each))) for each in leaves)


def surroundings(claim: Claim, side: Term, path: Path) -> Surroundings:
    """What is in scope at a path of one side of the claim."""
    free, leaves = _of(claim)
    bound: set[IndexVariable] = set()
    inside = False
    node: Any = side
    for step in path:
        bound |= set(binders(node))
        inside = inside or isinstance(node, Derivative)
        node = at(node, (step,))
    scope = free | bound
    scalars = tuple(each for each, indices in leaves if indices <= scope)
    return Surroundings(scope, scalars, {each.name: each for each in claim.definitions}, inside)
