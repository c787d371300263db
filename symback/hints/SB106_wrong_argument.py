"""A function is taken at the wrong argument.

What: the step becomes true when a function is taken at another argument that stands in the derivation.
Wrong: dy/dw = sigma'(y) x, for y = sigma(w x)
Right: dy/dw = sigma'(w x) x
Source: the derivative of an activation belongs at the input sum, not at the output.
"""

from __future__ import annotations

from collections.abc import Iterator

from symback.hints._edits import edits
from symback.hints._pool import pieces, placed
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.scope import free_indices
from symback.kernel.terms import IndexVariable, Node, Term, walk
from symback.registry import Mistake, Repair

_MOST_ARGUMENTS = 32


def arguments_of(claim: Claim) -> tuple[Term, ...]:
    """What functions are taken at in the claim, then its other pieces."""
    found: dict[Term, None] = {}
    others = pieces(claim)
    for source in (claim.left, claim.right, *others):
        for node in walk(source):
            if isinstance(node, t.Call | t.Function) and len(node.arguments) == 1:
                found[node.arguments[0]] = None
    return tuple(dict.fromkeys((*found, *others)))[:_MOST_ARGUMENTS]


def repairs(claim: Claim) -> Iterator[Repair]:
    """One function moved to another argument."""
    arguments = arguments_of(claim)
    free = free_indices(claim.left)

    def moved(node: Node, bound: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Call | t.Function) and len(node.arguments) == 1:
            for piece in arguments:
                for argument in placed(piece, free | bound):
                    if argument is node.arguments[0]:
                        continue
                    if isinstance(node, t.Call):
                        yield t.Call(node.name, (argument,), node.orders)
                    else:
                        yield t.Function(node.name, (argument,))

    for right in edits(claim.right, moved):
        yield Repair(right, "a function is taken at the wrong argument")


HINT = Mistake("SB106", "wrong argument", cost=8, repairs=repairs)
