"""Proved closed forms, found by the term that they are a value of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symback.kernel import terms as t
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import Index, IndexVariable, Node, Term, children, walk


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """A proved `left` = `right` where `right` holds no derivative; `name` is what to call it in a program."""

    left: Term
    right: Term
    name: str
    conditions: tuple[t.Condition, ...] = ()

    @property
    def indices(self) -> tuple[IndexVariable, ...]:
        """The free indices, in the order of the left side."""
        return free_in_order(self.left)


def free_in_order(term: Node) -> tuple[IndexVariable, ...]:
    """The free indices of a term in the order of their first occurrence."""
    free = free_indices(term)
    if isinstance(term, t.Derivative):
        return tuple(dict.fromkeys((*free_in_order(term.body), *free_in_order(term.variable))))
    return tuple(node for node in walk(term) if isinstance(node, IndexVariable) and node in free)


def match(pattern: Term, target: Term) -> dict[IndexVariable, Index] | None:
    """The values of the pattern's free indices that make it `target`, or None."""
    variables = free_in_order(pattern)
    found: dict[IndexVariable, Index] = {}
    stack: list[tuple[Node, Node]] = [(pattern, target)]
    while stack:
        one, other = stack.pop()
        if isinstance(one, IndexVariable) and one in variables and isinstance(other, IndexVariable | t.IndexValue):
            if one.range is not other.range or found.setdefault(one, other) is not other:
                return None
            continue
        if one is other and free_indices(one).isdisjoint(variables):
            continue
        if type(one) is not type(other):
            return None
        mine, others = list(children(one)), list(children(other))
        if len(mine) != len(others):
            return None
        stack.extend(zip(mine, others, strict=True))
    return found if set(found) == set(variables) and substitute(pattern, found) is target else None


def closed_form(forms: Sequence[ClosedForm], term: Term) -> tuple[ClosedForm, dict[IndexVariable, Index]] | None:
    """The first closed form whose left side is `term` for some values of its indices."""
    for form in forms:
        values = match(form.left, term)
        if values is not None:
            return form, values
    return None


def has_derivative(term: Node) -> bool:
    """Whether a derivative stands in `term`."""
    return any(isinstance(node, t.Derivative) for node in walk(term))
