"""False equations: the right side of a true one with one mistake, in turn of several kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import sympy as sp

from benchmarks.obligations.obligation import Obligation
from benchmarks.obligations.truth import certified


def _places(tree: Any, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Any]]:
    yield path, tree
    if isinstance(tree, sp.Add | sp.Mul | sp.Pow | sp.Function) and not isinstance(tree, sp.KroneckerDelta):
        for number, each in enumerate(tree.args):
            yield from _places(each, (*path, number))


def _replaced(tree: Any, path: tuple[int, ...], new: Any) -> Any:
    if not path:
        return new
    parts = list(tree.args)
    parts[path[0]] = _replaced(parts[path[0]], path[1:], new)
    return tree.func(*parts)


def _sign(tree: Any) -> Any:
    return -tree if isinstance(tree, sp.Add | sp.Mul | sp.Function) else None


def _factor(tree: Any) -> Any:
    return 2 * tree if isinstance(tree, sp.Add | sp.Mul | sp.Function | sp.Symbol) else None


def _dropped(tree: Any) -> Any:
    return tree.func(*tree.args[1:]) if isinstance(tree, sp.Add | sp.Mul) else None


def _exponent(tree: Any) -> Any:
    if isinstance(tree, sp.Pow) and tree.exp.is_Integer:
        return tree.base ** (tree.exp + 1)
    return tree**2 if isinstance(tree, sp.Symbol | sp.Function) else None


KINDS: tuple[Callable[[Any], Any], ...] = (_sign, _factor, _dropped, _exponent)


def mistaken(obligation: Obligation, number: int) -> Obligation | None:
    """A certified false equation made of a true one, or None where no mistake can be certified."""
    random = Random(number)
    for attempt in range(30):
        kind = KINDS[(number + attempt) % len(KINDS)]
        spots = [(path, kind(each)) for path, each in _places(obligation.right)]
        spots = [(path, new) for path, new in spots if new is not None]
        if not spots:
            continue
        path, new = random.choice(spots)
        right = _replaced(obligation.right, path, new)
        name = f"{obligation.name}, wrong {kind.__name__.strip('_')}"
        false = replace(obligation, name=name, right=right, truth=False)
        if not right.has(sp.nan, sp.zoo) and certified(false):
            return false
    return None
