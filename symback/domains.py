"""Where one side of a proved claim has a value and the other has not: a flag, not a verdict."""

from __future__ import annotations

from symback.kernel.arithmetic import fast
from symback.kernel.cases import assume
from symback.kernel.conditions import needed, normaliser_for, total
from symback.kernel.element import Infeasible, Restart, SplitIndices, SplitSign
from symback.kernel.errors import KernelError
from symback.kernel.preparing import prepare
from symback.kernel.scope import free_indices
from symback.kernel.terms import Condition
from symback.kernel.theorem import Theorem

_MOST_COMPARED = 16


def only_one_side(theorem: Theorem) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """The conditions that only the left side needs to have a value, and those that only the right side needs."""
    if not theorem.conditions:
        return (), ()
    prepared = prepare(theorem.claim, theorem.opened)
    assumptions = theorem.claim.assumptions
    ring = fast().ring()
    found = []
    for side in (prepared.left, prepared.right):
        free = free_indices(side)
        normaliser = normaliser_for(ring, free)
        try:
            for item in assumptions:
                if total(item, free, ring):
                    assume(normaliser, item)
            normaliser.conditions.clear()
            normaliser(side)
        except (Restart, SplitIndices, SplitSign, Infeasible, KernelError):
            # Conditions of one case only are not compared.
            return (), ()
        found.append(tuple(normaliser.conditions))
    left, right = found
    if len(left) + len(right) > _MOST_COMPARED:
        return (), ()
    free = free_indices(prepared.left) | free_indices(prepared.right)
    only_left = tuple(c for c in left if c not in right and needed((c,), (*assumptions, *right), free, ring))
    only_right = tuple(c for c in right if c not in left and needed((c,), (*assumptions, *left), free, ring))
    return only_left, only_right
