"""Index terms as sums of products: nested sums merged, Kronecker deltas contracted.

A product keeps its factors in the written order. A sum inside a product is multiplied out only where
that is cheaper in arrays (the caller decides) or where a delta inside it has to reach its index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, product

from symback.compiler.program import CompileError
from symback.kernel import terms as t
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import Index, IndexVariable, Term

_NUMBERS = count(1)
_MOST = 200
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Monomial:
    """coefficient * sum over `bound` of the product of base^exponent and of the deltas."""

    coefficient: Fraction = Fraction(1)
    bound: tuple[IndexVariable, ...] = ()
    factors: tuple[tuple[Term, int], ...] = ()
    deltas: tuple[t.Delta, ...] = ()


def apart(index: IndexVariable) -> IndexVariable:
    """An index over the same range that occurs nowhere else."""
    return IndexVariable(f"{index.name.partition('·')[0]}·{next(_NUMBERS)}", index.range)


def integer(term: Term) -> int | None:
    """The value of an integer written as a number."""
    return int(term.value) if isinstance(term, t.Number) and term.value.denominator == 1 else None


def has_delta(term: Term) -> bool:
    """Whether multiplying out `term` would show a delta."""
    seen: set[Term] = set()
    stack = [term]
    while stack:
        item = stack.pop()
        if item in seen:
            continue
        seen.add(item)
        match item:
            case t.Delta():
                return True
            case t.Add(terms=inside) | t.Mul(factors=inside):
                stack.extend(inside)
            case t.Sum(body=body):
                stack.append(body)
    return False


def _times(one: Monomial, two: Monomial) -> Monomial:
    if len(one.factors) + len(two.factors) > _LONGEST:
        raise CompileError("a product with too many factors")
    return Monomial(
        one.coefficient * two.coefficient,
        one.bound + two.bound,
        one.factors + two.factors,
        one.deltas + two.deltas,
    )


Opener = Callable[[t.Add, frozenset[IndexVariable]], bool]


def expand(term: Term, open_sum: Opener) -> list[Monomial]:
    """The monomials of `term`; `open_sum` says whether a sum under bound indices is to be multiplied out."""
    return [done for one in _expand(term, open_sum, frozenset()) if (done := _contracted(one)) is not None]


def _expand(term: Term, open_sum: Opener, bound: frozenset[IndexVariable]) -> list[Monomial]:
    match term:
        case t.Number(value=value):
            return [Monomial(coefficient=value)]
        case t.Delta():
            return [Monomial(deltas=(term,))]
        case t.Sum(index=index, body=body):
            other = apart(index)
            inner = _expand(substitute(body, {index: other}), open_sum, bound | {other})
            return [replace(one, bound=(other, *one.bound)) for one in inner]
        case t.Mul(factors=factors):
            inside = [_expand(factor, open_sum, bound) for factor in factors]
            rows = []
            for chosen in product(*inside):
                row = Monomial()
                for one in chosen:
                    row = _times(row, one)
                rows.append(row)
                if len(rows) > _MOST:
                    raise CompileError("a product with too many deltas to multiply out")
            return rows
        case t.Add(terms=terms) if has_delta(term) or open_sum(term, bound):
            return [one for item in terms for one in _expand(item, open_sum, bound)]
        case t.Power(base=base, exponent=exponent):
            whole = integer(exponent)
            if whole is not None:
                return _power(base, whole, open_sum, bound)
            if isinstance(exponent, t.Number) and abs(exponent.value) == Fraction(1, 2):
                return [Monomial(factors=((t.Function("sqrt", (base,)), 1 if exponent.value > 0 else -1),))]
    return [Monomial(factors=((term, 1),))]


def _power(base: Term, exponent: int, open_sum: Opener, bound: frozenset[IndexVariable]) -> list[Monomial]:
    if isinstance(base, t.Number) and (base.value or exponent > 0):
        return [Monomial(coefficient=base.value**exponent)]
    if isinstance(base, t.Delta) and exponent > 0:
        return [Monomial(deltas=(base,))]
    if isinstance(base, t.Mul) and not has_delta(base):
        inside = _expand(base, lambda *_: False, bound)
        if len(inside) == 1 and not inside[0].bound and (inside[0].coefficient or exponent > 0):
            (one,) = inside
            factors = tuple((item, power * exponent) for item, power in one.factors)
            return [Monomial(one.coefficient**exponent, factors=factors)]
    if isinstance(base, t.Power) and (inner := integer(base.exponent)) is not None:
        return _power(base.base, inner * exponent, open_sum, bound)
    return [Monomial(factors=((base, exponent),))] if exponent else [Monomial()]


def _contracted(one: Monomial) -> Monomial | None:
    """The monomial without deltas of bound indices and without sums over nothing; None for 0."""
    while True:
        for delta in one.deltas:
            left, right = delta.left, delta.right
            if left.range is not right.range:
                raise CompileError(f"a delta between the ranges {left.range.name} and {right.range.name}")
            if left is right:
                one = _without(one, delta)
                break
            if isinstance(left, t.IndexValue) and isinstance(right, t.IndexValue):
                return None
            if isinstance(left, IndexVariable) and left in one.bound:
                one = _replaced(_without(one, delta), left, right)
                break
            if isinstance(right, IndexVariable) and right in one.bound:
                one = _replaced(_without(one, delta), right, left)
                break
        else:
            return _counted(one) if one.coefficient else None


def _without(one: Monomial, delta: t.Delta) -> Monomial:
    place = one.deltas.index(delta)
    return replace(one, deltas=one.deltas[:place] + one.deltas[place + 1 :])


def _replaced(one: Monomial, index: IndexVariable, by: Index) -> Monomial:
    return Monomial(
        one.coefficient,
        tuple(other for other in one.bound if other is not index),
        tuple((substitute(base, {index: by}), exponent) for base, exponent in one.factors),
        tuple(substitute(delta, {index: by}) for delta in one.deltas),
    )


def _counted(one: Monomial) -> Monomial:
    """sum_i c = n c for a c free of i."""
    used: set[IndexVariable] = set()
    for base, _ in one.factors:
        used |= free_indices(base)
    for delta in one.deltas:
        used |= free_indices(delta)
    idle = tuple(index for index in one.bound if index not in used)
    sizes = tuple((t.Size(index.range), 1) for index in idle)
    return replace(one, bound=tuple(i for i in one.bound if i not in idle), factors=one.factors + sizes)
