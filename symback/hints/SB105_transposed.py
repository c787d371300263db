"""Two indices are swapped: a matrix stands transposed.

What: the step becomes true when the indices of one array are exchanged.
Wrong: dL/dx_j = sum_k d_k w_jk
Right: dL/dx_j = sum_k d_k w_kj
Source: the backward pass uses the transposed weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import IndexVariable, Node, Term
from symback.registry import Mistake, Repair


def _swapped(entry: t.Entry) -> Iterator[t.Entry]:
    for first, second in combinations(range(len(entry.indices)), 2):
        indices = list(entry.indices)
        indices[first], indices[second] = indices[second], indices[first]
        yield t.Entry(entry.array, tuple(indices))


def repairs(claim: Claim) -> Iterator[Repair]:
    """One entry with two of its indices exchanged."""

    def local(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Entry):
            yield from _swapped(node)

    for right in edits(claim.right, local, variables=True):
        assert isinstance(right, Term)
        yield Repair(right, "two indices are swapped")


HINT = Mistake("SB105", "swapped indices", cost=4, repairs=repairs)
