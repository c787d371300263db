"""Numbers in a row, computed by Python before SymPy sees them: exactly, beside what Python computed."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from symback.sympy_bridge.written import Written

_LARGEST_EXPONENT = 1000
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Literal:
    """A Python number: its exact value, its text where it is one decimal, what Python holds (int, float …)."""

    exact: Fraction
    text: str
    computed: Any

    def expression(self) -> Any:
        """The number as a SymPy expression."""
        if isinstance(self.computed, float):
            return Written(self.exact, self.text, sympy.Float(self.computed))
        return sympy.Rational(self.exact.numerator, self.exact.denominator)

    def negative(self) -> Literal:
        """-number."""
        text = self.text[1:] if self.text.startswith("-") else f"-{self.text}" if self.text else ""
        return Literal(-self.exact, text, -self.computed)


def fold(operator: ast.operator, left: Literal, right: Literal) -> Literal | None:
    """left operator right as Python computes it, and exactly: 1/2 is the half. None where that is too large."""
    a, b = left.exact, right.exact
    match operator:
        case ast.Add():
            return Literal(a + b, "", left.computed + right.computed)
        case ast.Sub():
            return Literal(a - b, "", left.computed - right.computed)
        case ast.Mult():
            return Literal(a * b, "", left.computed * right.computed)
        case ast.Div() if b != 0:
            return Literal(a / b, "", left.computed / right.computed)
        case ast.Pow() if b.denominator == 1 and abs(b) <= _LARGEST_EXPONENT and (a != 0 or b > 0):
            if max(a.numerator.bit_length(), a.denominator.bit_length()) * abs(b) <= _LONGEST:
                return Literal(a ** int(b), "", left.computed**right.computed)
    return None
