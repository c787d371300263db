"""One equation in SymPy, with assumptions, as a claim."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from numbers import Rational as AnyRational
from typing import Any

import sympy

from symback.dependence import unknown_dependence
from symback.document import Reason
from symback.kernel.claim import Claim
from symback.kernel.terms import Always, Condition, Term
from symback.sympy_bridge.conditions import check_assumption
from symback.sympy_bridge.reading import Reading
from symback.sympy_bridge.written import Written, decimal_text, half_unit


def expression_of(value: Any) -> Any:
    """A SymPy expression, or a number as one; raises TypeError for anything else, also for text."""
    if isinstance(value, sympy.MatrixBase):
        return sympy.ImmutableMatrix(value)
    if isinstance(value, bool) or not isinstance(value, sympy.Basic | AnyRational | float):
        raise TypeError(
            f"a side of an equation is a SymPy expression or a number, not {type(value).__name__}: {value!r}"
        )
    if isinstance(value, float):
        if not math.isfinite(value):
            return sympy.nan
        return Written(Fraction(repr(value)), repr(value), sympy.Float(value))
    if isinstance(value, AnyRational):
        return sympy.Rational(int(value.numerator), int(value.denominator))
    return value


def claim_from_sympy(lhs: Any, rhs: Any, assuming: Iterable[Any] = ()) -> Claim | Reason:
    """The claim that lhs = rhs for all values, sizes and free indices, or why it cannot be read.

    A decimal that is a whole side, up to its sign, is read as rounded: the claim is then that the sides are
    within half a unit of its last digit. A letter that is free in an assumption and in the claim is the
    same letter; one that is free in an assumption only means all positions. Raises TypeError for sides that
    are no expressions and for assumptions other than Eq, Ne, Lt, Le, Gt, Ge, Q predicates and & of these.
    """
    sides = (expression_of(lhs), expression_of(rhs))
    given = tuple(assuming)
    for assumption in given:
        check_assumption(assumption)
    reading = Reading()
    scope = reading.scope()
    for item in (*sides, *given):
        if isinstance(item, sympy.Basic):
            reason = reading.learn(item, scope)
            if reason is not None:
                return reason
    terms: list[Term] = []
    for side in sides:
        term = reading.term(side, scope)
        if isinstance(term, Reason):
            return term
        unknown = unknown_dependence(term, {}, frozenset())
        if unknown is not None:
            return Reason(
                "SB229",
                f"nothing says how {unknown[0]} depends on {unknown[1]}; write it as a function of its inputs",
            )
        terms.append(term)
    conditions: list[Condition] = []
    for assumption in given:
        condition = reading.condition(assumption, scope)
        if isinstance(condition, Reason):
            return condition
        if not isinstance(condition, Always):
            conditions.append(condition)
    text = decimal_text(sides[1]) or decimal_text(sides[0])
    assumptions = (*reading.assumptions(), *conditions)
    if text is None:
        return Claim(terms[0], terms[1], assumptions=assumptions)
    return Claim(terms[0], terms[1], "near", assumptions=assumptions, tolerance=half_unit(text))
