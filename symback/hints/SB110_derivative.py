"""A function stands where its derivative belongs, or the other way round.

What: the step becomes true when a prime is added to, or taken from, one function.
Wrong: dL/dz = (y - t) f(z), for y = f(z)
Right: dL/dz = (y - t) f'(z)
Source: the prime is one stroke, lost in writing and in copying.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import IndexVariable, Node
from symback.registry import Mistake, Repair


def _other_order(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Call):
        for place, order in enumerate(node.orders):
            for new in (order + 1, order - 1):
                if new >= 0:
                    orders = (*node.orders[:place], new, *node.orders[place + 1 :])
                    yield t.Call(node.name, node.arguments, orders)


def repairs(claim: Claim) -> Iterator[Repair]:
    """One function differentiated once more, or once less."""
    for right in edits(claim.right, _other_order):
        yield Repair(right, "a function and its derivative are confused")


HINT = Mistake("SB110", "function instead of derivative", cost=7, repairs=repairs)
