"""A sign is wrong.

What: the step becomes true when the sign of the row, or of one term in it, is changed.
Wrong: d/dx (1 - x)^2 = 2 (1 - x)
Right: d/dx (1 - x)^2 = -2 (1 - x)
Source: the inner derivative of e^(-x), 1 - x or t - y brings a sign that is easily lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, product, with_other, without
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import MINUS_ONE, IndexVariable, Node, Term, negative
from symback.registry import Mistake, Repair


def opposite(term: Term) -> Term:
    """-term without a double sign."""
    if isinstance(term, t.Number):
        return t.number(-term.value)
    if isinstance(term, t.Mul) and MINUS_ONE in term.factors:
        return product(without(term.factors, term.factors.index(MINUS_ONE)))
    return negative(term)


def _unsigned(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul) and MINUS_ONE in node.factors and len(node.factors) > 1:
        yield opposite(node)


def _one_opposite(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Add):
        for place, item in enumerate(node.terms):
            yield t.Add(with_other(node.terms, place, opposite(item)))
    elif isinstance(node, t.Function):
        for place, item in enumerate(node.arguments):
            yield t.Function(node.name, with_other(node.arguments, place, opposite(item)))
    elif isinstance(node, t.Call):
        for place, item in enumerate(node.arguments):
            yield t.Call(node.name, with_other(node.arguments, place, opposite(item)), node.orders)
    elif isinstance(node, t.Power) and not isinstance(node.exponent, t.Number):
        yield t.Power(node.base, opposite(node.exponent))


def repairs(claim: Claim) -> Iterator[Repair]:
    """A written minus taken away, the row negated, then one term or argument in it negated."""
    for right in edits(claim.right, _unsigned):
        yield Repair(right, "a minus sign is too many")
    yield Repair(opposite(claim.right), "the sign is wrong")
    for right in edits(claim.right, _one_opposite):
        yield Repair(right, "the sign of one term is wrong")


HINT = Mistake("SB101", "wrong sign", cost=1, repairs=repairs)
