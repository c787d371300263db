"""The proved lines of the catalogue, and false lines made of them, as this engine and as SymPy get them.

This engine gets the claim as the derivation gives it: with its definitions, derivatives not carried out.
SymPy has no way to be told definitions or a chain rule over them, so it gets the sides with every definition
put in and every derivative already carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.obligations.obligation import Obligation
from symback.kernel.claim import Claim
from symback.kernel.preparing import prepare, used_names
from symback.kernel.terms import Sum, walk
from symback.sympy_bridge import to_sympy
from tests.soundness.catalogue import catalogue_lines
from tests.soundness.mutants import mutants


def evaluated(tree: Any) -> Any:
    """The tree with SymPy's automatic evaluation, as a user of SymPy would have it."""
    return tree.func(*(evaluated(each) for each in tree.args)) if tree.args else tree


def _pair(name: str, claim: Claim, *, truth: bool) -> Obligation | None:
    try:
        prepared = prepare(claim, used_names(claim))
        left, right = evaluated(to_sympy(prepared.left)), evaluated(to_sympy(prepared.right))
    except (ValueError, TypeError):
        return None
    ranged = any(isinstance(each, Sum) for side in (prepared.left, prepared.right) for each in walk(side))
    return Obligation(name, left, right, truth, symbolic=ranged, claim=claim)


def _kept(pairs: Iterable[Obligation | None]) -> Iterator[Obligation]:
    seen = set()
    for pair in pairs:
        if pair is not None and not pair.equal_as_written and (pair.left, pair.right) not in seen:
            seen.add((pair.left, pair.right))
            yield pair


def obligations() -> Iterator[Obligation]:
    """True lines that are not equal as written, and as many false ones; each truth is certified by numbers."""
    lines = catalogue_lines()
    true = tuple(_kept(_pair(line.name, line.claim, truth=True) for line in lines))
    yield from true
    false = mutants(lines, len(true), seed=20)
    yield from _kept(_pair(f"{each.line}, wrong {each.kind}", each.claim, truth=False) for each in false)
