"""A term is missing, or one too many.

What: the two sides differ by one term.
Wrong: d/dx (x^2 + x y) = 2 x
Right: d/dx (x^2 + x y) = 2 x + y
Source: a path through the graph, or a term of the product rule, is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, without
from symback.hints._quotient import difference
from symback.hints.SB101_sign import opposite
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import IndexVariable, Node
from symback.registry import Mistake, Repair


def _fewer(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Add) and len(node.terms) > 1:
        for place in range(len(node.terms)):
            rest = without(node.terms, place)
            yield rest[0] if len(rest) == 1 else t.Add(rest)


def _one_more(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Symbol | t.Entry | t.Call | t.Power):
        yield t.Add((t.ONE, opposite(node)))
        yield t.Mul((node, t.Add((t.ONE, opposite(node)))))


def repairs(claim: Claim) -> Iterator[Repair]:
    """A term taken out, y turned into 1 - y, the difference of the sides added."""
    for right in edits(claim.right, _fewer):
        yield Repair(right, "a term is too many")
    for right in edits(claim.right, _one_more):
        yield Repair(right, "a 1 - … is missing")
    gap = difference(claim)
    if gap is not None:
        terms = claim.right.terms if isinstance(claim.right, t.Add) else (claim.right,)
        yield Repair(t.Add((*terms, gap)), "a term is missing")


HINT = Mistake("SB109", "lost or extra term", cost=9, repairs=repairs)
