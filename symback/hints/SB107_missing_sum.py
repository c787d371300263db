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
from symback.kernel.scope import free_indices, fresh
from symback.kernel.terms import IndexVariable, Node, Range, Term
from symback.registry import Mistake, Repair


def _letter(over: Range, avoid: frozenset[IndexVariable]) -> IndexVariable:
    taken = {index.name for index in avoid}
    for name in "mlqrs":
        if name not in taken:
            return IndexVariable(name, over)
    return fresh(IndexVariable("m", over), avoid)


def all_paths(node: Node, avoid: frozenset[IndexVariable]) -> Iterator[Node]:
    """∂f/∂a_i ∂a_i/∂z as Σ_m ∂f/∂a_m ∂a_m/∂z: the chain rule runs through all entries of an array."""
    if not isinstance(node, t.Mul):
        return
    for place, outer in enumerate(node.factors):
        for other, inner in enumerate(node.factors):
            if not (isinstance(outer, t.Derivative) and isinstance(inner, t.Derivative)):
                continue
            link = inner.body
            if outer.variable is not link or not isinstance(link, t.Entry):
                continue
            for axis, index in enumerate(link.indices):
                every = _letter(index.range, avoid | free_indices(node))
                image = t.Entry(link.array, (*link.indices[:axis], every, *link.indices[axis + 1 :]))
                factors = list(node.factors)
                factors[place] = t.Derivative(outer.body, image, outer.mode)
                factors[other] = t.Derivative(image, inner.variable, inner.mode)
                yield t.Sum(every, t.Mul(tuple(factors)))


def repairs(claim: Claim) -> Iterator[Repair]:
    """All paths of a chain rule; a product summed over an index that the left side does not have; a sum dropped."""
    strange = sorted(free_indices(claim.right) - free_indices(claim.left), key=lambda index: index.name)

    def summed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, Term):
            for index in strange:
                if index in free_indices(node):
                    yield t.Sum(index, node)

    def bare(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Sum) and node.index not in free_indices(node.body):
            yield node.body

    free = free_indices(claim.left) | free_indices(claim.right)
    for right in edits(claim.right, lambda node, bound: all_paths(node, free | bound)):
        yield Repair(right, "a sum over all paths is missing")
    for right in edits(claim.right, summed):
        yield Repair(right, "a sum is missing")
    for right in edits(claim.right, bare):
        yield Repair(right, "a sum is too many")


HINT = Mistake("SB107", "missing sum", cost=6, repairs=repairs)
