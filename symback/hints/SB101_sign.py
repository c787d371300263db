"""A sign is wrong.

What: the step becomes true when the sign of the row, or of one term in it, is changed.
Wrong: d/dx (1 - x)^2 = 2 (1 - x)
Right: d/dx (1 - x)^2 = -2 (1 - x)
Source: the inner derivative of e^(-x), 1 - x or t - y brings a sign that is easily lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, without
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import MINUS_ONE, IndexVariable, Node, Term, negative
from symback.registry import Mistake, Repair


def opposite(term: Term) -> Term:
    """-term without a double sign."""
    if isinstance(term, t.Number):
        return t.number(-term.value)
    if isinstance(term, t.Mul) and MINUS_ONE in term.factors:
        rest = without(term.factors, term.factors.index(MINUS_ONE))
        return rest[0] if len(rest) == 1 else t.Mul(rest)
    return negative(term)


def _in_a_sum(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Add):
        for place, item in enumerate(node.terms):
            yield t.Add((*node.terms[:place], opposite(item), *node.terms[place + 1 :]))
    elif isinstance(node, t.Function | t.Call) and len(node.arguments) == 1:
        image = (opposite(node.arguments[0]),)
        yield t.Function(node.name, image) if isinstance(node, t.Function) else t.Call(node.name, image, node.orders)


def repairs(claim: Claim) -> Iterator[Repair]:
    """The row negated, then one term or argument in it negated."""
    yield Repair(opposite(claim.right), "the sign is wrong")
    for right in edits(claim.right, _in_a_sum):
        yield Repair(right, "the sign of one term is wrong")


HINT = Mistake("SB101", "wrong sign", cost=1, repairs=repairs)
