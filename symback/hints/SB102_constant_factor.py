"""A constant factor is missing, or one too many.

What: the two sides differ by a number, or by a size such as the n of a mean.
Wrong: d/da sum_k (a_k - y_k)^2 / n = 2 (a_k - y_k)
Right: d/da sum_k (a_k - y_k)^2 / n = 2 (a_k - y_k) / n
Source: the 2 of a square, the 1/2 put before it, the 1/n of a mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.hints._quotient import quotient, simple_product
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import IndexVariable, Node, Number, walk
from symback.registry import Mistake, Repair


def _doubled(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul | t.Add):
        items = node.factors if isinstance(node, t.Mul) else node.terms
        for place, item in enumerate(items):
            if isinstance(item, t.Sum | t.Derivative):
                continue
            for factor in (t.number(2), t.Power(t.number(2), t.MINUS_ONE)):
                image = (*items[:place], t.Mul((factor, item)), *items[place + 1 :])
                if isinstance(node, t.Add):
                    yield t.Add(image)
    elif isinstance(node, Number) and node.value not in (0, 1, -1):
        yield t.number(node.value / 2)
        yield t.number(node.value * 2)


def repairs(claim: Claim) -> Iterator[Repair]:
    """The row times the constant quotient of the sides; then one number or term doubled or halved."""
    factor = quotient(claim)
    if factor is not None and all(
        isinstance(node, Number | t.Size | t.Mul | t.Power) for node in walk(factor) if isinstance(node, t.Term)
    ):
        yield Repair(simple_product(factor, claim.right), "a constant factor is wrong")
    for right in edits(claim.right, _doubled):
        yield Repair(right, "a number is wrong by a factor of 2")


HINT = Mistake("SB102", "wrong constant factor", cost=2, repairs=repairs)
