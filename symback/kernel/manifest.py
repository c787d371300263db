"""Signs that a term shows as it is written: sums of squares, exponentials, products of such."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache

from symback.kernel import terms as t
from symback.kernel.terms import Number, Term


class Manifest(IntEnum):
    """What is certain of a term wherever it has a value."""

    UNKNOWN = 0
    NONNEGATIVE = 1
    POSITIVE = 2


@lru_cache(maxsize=20_000)
def manifest_alone(term: Term) -> Manifest:
    """The sign that `term` shows whatever its symbols and entries are."""
    return manifest(term, lambda _: Manifest.UNKNOWN)


def manifest(term: Term, leaf: Callable[[Term], Manifest], depth: int = 0) -> Manifest:
    """The sign `term` shows; `leaf` tells that of symbols and entries."""
    if depth > 100:
        return Manifest.UNKNOWN
    match term:
        case Number(value=value):
            return Manifest.POSITIVE if value > 0 else Manifest.NONNEGATIVE if value == 0 else Manifest.UNKNOWN
        case t.Constant() | t.Size():
            return Manifest.POSITIVE
        case t.Add(terms=terms):
            signs = [manifest(item, leaf, depth + 1) for item in terms]
            return Manifest.UNKNOWN if not min(signs) else max(signs)
        case t.Mul(factors=factors):
            return _product(factors, leaf, depth)
        case t.Power(base=base, exponent=Number(value=value)):
            sign = manifest(base, leaf, depth + 1)
            if sign is Manifest.UNKNOWN and value.denominator == 1 and value % 2 == 0:
                return Manifest.NONNEGATIVE if value > 0 else Manifest.POSITIVE
            if value <= 0 and sign is Manifest.NONNEGATIVE:
                return Manifest.POSITIVE
            return Manifest.POSITIVE if value.denominator != 1 and value < 0 else sign
        case t.Power(base=base):
            sign = manifest(base, leaf, depth + 1)
            return Manifest.POSITIVE if sign is Manifest.POSITIVE else Manifest.UNKNOWN
        case t.Function(name="exp" | "cosh"):
            return Manifest.POSITIVE
        case t.Function(name="sqrt", arguments=(argument,)):
            return max(Manifest.NONNEGATIVE, manifest(argument, leaf, depth + 1))
        case t.Function(name="abs" | "relu"):
            return Manifest.NONNEGATIVE
        case t.Sum(body=body):
            return manifest(body, leaf, depth + 1)
        case t.Delta():
            return Manifest.NONNEGATIVE
        case t.Symbol() | t.Entry():
            return leaf(term)
        case _:
            return Manifest.UNKNOWN


def _product(factors: tuple[Term, ...], leaf: Callable[[Term], Manifest], depth: int) -> Manifest:
    """Products, where a factor that occurs twice is a square."""
    result = Manifest.POSITIVE
    negative = False
    left: dict[Term, int] = {}
    for factor in factors:
        if isinstance(factor, Number) and factor.value < 0:
            negative = not negative
            factor = t.number(-factor.value)
        sign = manifest(factor, leaf, depth + 1)
        if sign is Manifest.UNKNOWN:
            left[factor] = left.get(factor, 0) + 1
        else:
            result = min(result, sign)
    if negative or any(times % 2 for times in left.values()):
        return Manifest.UNKNOWN
    return min(result, Manifest.NONNEGATIVE) if left else result
