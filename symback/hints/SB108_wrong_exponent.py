"""An exponent is wrong.

What: the step becomes true when one exponent is changed by one, or its sign is.
Wrong: d/dx x^3 = 3 x^3
Right: d/dx x^3 = 3 x^2
Source: the power rule lowers the exponent by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import MINUS_ONE, ONE, IndexVariable, Node, Number, Term
from symback.registry import Mistake, Repair


def _power(base: Term, exponent: Number) -> Term:
    return base if exponent is ONE else t.Power(base, exponent)


def _changed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Power) and isinstance(node.exponent, Number):
        value = node.exponent.value
        for new in dict.fromkeys((value - 1, value + 1, -value, value - 2, value + 2, Fraction(1), 2 * value)):
            if new != 0:
                yield _power(node.base, t.number(new))


def _raised(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, Term) and not isinstance(node, t.Number | t.Power | t.Delta | t.Mul):
        yield t.Power(node, t.number(2))
        yield t.Power(node, MINUS_ONE)


def repairs(claim: Claim) -> Iterator[Repair]:
    """One exponent changed or dropped; one factor squared or inverted."""
    for right in edits(claim.right, _changed):
        yield Repair(right, "an exponent is wrong")
    for right in edits(claim.right, _raised):
        yield Repair(right, "an exponent is missing")


HINT = Mistake("SB108", "wrong exponent", cost=3, repairs=repairs)
