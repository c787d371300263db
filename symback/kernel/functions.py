"""The kernel's function table: one line of data a function, read by derivative, normal form and reports.

`derivative` gives the partial by each argument, `domain` where the value is real, `smooth` where
the derivative exists within the domain. Sources: DLMF = NIST Digital Library of Mathematical Functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from symback.kernel import terms as t
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, Number, Term

Arguments = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the kernel knows of one function."""

    derivative: Callable[[Arguments], tuple[Term, ...]]
    source: str
    domain: Callable[[Arguments], tuple[t.Compare, ...]] = lambda _: ()
    smooth: Callable[[Arguments], tuple[t.Compare, ...]] = lambda _: ()
    arity: int | None = 1


def _f(name: str, *arguments: Term) -> Term:
    return t.Function(name, arguments)


def _inverse(term: Term) -> Term:
    return t.Power(term, MINUS_ONE)


def _root(term: Term) -> Term:
    return t.Function("sqrt", (term,))


def _square(term: Term) -> Term:
    return t.Power(term, Number(Fraction(2)))


def _less_one(term: Term) -> Term:
    return t.Add((term, MINUS_ONE))


def _one_minus_square(term: Term) -> Term:
    return t.Add((ONE, t.negative(_square(term))))


def _one_plus_square(term: Term) -> Term:
    return t.Add((ONE, _square(term)))


def _not_zero(arguments: Arguments) -> tuple[t.Compare, ...]:
    return (t.Compare("!=", arguments[0], ZERO),)


def _positive(arguments: Arguments) -> tuple[t.Compare, ...]:
    return (t.Compare(">", arguments[0], ZERO),)


def _nonnegative(arguments: Arguments) -> tuple[t.Compare, ...]:
    return (t.Compare(">=", arguments[0], ZERO),)


def _within_one(relation: Literal[">", ">="]) -> Callable[[Arguments], tuple[t.Compare, ...]]:
    return lambda arguments: (t.Compare(relation, _one_minus_square(arguments[0]), ZERO),)


def _above_one(relation: Literal[">", ">="]) -> Callable[[Arguments], tuple[t.Compare, ...]]:
    return lambda arguments: (t.Compare(relation, _less_one(arguments[0]), ZERO),)


def _pairwise_different(arguments: Arguments) -> tuple[t.Compare, ...]:
    return tuple(
        t.Compare("!=", left, right) for place, left in enumerate(arguments) for right in arguments[place + 1 :]
    )


def _extremum(relation: str) -> Callable[[Arguments], tuple[Term, ...]]:
    """The partials of max (relation ">") and min ("<"): 1 for the argument that is attained, else 0."""

    def partials(arguments: Arguments) -> tuple[Term, ...]:
        result = []
        for place, chosen in enumerate(arguments):
            others = [other for other_place, other in enumerate(arguments) if other_place != place]
            steps = tuple(
                t.Piecewise(((t.Compare(relation, chosen, other), ONE), (t.Always(), ZERO)))  # type: ignore[arg-type]
                for other in others
            )
            result.append(steps[0] if len(steps) == 1 else t.Mul(steps) if steps else ONE)
        return tuple(result)

    return partials


_TWO_OVER_ROOT_PI = t.Mul((Number(Fraction(2)), _inverse(_root(t.Constant("pi")))))

FUNCTIONS: dict[str, Rule] = {
    "exp": Rule(lambda a: (_f("exp", *a),), "DLMF 4.7.4"),
    "log": Rule(lambda a: (_inverse(a[0]),), "DLMF 4.7.1", domain=_positive),
    "sqrt": Rule(
        lambda a: (t.Mul((Number(Fraction(1, 2)), _inverse(_root(a[0])))),), "DLMF 4.7.7", _nonnegative, _positive
    ),
    "sin": Rule(lambda a: (_f("cos", *a),), "DLMF 4.20.1"),
    "cos": Rule(lambda a: (t.negative(_f("sin", *a)),), "DLMF 4.20.2"),
    "tan": Rule(
        lambda a: (_inverse(_square(_f("cos", *a))),),
        "DLMF 4.20.3",
        domain=lambda a: (t.Compare("!=", _f("cos", *a), ZERO),),
    ),
    "sinh": Rule(lambda a: (_f("cosh", *a),), "DLMF 4.34.1"),
    "cosh": Rule(lambda a: (_f("sinh", *a),), "DLMF 4.34.2"),
    "tanh": Rule(lambda a: (_one_minus_square(_f("tanh", *a)),), "DLMF 4.34.3 and 4.35.12"),
    "asin": Rule(
        lambda a: (_inverse(_root(_one_minus_square(a[0]))),), "DLMF 4.24.7", _within_one(">="), _within_one(">")
    ),
    "acos": Rule(
        lambda a: (t.negative(_inverse(_root(_one_minus_square(a[0])))),),
        "DLMF 4.24.8",
        _within_one(">="),
        _within_one(">"),
    ),
    "atan": Rule(lambda a: (_inverse(_one_plus_square(a[0])),), "DLMF 4.24.9"),
    "asinh": Rule(lambda a: (_inverse(_root(_one_plus_square(a[0]))),), "DLMF 4.38.9"),
    "acosh": Rule(
        lambda a: (_inverse(_root(t.Add((_square(a[0]), MINUS_ONE)))),),
        "DLMF 4.38.10",
        _above_one(">="),
        _above_one(">"),
    ),
    "atanh": Rule(lambda a: (_inverse(_one_minus_square(a[0])),), "DLMF 4.38.11", domain=_within_one(">")),
    "erf": Rule(lambda a: (t.Mul((_TWO_OVER_ROOT_PI, _f("exp", t.negative(_square(a[0]))))),), "DLMF 7.2.1"),
    "abs": Rule(lambda a: (_f("sign", *a),), "|x| = x sign x", smooth=_not_zero),
    "sign": Rule(lambda _: (ZERO,), "constant on each side of 0", smooth=_not_zero),
    "relu": Rule(
        lambda a: (t.Piecewise(((t.Compare(">", a[0], ZERO), ONE), (t.Always(), ZERO))),), "max(x, 0)", smooth=_not_zero
    ),
    "max": Rule(_extremum(">"), "the attained argument's", smooth=_pairwise_different, arity=None),
    "min": Rule(_extremum("<"), "the attained argument's", smooth=_pairwise_different, arity=None),
}
