"""An index is wrong.

What: the step becomes true when one index, or one letter throughout the row, is replaced by another.
Wrong: dL/dy_j = y_i - t_i
Right: dL/dy_j = y_j - t_j
Source: sums collapse to the term of the variable's own index; the summation letter is left standing.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import IndexVariable, Node
from symback.registry import Mistake, Repair


def repairs(claim: Claim) -> Iterator[Repair]:
    """One letter replaced throughout, then one occurrence."""
    known = free_indices(claim.left) | free_indices(claim.right)
    ordered = sorted(known, key=lambda index: index.name)
    for old in sorted(free_indices(claim.right), key=lambda index: index.name):
        for new in ordered:
            if new is not old and new.range is old.range:
                yield Repair(substitute(claim.right, {old: new}), f"the index {old.name} should be {new.name}")

    def other(node: Node, bound: frozenset[IndexVariable]) -> Iterator[Node]:
        if not isinstance(node, t.Entry | t.Delta):
            return
        indices = node.indices if isinstance(node, t.Entry) else (node.left, node.right)
        for place, index in enumerate(indices):
            for new in sorted(known | bound, key=lambda item: item.name):
                if new is not index and new.range is index.range:
                    image = (*indices[:place], new, *indices[place + 1 :])
                    yield t.Entry(node.array, image) if isinstance(node, t.Entry) else t.Delta(image[0], image[1])

    for right in edits(claim.right, other, variables=True):
        yield Repair(right, "one index is wrong")


HINT = Mistake("SB104", "wrong index", cost=5, repairs=repairs)
