"""A factor is missing, or one too many.

What: the two sides differ by a factor: the derivative of an activation, an inner derivative, an input.
Wrong: dL/dw = (y - t) x, for y = sigmoid(w x)
Right: dL/dw = (y - t) y (1 - y) x
Source: published errata of backpropagation formulas: a dropped inner derivative is the most frequent mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, product, with_other, without
from symback.hints._pool import pieces, placed
from symback.hints._quotient import quotient, simple_product
from symback.hints.SB102_constant_factor import is_constant
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.scope import free_indices
from symback.kernel.terms import MINUS_ONE, ONE, IndexVariable, Node, Term, negative
from symback.notation.show import show
from symback.registry import Mistake, Repair

_MOST_INSIDE = 48


def _fewer(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul) and len(node.factors) > 1:
        for place, factor in enumerate(node.factors):
            if not is_constant(factor):
                yield product(without(node.factors, place))


def _inside(node: Node, factor: Term) -> Iterator[Node]:
    """The factor put in where a product may stand: in a sum, a term, an argument, a base."""
    match node:
        case t.Sum(index=index, body=body):
            yield t.Sum(index, _times(body, factor))
        case t.Add(terms=terms):
            for place, item in enumerate(terms):
                yield t.Add(with_other(terms, place, _times(item, factor)))
        case t.Function(name=name, arguments=(argument,)):
            yield t.Function(name, (_times(argument, factor),))
        case t.Call(name=name, arguments=(argument,), orders=orders):
            yield t.Call(name, (_times(argument, factor),), orders)
        case t.Derivative(body=body, variable=variable, mode=mode) if not isinstance(body, t.Number):
            yield t.Derivative(_times(body, factor), variable, mode)
        case t.Power(base=base, exponent=exponent):
            yield t.Power(_times(base, factor), exponent)
        case t.Piecewise(pieces=branches):
            for place, (condition, value) in enumerate(branches):
                image = (condition, _times(value, factor))
                yield t.Piecewise((*branches[:place], image, *branches[place + 1 :]))
        case _:
            return


def _times(term: Term, factor: Term) -> Term:
    """term * factor, the new factor behind the others."""
    if term is ONE:
        return factor
    inner = term.factors if isinstance(term, t.Mul) else (term,)
    return t.Mul((*inner, *(factor.factors if isinstance(factor, t.Mul) else (factor,))))


def _candidates(claim: Claim) -> Iterator[Term]:
    for piece in pieces(claim):
        if not is_constant(piece):
            yield piece
            if isinstance(piece, t.Symbol | t.Entry | t.Call):
                yield t.Add((ONE, negative(piece)))
            if not isinstance(piece, t.Power | t.Mul):
                yield t.Power(piece, MINUS_ONE)


def repairs(claim: Claim) -> Iterator[Repair]:
    """A factor taken out; a piece of the claim put in, before the row, then anywhere; the quotient of the sides."""
    for right in edits(claim.right, _fewer):
        yield Repair(right, "a factor is too many")
    candidates = tuple(_candidates(claim))
    free = free_indices(claim.left)
    for candidate in candidates:
        for factor in placed(candidate, free):
            yield Repair(_times(claim.right, factor), f"the factor {show(factor)} is missing")
    for candidate in candidates[:_MOST_INSIDE]:

        def more(node: Node, bound: frozenset[IndexVariable], candidate: Term = candidate) -> Iterator[Node]:
            scope = bound | free | ({node.index} if isinstance(node, t.Sum) else set())
            for factor in placed(candidate, scope):
                yield from _inside(node, factor)

        message = f"a factor {show(candidate)} is missing in one place"
        for right in edits(claim.right, more):
            yield Repair(right, message)
    if not isinstance(claim.right, t.Number):
        last = quotient(claim)
        if last is not None:
            yield Repair(simple_product(last, claim.right), f"the factor {show(last)} is missing or too many")


HINT = Mistake("SB103", "lost or extra factor", cost=9, repairs=repairs)
