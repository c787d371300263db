"""SymPy relations, predicates and their combinations, as conditions."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import sympy
from sympy.assumptions.assume import AppliedPredicate
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from symback.kernel import terms as t
from symback.sympy_bridge.failure import NotReadable, shown
from symback.sympy_bridge.ranges import Place

Sign = Literal["<", "<=", ">", ">=", "==", "!="]


class Terms(Protocol):
    """What a condition needs of the converter of its terms and indices."""

    def term(self, node: Any) -> t.Term:
        """The term of an expression."""

    def index(self, index: Any, place: Place) -> t.Index:
        """An index at a place."""

    def is_index(self, candidate: Any) -> bool:
        """Whether this is an index letter here."""

    def place(self, index: Any) -> Place:
        """The place of an index letter."""


_SIGNS: dict[Any, Sign] = {
    sympy.Eq: "==",
    sympy.Ne: "!=",
    sympy.Lt: "<",
    sympy.Le: "<=",
    sympy.Gt: ">",
    sympy.Ge: ">=",
}
_PREDICATES: dict[Any, Sign | None] = {
    sympy.Q.positive: ">",
    sympy.Q.negative: "<",
    sympy.Q.nonnegative: ">=",
    sympy.Q.nonpositive: "<=",
    sympy.Q.nonzero: "!=",
    sympy.Q.zero: "==",
    sympy.Q.real: None,
}


def check_assumption(given: Any) -> None:
    """Raise TypeError for anything but Eq, Ne, Lt, Le, Gt, Ge, the predicates of sign, and & of them."""
    if isinstance(given, sympy.And):
        for part in given.args:
            check_assumption(part)
    elif isinstance(given, AppliedPredicate):
        if given.function not in _PREDICATES or len(given.arguments) != 1:
            raise TypeError(f"{shown(given)} is no assumption that symback knows; use a relation or {_words()}")
    elif not isinstance(given, Relational | BooleanTrue | BooleanFalse | bool):
        raise TypeError(
            f"an assumption is Eq, Ne, Lt, Le, Gt, Ge or one of {_words()}, not {type(given).__name__}: {shown(given)}"
        )


def condition(converter: Terms, node: Any) -> t.Condition:
    """A condition on values or indices."""
    if node is True or isinstance(node, BooleanTrue):
        return t.Always()
    if node is False or isinstance(node, BooleanFalse):
        return t.Not(t.Always())
    if isinstance(node, sympy.And):
        return t.And(tuple([condition(converter, part) for part in node.args]))
    if isinstance(node, sympy.Or):
        return t.Or(tuple([condition(converter, part) for part in node.args]))
    if isinstance(node, sympy.Not):
        return t.Not(condition(converter, node.args[0]))
    if isinstance(node, AppliedPredicate) and node.function in _PREDICATES and len(node.arguments) == 1:
        sign = _PREDICATES[node.function]
        inside = converter.term(node.arguments[0])
        return t.Always() if sign is None else t.Compare(sign, inside, t.ZERO)
    if type(node) not in _SIGNS:
        raise NotReadable("SB235", f"the condition {shown(node)} cannot be read")
    sign = _SIGNS[type(node)]
    left, right = node.args
    if converter.is_index(left) or converter.is_index(right):
        return _of_indices(converter, node, sign)
    return t.Compare(sign, converter.term(left), converter.term(right))


def _of_indices(converter: Terms, node: Any, sign: Sign) -> t.Condition:
    left, right = node.args
    for side in (left, right):
        if not converter.is_index(side) and not isinstance(side, sympy.Integer):
            raise NotReadable("SB224", f"the condition {shown(node)} compares an index with {shown(side)}")
    if sign not in ("==", "!="):
        raise NotReadable("SB235", f"the condition {shown(node)} orders indices; only equal and different are read")
    place = converter.place(left if converter.is_index(left) else right)
    same = t.SameIndex(converter.index(left, place), converter.index(right, place))
    return same if sign == "==" else t.Not(same)


def _words() -> str:
    return ", ".join(f"Q.{predicate.name}" for predicate in _PREDICATES)
