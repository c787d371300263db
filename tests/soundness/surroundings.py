"""What stands around a place in a claim: indices in scope, scalars, definitions."""

from __future__ import annotations

from dataclasses import dataclass

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


def surroundings(claim: Claim, side: Term, path: Path) -> Surroundings:
    """What is in scope at a path of one side of the claim."""
    bound: set[IndexVariable] = set()
    for length in range(len(path)):
        bound |= set(binders(at(side, path[:length])))
    scope = bound | free_indices(claim.left) | free_indices(claim.right)
    scalars = tuple(
        each
        for node in (claim.left, claim.right)
        for each in walk(node)
        if isinstance(each, Symbol | Entry) and free_indices(each) <= scope
    )
    inside = any(isinstance(at(side, path[:length]), Derivative) for length in range(len(path)))
    return Surroundings(frozenset(scope), scalars, {each.name: each for each in claim.definitions}, inside)
