"""Expressions as written: SymPy nodes made without automatic evaluation, and their evaluation afterwards.

A reader builds these from the text of a row; `evaluated` applies SymPy's own operators to them again, so
that a row as written can be compared with the value that Python computed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

from sympy import Add, Basic, Derivative, Expr, Integer, Mul, Piecewise, Pow, Rational, S, Sum, Symbol, Tuple
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair

# Beyond this exponent a power of numbers stays unevaluated: 9**9**9 would not end.
_LARGE = 1000


class Written(Expr):  # type: ignore[misc]
    """A number as written: its exact value, its text where it is a decimal, and Python's value of it."""

    __slots__ = ()

    def __new__(cls, exact: Fraction | Any, text: str | Str, computed: Any) -> Any:
        """Make the node; `computed` is a SymPy number. SymPy remakes nodes from their own arguments."""
        word = text if isinstance(text, Str) else Str(text)
        return Expr.__new__(cls, Rational(exact.numerator, exact.denominator), word, computed)

    @property
    def exact(self) -> Fraction:
        """The rational number that the text says."""
        return Fraction(int(self.args[0].p), int(self.args[0].q))

    @property
    def text(self) -> str:
        """The decimal's text, sign included; empty for a number that is not written as one decimal."""
        return str(self.args[1].name)

    def _sympystr(self, printer: Any) -> str:
        return self.text or str(printer.doprint(self.args[0]))


class Differentiated(Derivative):  # type: ignore[misc]
    """A derivative that was written as `expression.diff(variable)`, which SymPy evaluates at once."""


def written_derivative(body: Any, variables: tuple[tuple[Any, int], ...], *, at_once: bool = False) -> Any:
    """The derivative of `body` by each (variable, count), in that order, not evaluated."""
    kind = Differentiated if at_once else Derivative
    return Expr.__new__(kind, body, *(Tuple(variable, Integer(count)) for variable, count in variables))


def written_sum(body: Any, limits: tuple[Any, ...]) -> Any:
    """The sum of `body` with the limits as SymPy normalises them, not evaluated."""
    shape = Sum(Symbol("body"), *limits)
    total = Expr.__new__(Sum, body, *shape.limits)
    total.is_commutative = body.is_commutative
    return total


def written_piecewise(pieces: Iterable[tuple[Any, Any]]) -> Any:
    """The value of the first (value, condition) whose condition holds; conditions stay as they are."""
    return Basic.__new__(Piecewise, *[Basic.__new__(ExprCondPair, value, condition) for value, condition in pieces])


def evaluated(expression: Any, *, stepwise: bool = False) -> Any:
    """The value of an expression as written, by SymPy's operators.

    `stepwise` applies sums and products from left to right, as Python does; without it each is made at once.
    """
    if isinstance(expression, Written):
        return expression.args[2]
    if not expression.args:
        return expression
    arguments = [evaluated(argument, stepwise=stepwise) for argument in expression.args]
    if stepwise and isinstance(expression, Add):
        return reduce(add, arguments)
    if stepwise and isinstance(expression, Mul):
        return reduce(mul, arguments)
    if isinstance(expression, Pow) and all(argument.is_Number for argument in arguments) and abs(arguments[1]) > _LARGE:
        return Pow(*arguments, evaluate=False)
    if isinstance(expression, Differentiated):
        return arguments[0].diff(*arguments[1:])
    return expression.func(*arguments)


def decimal_text(expression: Any) -> str | None:
    """The text of a decimal that is, up to its sign, the whole expression; else None."""
    sign = ""
    while isinstance(expression, Mul) and len(expression.args) == 2 and expression.args[0] is S.NegativeOne:
        sign = "" if sign else "-"
        expression = expression.args[1]
    if isinstance(expression, Written) and expression.text:
        return sign + expression.text if not expression.text.startswith("-") or not sign else expression.text[1:]
    if expression.is_Float and expression.is_finite:
        return sign + float_text(expression) if sign == "" or expression >= 0 else float_text(-expression)
    return None


def float_text(value: Any) -> str:
    """The shortest decimal that reads back as this SymPy float."""
    if int(value._prec) == 53:
        return repr(float(value))
    return str(value)


def half_unit(text: str) -> Fraction:
    """Half a unit of the last printed digit of a decimal: 0.21 gives 1/200, 1.5e-3 gives 1/20000."""
    mantissa, _, exponent = text.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    return Fraction(1, 2) * Fraction(10) ** (int(exponent or 0) - digits)
