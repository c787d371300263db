"""SymPy's functions of real arguments, as terms: one entry a function."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from symback.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Always,
    Compare,
    Function,
    Mul,
    Number,
    Piecewise,
    Power,
    Term,
)

_TABLED = (
    *("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
    *("asin", "acos", "atan", "asinh", "acosh", "atanh", "erf", "Abs", "sign"),
)


def _tabled(name: str) -> Callable[[tuple[Term, ...]], Term]:
    return lambda arguments: Function(name, arguments)


def _quotient(above: str | None, below: str) -> Callable[[tuple[Term, ...]], Term]:
    """above(x) / below(x), or 1 / below(x)."""

    def build(arguments: tuple[Term, ...]) -> Term:
        inverse = Power(Function(below, arguments), MINUS_ONE)
        return inverse if above is None else Mul((Function(above, arguments), inverse))

    return build


def _log(arguments: tuple[Term, ...]) -> Term:
    natural = Function("log", arguments[:1])
    return natural if len(arguments) == 1 else Mul((natural, Power(Function("log", arguments[1:]), MINUS_ONE)))


def _heaviside(arguments: tuple[Term, ...]) -> Term:
    """1 above 0 and 0 below it; at 0 the declared value, SymPy's default 1/2, a kink."""
    at_zero = arguments[1] if len(arguments) > 1 else Number(Fraction(1, 2))
    above, below = Compare(">", arguments[0], ZERO), Compare("<", arguments[0], ZERO)
    return Piecewise(((above, ONE), (below, ZERO), (Always(), at_zero)))


FUNCTIONS: dict[Any, Callable[[tuple[Term, ...]], Term]] = {
    **{getattr(sympy, name): _tabled(name.lower()) for name in _TABLED},
    sympy.log: _log,
    sympy.cot: _quotient("cos", "sin"),
    sympy.sec: _quotient(None, "cos"),
    sympy.csc: _quotient(None, "sin"),
    sympy.coth: _quotient("cosh", "sinh"),
    sympy.sech: _quotient(None, "cosh"),
    sympy.csch: _quotient(None, "sinh"),
    sympy.erfc: lambda arguments: Add((ONE, Mul((MINUS_ONE, Function("erf", arguments))))),
    sympy.Heaviside: _heaviside,
    sympy.Max: _tabled("max"),
    sympy.Min: _tabled("min"),
}
