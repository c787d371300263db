"""left = c * right with a factor c other than 0 that is free of given names."""

from __future__ import annotations

from symback.kernel.arithmetic.interface import Ring
from symback.kernel.cases import Conditions, Decision, decide
from symback.kernel.display import element_to_term
from symback.kernel.element import Element
from symback.kernel.errors import Different, Unsupported
from symback.kernel.normalise import Normaliser
from symback.kernel.scope import leaves
from symback.kernel.terms import Entry, IndexVariable, Size, Term
from symback.kernel.workspace import Workspace


def proportional(
    left: Term,
    right: Term,
    assumptions: Conditions,
    where: Conditions,
    ring: Ring,
    budget: int,
    varying: tuple[str, ...],
    given: frozenset[IndexVariable] = frozenset(),
) -> tuple[Decision, Term]:
    """The decision and the factor as a term; raises `KernelError` if there is no such factor.

    Both sides come with all definitions put in, so that the factor shows all that it depends on. Where
    the factor is 0 or has no value is among the conditions.
    """
    factors: list[tuple[Workspace, Element]] = []

    def compare(normaliser: Normaliser, a: Element, b: Element) -> None:
        if a.is_zero() or b.is_zero():
            raise Unsupported("a proportion with a side that is identically zero")
        workspace = normaliser.workspace
        factor = workspace.divide(a, b)
        factors.append((workspace, factor))
        normaliser.require_nonzero(element_to_term(workspace, factor))
        for below, _ in factor.denominator:
            normaliser.require_nonzero(element_to_term(workspace, Element(below, ())))

    decision = decide(left, right, assumptions, where, ring, budget, compare, given)
    workspace, factor = factors[0]
    if any(other != factor for _, other in factors[1:]):
        raise Different("the quotient of the two sides depends on which indices are equal")
    term = element_to_term(workspace, factor)
    for leaf in leaves(term):
        name = leaf.array if isinstance(leaf, Entry) else getattr(leaf, "name", None)
        if isinstance(leaf, Size):
            name = leaf.range.size
        if name in varying and not (isinstance(leaf, IndexVariable) and leaf.name.startswith("$")):
            raise Different(f"the quotient of the two sides depends on {name}")
    return decision, term
