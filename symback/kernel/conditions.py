"""The conditions of a theorem as people want them: none that is manifest, none twice; and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

from symback.kernel.arithmetic.interface import Ring
from symback.kernel.cases import assume, require
from symback.kernel.element import Infeasible, Restart, SplitIndices, SplitSign, as_index_key
from symback.kernel.errors import KernelError
from symback.kernel.normalise import Normaliser, workspace_for
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import Condition, IndexVariable

_WORK = 20_000


def normaliser_for(ring: Ring, free: frozenset[IndexVariable]) -> Normaliser:
    return Normaliser(workspace_for(ring, _WORK, free))


def needed(
    conditions: tuple[Condition, ...], given: tuple[Condition, ...], free: frozenset[IndexVariable], ring: Ring
) -> bool:
    """Whether some condition is not manifest once the given ones are assumed."""
    for _ in range(4):
        normaliser = normaliser_for(ring, free)
        try:
            for item in given:
                if total(item, free, ring):
                    assume(normaliser, item)
            normaliser.conditions.clear()
            for item in conditions:
                require(normaliser, item)
        except Restart:
            continue
        except (SplitIndices, SplitSign, Infeasible, KernelError):
            return True
        return bool(normaliser.conditions)
    return True


def total(condition: Condition, free: frozenset[IndexVariable], ring: Ring) -> bool:
    """Whether the condition's sides have values everywhere: only then it is no more than it says."""
    normaliser = normaliser_for(ring, free)
    try:
        assume(normaliser, condition)
    except (Restart, SplitIndices, SplitSign, Infeasible, KernelError):
        return False
    return not normaliser.conditions


def simplest(
    conditions: tuple[Condition, ...],
    opened: Callable[[Condition], Condition],
    assumptions: tuple[Condition, ...],
    free: frozenset[IndexVariable],
    ring: Ring,
) -> tuple[Condition, ...]:
    """The conditions that are not manifest when all definitions are put in, each once.

    A condition with an index that is not free in the claim holds for all its values, so it covers the
    same condition with another index.
    """
    kept: dict[Condition, Condition] = {}
    general = [item for item in conditions if free_indices(item) - free]
    for item in conditions:
        key = _general(item, free)
        if key in kept or (not free_indices(item) - free and any(_covers(other, item, free) for other in general)):
            continue
        if needed((opened(item),), assumptions, free, ring):
            kept[key] = item
    return tuple(kept.values())


def _covers(general: Condition, item: Condition, free: frozenset[IndexVariable]) -> bool:
    """Whether `item` is `general` at some values of the indices for which it holds throughout."""
    loose = sorted(free_indices(general) - free, key=as_index_key)
    places = [[index for index in free_indices(item) if index.range is other.range] for other in loose]
    return any(
        substitute(general, dict(zip(loose, values, strict=True))) is item for values in islice(product(*places), 64)
    )


def _general(condition: Condition, free: frozenset[IndexVariable]) -> Condition:
    names = sorted(free_indices(condition) - free, key=as_index_key)
    return substitute(condition, {index: IndexVariable(f"#{place}", index.range) for place, index in enumerate(names)})
