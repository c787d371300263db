"""The left side of a definition: a bare name, an indexed name, or a function of plain symbols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from symback.document import Reason
from symback.kernel.claim import Definition
from symback.kernel.scope import free_indices
from symback.kernel.terms import Call, Entry, IndexVariable, Symbol, Term
from symback.sympy_bridge.failure import shown


@dataclass(frozen=True, slots=True)
class Head:
    """What is defined: its name, and the SymPy symbols that are its parameters."""

    name: str
    parameters: frozenset[Any] = frozenset()


def head_of(expression: Any) -> Head | Reason:
    """The head that a left side is, or why it defines nothing."""
    if isinstance(expression, sympy.Symbol):
        return Head(str(expression.name))
    if isinstance(expression, sympy.Indexed):
        letters = expression.indices
        if any(not isinstance(letter, sympy.Symbol | sympy.Idx) for letter in letters):
            return _unclear(f"{shown(expression)} defines only some entries; define all of them with index letters")
        if len(set(letters)) < len(letters):
            return _unclear(f"{shown(expression)} repeats an index letter")
        return Head(str(expression.base.label))
    if isinstance(expression, AppliedUndef):
        parameters = expression.args
        if any(not isinstance(parameter, sympy.Symbol) for parameter in parameters):
            return _unclear(f"the parameters of {shown(expression)} must be plain symbols")
        if len(set(parameters)) < len(parameters):
            return _unclear(f"{shown(expression)} repeats a parameter")
        return Head(str(expression.func.__name__), frozenset(parameters))
    if expression == sympy.E:
        return _unclear("E is Euler's number in SymPy; for a quantity E write E = Symbol('E')")
    return _unclear(f"{shown(expression)} is no name; what holds of an expression is a claim, not a definition")


def definition_of(head: Term, body: Term, name: str) -> Definition | Reason:
    """name := body with the indices and parameters of the head's term."""
    indices: tuple[IndexVariable, ...] = ()
    parameters: tuple[Symbol, ...] = ()
    match head:
        case Entry(_, letters):
            indices = tuple(letter for letter in letters if isinstance(letter, IndexVariable))
        case Call(_, arguments):
            parameters = tuple(argument for argument in arguments if isinstance(argument, Symbol))
        case Symbol():
            pass
        case _:
            return _unclear(f"{name} is a size; sizes are given by sums and shapes")
    strangers = sorted(variable.name for variable in free_indices(body) - frozenset(indices))
    if strangers:
        message = f"the index {strangers[0]} on the right is neither summed over nor an index of {name} on the left"
        return Reason("SB234", message)
    return Definition(name, body, indices, parameters)


def renamed(head: Term, name: str) -> Term:
    """The head's term under another name."""
    return Entry(name, head.indices) if isinstance(head, Entry) else Symbol(name)


def _unclear(message: str) -> Reason:
    return Reason("SB232", message)
