"""Sigmoid, softmax and their kin recognised in what a derivation writes out, so that they stay accurate.

    1/(1 + e^(-x)) = sigmoid(x)      e^(-x)/(1 + e^(-x)) = 1 - sigmoid(x)      log(1 + e^x) = softplus(x)
    e^(x_i) / sum_k e^(x_k) = softmax(x)_i      log sum_k e^(x_k) = log_sum_exp(x)

Written out, these overflow or cancel; the named forms are accurate to a few units in the last place.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from symback.compiler.arrays import Along, Apply, Array, Exact, Plus, Raised, Times, negated
from symback.kernel import terms as t
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import Index, IndexVariable, Term

Factors = tuple[tuple[Term, int], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A recognised function of `argument`; softmax and log_sum_exp run over `index`, softmax is taken `at` one."""

    function: Literal["sigmoid", "sigmoid_complement", "tanh", "tanh_derivative", "softplus", "softmax", "log_sum_exp"]
    argument: Term
    index: IndexVariable | None = None
    at: Index | None = None


def exponent_of(term: Term) -> Term | None:
    """x where `term` is e^x, in either notation."""
    match term:
        case t.Function(name="exp", arguments=(argument,)):
            return argument
        case t.Power(base=t.Constant(name="e"), exponent=exponent):
            return exponent
        case _:
            return None


def opposite(term: Term) -> Term:
    """-term, without a double sign."""
    match term:
        case t.Number(value=value):
            return t.number(-value)
        case t.Mul(factors=(t.Number(value=value), *rest)) if value == -1:
            return rest[0] if len(rest) == 1 else t.Mul(tuple(rest))
        case t.Mul(factors=(t.Number(value=value), *rest)) if value != 1:
            return t.Mul((t.number(-value), *rest))
        case _:
            return t.negative(term)


def _one_plus_exp(term: Term) -> Term | None:
    """x where `term` is 1 + e^x."""
    if isinstance(term, t.Add) and len(term.terms) == 2:
        for one, other in (term.terms, term.terms[::-1]):
            if one is t.ONE:
                return exponent_of(other)
    return None


def _sum_of_exponentials(term: Term) -> tuple[IndexVariable, Term] | None:
    if isinstance(term, t.Sum) and (inner := exponent_of(term.body)) is not None and term.index in free_indices(inner):
        return term.index, inner
    return None


def find(factors: Factors) -> tuple[tuple[Term | Known, int], ...]:
    """The factors with softmax, sigmoid and tanh recognised."""
    rest: list[tuple[Term | Known, int]] = list(factors)
    for base, power in factors:
        if power >= 0 or (base, power) not in rest:
            continue
        if (split := _sum_of_exponentials(base)) is not None:
            _softmax(rest, (base, power), *split)
        elif isinstance(base, t.Add) and (inner := _one_plus_exp(base)) is not None:
            _sigmoid(rest, (base, power), inner)
        elif isinstance(base, t.Add):
            _tanh(rest, (base, power))
        elif isinstance(base, t.Function) and base.name == "cosh" and power == -2:
            rest[rest.index((base, power))] = (Known("tanh_derivative", base.arguments[0]), 1)
    return tuple(rest)


def _softmax(rest: list[tuple[Term | Known, int]], below: tuple[Term, int], bound: IndexVariable, inner: Term) -> None:
    for above, times in rest:
        argument = exponent_of(above) if isinstance(above, Term) and times > 0 else None
        if argument is None:
            continue
        for index in (node for node in t.walk(argument) if isinstance(node, t.IndexVariable | t.IndexValue)):
            if index.range is bound.range and substitute(inner, {bound: index}) is argument:
                taken = min(times, -below[1])
                _take(rest, (above, times), taken)
                _take(rest, below, -taken)
                rest.append((Known("softmax", inner, bound, index), taken))
                return


def _sigmoid(rest: list[tuple[Term | Known, int]], below: tuple[Term, int], inner: Term) -> None:
    """(1 + e^w)^(-p) (e^w)^a = sigmoid(-w)^(p-a) sigmoid(w)^a, for 0 <= a <= p."""
    power, argument, complement = -below[1], opposite(inner), 0
    for above, times in list(rest):
        if isinstance(above, Term) and times > 0 and exponent_of(above) is inner:
            complement = min(times, power)
            _take(rest, (above, times), complement)
            break
    place = rest.index(below)
    new: list[tuple[Term | Known, int]] = []
    if power > complement:
        new.append((Known("sigmoid", argument), power - complement))
    if complement:
        new.append((Known("sigmoid_complement", argument), complement))
    rest[place : place + 1] = new


def _tanh(rest: list[tuple[Term | Known, int]], below: tuple[Term, int]) -> None:
    base, power = below
    if power != -1 or not isinstance(base, t.Add) or len(base.terms) != 2:
        return
    first, second = (exponent_of(term) for term in base.terms)
    if first is None or second is None or opposite(first) is not second:
        return
    for above, times in rest:
        if times == 1 and isinstance(above, t.Add) and len(above.terms) == 2:
            plus, minus = above.terms
            if exponent_of(plus) is first and exponent_of(opposite(minus)) is second:
                _take(rest, (above, 1), 1)
                _take(rest, below, -1)
                rest.append((Known("tanh", first), 1))
                return


def _take(rest: list[tuple[Term | Known, int]], factor: tuple[Term | Known, int], times: int) -> None:
    place = rest.index(factor)
    left = factor[1] - times
    rest[place : place + 1] = [(factor[0], left)] if left else []


def in_logarithm(argument: Term) -> Known | None:
    """log(1 + e^x) as softplus(x), log sum_k e^(x_k) as log_sum_exp(x)."""
    if (inner := _one_plus_exp(argument)) is not None:
        return Known("softplus", inner)
    if (split := _sum_of_exponentials(argument)) is not None:
        return Known("log_sum_exp", split[1], split[0])
    return None


def logarithm(argument: Array, value: Array) -> Array:
    """log of an array whose definition is `value`, without leaving the logarithmic scale."""
    match value:
        case Apply(function="sigmoid", arguments=(inner,)):
            return negated(Apply("softplus", (negated(inner),)))
        case Apply(function="sigmoid_complement", arguments=arguments):
            return negated(Apply("softplus", arguments))
        case Along(function="softmax", argument=inner, axis=axis):
            return Along("log_softmax", inner, axis)
        case Apply(function="exp", arguments=(inner,)):
            return inner
        case _:
            return _logarithm_near_one(argument)


def _logarithm_near_one(argument: Array) -> Array:
    one = Exact(Fraction(1))
    match argument:
        case Plus(terms=((1, first), (sign, rest))) if first == one:
            return Apply("log1p", (rest if sign == 1 else Plus(((-1, rest),)),))
        case Plus(terms=((sign, rest), (1, last))) if last == one:
            return Apply("log1p", (rest if sign == 1 else Plus(((-1, rest),)),))
        case _:
            return Apply("log", (argument,))


def one_minus(value: Array, *, squared: bool) -> Array | None:
    """1 - y, or 1 - y**2 if `squared`, without cancellation, where `value` is the definition of y."""
    match value:
        case Apply(function="sigmoid", arguments=inner) if not squared:
            return Apply("sigmoid_complement", inner)
        case Apply(function="sigmoid_complement", arguments=inner) if not squared:
            return Apply("sigmoid", inner)
        case Apply(function="tanh", arguments=inner) if squared:
            return Apply("tanh_derivative", inner)
        case _:
            return None


def square_root_of(array: Array) -> Array | None:
    """y where `array` is y**2 or y * y."""
    match array:
        case Raised(base=base, exponent=Exact(value=value)) if value == 2:
            return base
        case Times(factors=(one, other), divisors=()) if one == other:
            return one
        case _:
            return None
