"""left = c * right with a factor c other than 0 that is free of given names."""

from __future__ import annotations

from symback.kernel.arithmetic.interface import Ring
from symback.kernel.cases import Decision, decide
from symback.kernel.display import element_to_term
from symback.kernel.element import Element, Workspace
from symback.kernel.errors import Different, Unsupported
from symback.kernel.normalise import Normaliser
from symback.kernel.terms import Call, Condition, Entry, Functional, Symbol, Term, walk


def proportional(
    left: Term,
    right: Term,
    assumptions: tuple[Condition, ...],
    where: tuple[Condition, ...],
    ring: Ring,
    budget: int,
    varying: tuple[str, ...],
) -> tuple[Decision, Term]:
    """The decision and the factor as a term; raises `KernelError` if there is no such factor."""
    factors: list[tuple[Workspace, Element]] = []

    def compare(normaliser: Normaliser, a: Element, b: Element) -> None:
        if a.is_zero() or b.is_zero():
            raise Unsupported("a proportion with a side that is identically zero")
        factors.append((normaliser.workspace, normaliser.workspace.divide(a, b)))

    decision = decide(left, right, assumptions, where, ring, budget, compare)
    workspace, factor = factors[0]
    if any(other != factor for _, other in factors[1:]):
        raise Different("the quotient of the two sides depends on which indices are equal")
    term = element_to_term(workspace, factor)
    for node in walk(term):
        name = node.array if isinstance(node, Entry) else node.name if isinstance(node, _NAMED) else None
        if name in varying:
            raise Different(f"the quotient of the two sides depends on {name}")
    return decision, term


_NAMED = (Symbol, Call, Functional)
