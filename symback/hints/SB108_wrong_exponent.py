"""An exponent is wrong.

What: the step becomes true when one exponent is changed by one, or its sign is.
Wrong: d/dx x^3 = 3 x^3
Right: d/dx x^3 = 3 x^2
Source: the power rule lowers the exponent by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import IndexVariable, Node, Number
from symback.registry import Mistake, Repair


def _changed(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Power) and isinstance(node.exponent, Number):
        value = node.exponent.value
        for new in (value - 1, value + 1, -value):
            yield node.base if new == 1 else t.Power(node.base, t.number(new))
    elif isinstance(node, t.Symbol | t.Entry | t.Call):
        yield t.Power(node, t.number(2))


def repairs(claim: Claim) -> Iterator[Repair]:
    """One exponent lowered, raised or negated; one factor squared."""
    for right in edits(claim.right, _changed):
        yield Repair(right, "an exponent is wrong")


HINT = Mistake("SB108", "wrong exponent", cost=3, repairs=repairs)
