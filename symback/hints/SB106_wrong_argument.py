"""A function is taken at the wrong argument.

What: the step becomes true when a function is taken at another argument that stands in the derivation.
Wrong: dy/dw = sigma'(y) x, for y = sigma(w x)
Right: dy/dw = sigma'(w x) x
Source: the derivative of an activation belongs at the input sum, not at the output.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.derive import lower
from symback.kernel.errors import KernelError
from symback.kernel.preparing import definitions_of
from symback.kernel.terms import IndexVariable, Node, Term, walk
from symback.registry import Mistake, Repair


def repairs(claim: Claim) -> Iterator[Repair]:
    """One function moved to an argument that a function has, or that is a name, on the left side."""
    try:
        left, _ = lower(claim.left, definitions_of(claim))
    except KernelError:
        return
    places: dict[Term, None] = {}
    for source in (left, claim.right):
        for node in walk(source):
            if isinstance(node, t.Call | t.Function) and len(node.arguments) == 1:
                places[node.arguments[0]] = None
    for source in (left, claim.right):
        for node in walk(source):
            if isinstance(node, t.Symbol | t.Entry):
                places[node] = None
    arguments = tuple(places)[:16]

    def local(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Call | t.Function) and len(node.arguments) == 1:
            for argument in arguments:
                if argument is not node.arguments[0]:
                    image = (argument,)
                    if isinstance(node, t.Call):
                        yield t.Call(node.name, image, node.orders)
                    else:
                        yield t.Function(node.name, image)

    for right in edits(claim.right, local):
        yield Repair(right, "a function is taken at the wrong argument")


HINT = Mistake("SB106", "wrong argument", cost=8, repairs=repairs)
