"""The conditions of a theorem as people want them: none that is manifest, none twice; and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import islice, product

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Ring
from symback.kernel.cases import assume, require
from symback.kernel.derive import has_value
from symback.kernel.element import Infeasible, Restart, SplitIndices, SplitSign, as_index_key
from symback.kernel.errors import KernelError
from symback.kernel.functions import FUNCTIONS
from symback.kernel.manifest import Manifest, manifest_alone
from symback.kernel.normalise import Normaliser, workspace_for
from symback.kernel.scope import free_indices, height_of, substitute
from symback.kernel.terms import Condition, IndexVariable, Node, Term

_WORK = 20_000
_MOST_COMPARED = 8


def normaliser_for(ring: Ring, free: frozenset[IndexVariable]) -> Normaliser:
    """A normaliser with a small budget of its own."""
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


@lru_cache(maxsize=4096)
def domain(term: Term) -> tuple[Condition, ...]:
    """Where a term without derivatives has a value, as far as it does not show it; pieces are not looked into."""
    found: dict[Condition, None] = {}
    waiting: list[Node] = [term]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node in seen or isinstance(node, t.Piecewise):
            continue
        seen.add(node)
        waiting.extend(reversed(t.children(node)))
        if isinstance(node, t.Power):
            found.update(dict.fromkeys(has_value(node)))
        elif isinstance(node, t.Function) and node.name in FUNCTIONS:
            for item in FUNCTIONS[node.name].domain(node.arguments):
                if manifest_alone(item.left) is not Manifest.POSITIVE:
                    found[item] = None
    return tuple(found)


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
    result: list[Condition] = []
    for item in sorted(conditions, key=lambda condition: not free_indices(condition) - free):
        covered = any(_covers(other, item, free) for other in result)
        if not covered and needed((opened(item),), assumptions, free, ring):
            result.append(item)
    for item in sorted(result, key=height_of, reverse=True) if 1 < len(result) <= _MOST_COMPARED else ():
        others = tuple(opened(other) for other in result if other is not item)
        if not needed((opened(item),), (*assumptions, *others), free, ring):
            result.remove(item)
    return tuple(result)


def _covers(general: Condition, item: Condition, free: frozenset[IndexVariable]) -> bool:
    """Whether `item` is `general` at some values of the indices for which it holds throughout."""
    loose = sorted(free_indices(general) - free, key=as_index_key)
    places = [[index for index in free_indices(item) if index.range is other.range] for other in loose]
    return any(
        substitute(general, dict(zip(loose, values, strict=True))) is item for values in islice(product(*places), 64)
    )
