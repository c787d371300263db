"""Losses of an output y against a target t of the same n components, as definitions of a scalar."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from symback.kernel.claim import Definition
from symback.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Entry,
    Function,
    IndexVariable,
    Mul,
    Power,
    Range,
    Size,
    Sum,
    Term,
    negative,
    number,
)
from symback.library.named import Named

_n = Range("n", "n")
_k = IndexVariable("k", _n)
_y = Entry("y", (_k,))
_t = Entry("t", (_k,))


def _log(term: Term) -> Term:
    return Function("log", (term,))


def _one_minus(term: Term) -> Term:
    return Add((ONE, negative(term)))


_squares = Sum(_k, Power(Add((_y, negative(_t))), number(2)))
_bits = Add((Mul((_t, _log(_y))), Mul((_one_minus(_t), _log(_one_minus(_y))))))

_TABLE: tuple[tuple[str, Term, str], ...] = (
    ("sum_of_squares", _squares, "twice the half sum of squares"),
    (
        "half_sum_of_squares",
        Mul((number(Fraction(1, 2)), _squares)),
        "C. M. Bishop, Pattern Recognition and Machine Learning (2006), eq. (5.11)",
    ),
    ("mean_squared_error", Mul((Power(Size(_n), MINUS_ONE), _squares)), "mean of the squared components"),
    ("cross_entropy", negative(Sum(_k, Mul((_t, _log(_y))))), "Bishop (2006), eq. (5.24)"),
    ("binary_cross_entropy", negative(Sum(_k, _bits)), "Bishop (2006), eq. (5.22)"),
)

LOSSES: Mapping[str, Named] = MappingProxyType(
    {name: Named(Definition(name, body), source) for name, body, source in _TABLE}
)
