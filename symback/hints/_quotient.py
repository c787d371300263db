"""What one side is of the other: quotient and difference in normal form, where they are short."""

from __future__ import annotations

from typing import Literal

from symback.hints._edits import size_of
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.cases import decide
from symback.kernel.claim import Claim
from symback.kernel.display import element_to_term
from symback.kernel.element import Element
from symback.kernel.errors import KernelError
from symback.kernel.normalise import Normaliser
from symback.kernel.preparing import prepare, setting, used_names
from symback.kernel.terms import ONE, Number, Term

_SHORT = 24
_BUDGET = 40_000


def quotient(claim: Claim) -> Term | None:
    """left / right where it is a short product of names, with the author's names if possible."""
    return _short(claim, "quotient")


def difference(claim: Claim) -> Term | None:
    """left - right where it is one short product of names, with the author's names if possible."""
    return _short(claim, "difference")


def _plain(term: Term, depth: int = 0) -> bool:
    """Whether the term is a product of names, values of functions, and y - 1 of such: no quotient, no sum.

    Anything longer would be the other side in disguise, and repair nothing.
    """
    match term:
        case Number() | t.Symbol() | t.Entry() | t.Call() | t.Function() | t.Size():
            return True
        case t.Mul(factors=factors):
            return all(_plain(factor, depth) for factor in factors)
        case t.Power(base=base, exponent=Number(value=value)):
            return isinstance(base, t.Size) or (value > 0 and _plain(base, depth))
        case t.Add(terms=(first, Number())) | t.Add(terms=(Number(), first)):
            return depth == 0 and not isinstance(first, t.Add) and _plain(first, 1)
        case _:
            return False


def _short(claim: Claim, how: Literal["quotient", "difference"]) -> Term | None:
    best: Term | None = None
    for opened in (frozenset[str](), used_names(claim)):
        try:
            term = _compared(claim, opened, how)
        except KernelError:
            continue
        if term is not None and size_of(term) <= _SHORT and _plain(term):
            best = term if best is None or size_of(term) < size_of(best) else best
    return best


def _compared(claim: Claim, opened: frozenset[str], how: Literal["quotient", "difference"]) -> Term | None:
    """The quotient or difference in normal form, where it is the same in all cases."""
    prepared = prepare(claim, opened)
    found: list[Term] = []

    def compare(normaliser: Normaliser, left: Element, right: Element) -> None:
        workspace = normaliser.workspace
        if how == "difference":
            found.append(element_to_term(workspace, workspace.subtract(left, right)))
        elif not right.is_zero():
            found.append(element_to_term(workspace, workspace.divide(left, right)))

    free = setting(claim).free
    decide(prepared.left, prepared.right, claim.assumptions, prepared.where, fast().ring(), _BUDGET, compare, free)
    return found[0] if found and all(other is found[0] for other in found) else None


def simple_product(factor: Term, term: Term) -> Term:
    """factor * term, the number in front."""
    if factor is ONE:
        return term
    inner = term.factors if isinstance(term, t.Mul) else (term,)
    if isinstance(factor, Number) and inner and isinstance(inner[0], Number):
        first = inner[0].value * factor.value
        rest = inner[1:]
        if first == 1 and rest:
            return rest[0] if len(rest) == 1 else t.Mul(rest)
        return t.Mul((Number(first), *rest)) if rest else Number(first)
    outer = factor.factors if isinstance(factor, t.Mul) else (factor,)
    return t.Mul((*outer, *inner))
