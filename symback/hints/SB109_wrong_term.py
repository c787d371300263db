"""A term is missing, or one too many.

What: the two sides differ by one term.
Wrong: d/dx (x^2 + x y) = 2 x
Right: d/dx (x^2 + x y) = 2 x + y
Source: a path through the graph, or a term of the product rule, is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, total, without
from symback.hints._pool import pieces, placed
from symback.hints._quotient import difference
from symback.hints.SB101_sign import opposite
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.scope import free_indices
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, IndexVariable, Node, Term
from symback.notation.show import show
from symback.registry import Mistake, Repair

_MOST_INSIDE = 24


def _fewer(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Add) and len(node.terms) > 1:
        for place in range(len(node.terms)):
            yield total(without(node.terms, place))


def _completed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul) and MINUS_ONE in node.factors:
        yield t.Add((ONE, node))


def _plus(node: Node, other: Term) -> Term:
    assert isinstance(node, Term)
    if node is ZERO:
        return other
    return t.Add((*(node.terms if isinstance(node, t.Add) else (node,)), other))


def _is_place(node: Node) -> bool:
    """Whether a sum may stand where the node stands; a term in a sum is that sum's."""
    return isinstance(node, t.Add | t.Symbol | t.Entry | t.Call | t.Function | t.Delta | t.Number | t.Mul | t.Sum)


def repairs(claim: Claim) -> Iterator[Repair]:
    """A term taken out, a piece of the claim added to the row or in it, the difference of the sides added."""
    for right in edits(claim.right, _fewer):
        yield Repair(right, "a term is too many")
    for right in edits(claim.right, _completed):
        yield Repair(right, "the 1 of a 1 - … is missing")
    candidates = (ONE, *(piece for piece in pieces(claim) if not isinstance(piece, t.Add)))
    free = free_indices(claim.left)
    for candidate in candidates:
        for piece in placed(candidate, free):
            for term in (piece, opposite(piece)):
                yield Repair(_plus(claim.right, term), f"the term {show(term)} is missing")
    for candidate in candidates[:_MOST_INSIDE]:
        for term in (candidate, opposite(candidate)):

            def more(node: Node, bound: frozenset[IndexVariable], term: Term = term) -> Iterator[Node]:
                if _is_place(node):
                    for image in placed(term, free | bound):
                        yield _plus(node, image)

            message = f"a term {show(term)} is missing"
            for right in edits(claim.right, more):
                yield Repair(right, message)
    if not isinstance(claim.right, t.Number):
        gap = difference(claim)
        if gap is not None:
            yield Repair(_plus(claim.right, gap), f"the term {show(gap)} is missing")


HINT = Mistake("SB109", "lost or extra term", cost=10, repairs=repairs)
