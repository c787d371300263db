"""A factor is missing, or one too many.

What: the two sides differ by a factor: the derivative of an activation, an inner derivative, an input.
Wrong: dL/dw = (y - t) x, for y = sigmoid(w x)
Right: dL/dw = (y - t) y (1 - y) x
Source: published errata of backpropagation formulas: a dropped inner derivative is the most frequent mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits, without
from symback.hints._quotient import quotient, simple_product
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.derive import lower
from symback.kernel.errors import KernelError
from symback.kernel.preparing import definitions_of
from symback.kernel.scope import free_indices
from symback.kernel.terms import IndexVariable, Node, Number, Term, walk
from symback.registry import Mistake, Repair

_MOST_FACTORS = 12


def factors_of(claim: Claim) -> tuple[Term, ...]:
    """The factors that occur in the left side once its derivatives are carried out."""
    try:
        left, _ = lower(claim.left, definitions_of(claim))
    except KernelError:
        return ()
    found: dict[Term, None] = {}
    for node in walk(left):
        if isinstance(node, t.Mul):
            for factor in node.factors:
                if not isinstance(factor, Number | t.Sum | t.Mul):
                    found[factor] = None
    return tuple(found)[:_MOST_FACTORS]


def _fewer(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul) and len(node.factors) > 1:
        for place, factor in enumerate(node.factors):
            if not isinstance(factor, Number):
                rest = without(node.factors, place)
                yield rest[0] if len(rest) == 1 else t.Mul(rest)


def repairs(claim: Claim) -> Iterator[Repair]:
    """The row times the quotient of the sides; then a factor of the left side put in, or one taken out, anywhere."""
    factor = quotient(claim)
    if factor is not None:
        yield Repair(simple_product(factor, claim.right), "a factor is missing or too many")
    candidates = factors_of(claim)

    def more(node: Node, bound: frozenset[IndexVariable]) -> Iterator[Node]:
        body = node.body if isinstance(node, t.Sum) else None
        items = (body,) if body is not None else node.terms if isinstance(node, t.Add) else ()
        inside = bound | {node.index} if isinstance(node, t.Sum) else bound
        for place, item in enumerate(items):
            for candidate in candidates:
                if not free_indices(candidate) <= inside | free_indices(claim.left):
                    continue
                image = simple_product(candidate, item)
                if isinstance(node, t.Sum):
                    yield t.Sum(node.index, image)
                elif isinstance(node, t.Add):
                    yield t.Add((*node.terms[:place], image, *node.terms[place + 1 :]))

    for right in edits(claim.right, more):
        yield Repair(right, "a factor is missing in one term")
    for right in edits(claim.right, _fewer):
        yield Repair(right, "a factor is too many")


HINT = Mistake("SB103", "lost or extra factor", cost=8, repairs=repairs)
