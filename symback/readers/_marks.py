"""What an author writes around an expression: a row known to be wrong, f' at a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy


@dataclass(frozen=True, slots=True)
class RefutedRow:
    """A row that the author expects to be refuted, by the hint `code` if one is named."""

    expression: Any
    code: str | None = None


def refuted(expression: Any, code: str | None = None) -> RefutedRow:
    """Mark a row as printed in the source and known to be wrong: the checker must refute it.

    `code` names the hint that must explain it, as in `refuted(row, "SB101")`.
    """
    return RefutedRow(expression, code)


def prime(function: Any, argument: Any) -> Any:
    """f'(argument): the derivative of a function of one variable with respect to its argument.

    `function` is a SymPy function (class), `argument` any expression: prime(f, w*x + b).
    """
    place = sympy.Dummy("t")
    return sympy.Subs(sympy.Derivative(function(place), place), place, argument)
