"""Exact points of all magnitudes, and an independent oracle for values of functions."""

from __future__ import annotations

from fractions import Fraction

import mpmath
from hypothesis import strategies

NAMES = [
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "asin",
    "acos",
    "atan",
    "asinh",
    "acosh",
    "atanh",
    "erf",
    "abs",
    "sign",
]
DOMAINS = {"log": (0, None), "sqrt": (0, None), "asin": (-1, 1), "acos": (-1, 1), "atanh": (-1, 1), "acosh": (1, None)}
OPEN = {"log", "atanh"}

POINTS = strategies.one_of(
    strategies.fractions(min_value=-60, max_value=60, max_denominator=40),
    strategies.fractions(min_value=-2, max_value=2, max_denominator=10**6),
    strategies.integers(-(10**6), 10**6).map(Fraction),
    strategies.integers(-9, 9).map(lambda value: Fraction(value, 10**30)),
    strategies.integers(-9, 9).map(lambda value: 1 + Fraction(value, 10**12)),
    strategies.sampled_from([Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2)]),
)


def in_domain(name: str, value: Fraction) -> bool:
    """Whether the function has a real value there."""
    low, high = DOMAINS.get(name, (None, None))
    strict = name in OPEN
    above = low is None or value > low or (value == low and not strict)
    return above and (high is None or value < high or (value == high and not strict))


def encloses(lower: Fraction, upper: Fraction, value: mpmath.mpf) -> bool:
    """Whether an oracle's value lies between the bounds, within the oracle's own error."""
    slack = abs(value) * mpmath.mpf(2) ** (40 - mpmath.mp.prec) + mpmath.mpf(2) ** (-mpmath.mp.prec)
    low, high = (mpmath.mpf(end.numerator) / end.denominator for end in (lower, upper))
    return bool(low - slack <= value <= high + slack)


def oracle(name: str, value: Fraction) -> mpmath.mpf:
    """The function by mpmath at its working precision."""
    argument = mpmath.mpf(value.numerator) / value.denominator
    return abs(argument) if name == "abs" else getattr(mpmath, name)(argument)
