"""A sum is missing, or one too many.

What: the step becomes true when a product is summed over an index that stands free in it.
Wrong: dL/dh_j = (y_k - t_k) u_jk
Right: dL/dh_j = sum_k (y_k - t_k) u_jk
Source: a hidden unit acts on the loss along all paths; the sum over them is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.scope import free_indices
from symback.kernel.terms import IndexVariable, Node, Term
from symback.registry import Mistake, Repair


def repairs(claim: Claim) -> Iterator[Repair]:
    """The row or a product in it summed over an index that the left side does not have; a sum dropped."""
    strange = sorted(free_indices(claim.right) - free_indices(claim.left), key=lambda index: index.name)

    def summed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, Term):
            for index in strange:
                if index in free_indices(node):
                    yield t.Sum(index, node)

    def bare(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Sum) and node.index not in free_indices(node.body):
            yield node.body

    for right in edits(claim.right, summed):
        yield Repair(right, "a sum is missing")
    for right in edits(claim.right, bare):
        yield Repair(right, "a sum is too many")


HINT = Mistake("SB107", "missing sum", cost=6, repairs=repairs)
