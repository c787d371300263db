"""Sparse polynomials over Q in pure Python: integer numerators by monomial over one denominator."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Any

from symback.kernel.arithmetic.interface import FactorRecord, Monomial, NotExact, Terms, monomial_order


class PurePolynomial:
    """`numerators[monomial] / denominator`, in lowest terms."""

    __slots__ = ("_denominator", "_numerators", "_record", "_terms")

    def __init__(self, numerators: Mapping[Monomial, int], denominator: int, record: FactorRecord | None) -> None:
        kept = {monomial: value for monomial, value in numerators.items() if value}
        common = gcd(denominator, *kept.values())
        if common != 1:
            kept = {monomial: value // common for monomial, value in kept.items()}
            denominator //= common
        self._numerators = kept
        self._denominator = denominator
        self._record = record
        self._terms: Terms | None = None

    def _like(self, numerators: Mapping[Monomial, int], denominator: int) -> PurePolynomial:
        return PurePolynomial(numerators, denominator, self._record)

    def __add__(self, other: Any) -> PurePolynomial:
        common = lcm(self._denominator, other._denominator)
        left, right = common // self._denominator, common // other._denominator
        total = {monomial: value * left for monomial, value in self._numerators.items()}
        for monomial, value in other._numerators.items():
            total[monomial] = total.get(monomial, 0) + value * right
        return self._like(total, common)

    def __neg__(self) -> PurePolynomial:
        return self._like({monomial: -value for monomial, value in self._numerators.items()}, self._denominator)

    def __sub__(self, other: Any) -> PurePolynomial:
        difference: PurePolynomial = self + -other
        return difference

    def __mul__(self, other: Any) -> PurePolynomial:
        total: dict[Monomial, int] = {}
        for left, first in self._numerators.items():
            for right, second in other._numerators.items():
                monomial = multiply(left, right)
                total[monomial] = total.get(monomial, 0) + first * second
        return self._like(total, self._denominator * other._denominator)

    def __pow__(self, exponent: int) -> PurePolynomial:
        if exponent < 0:
            raise ValueError("a polynomial has no negative powers")
        result, base = self._like({(): 1}, 1), self
        while exponent:
            if exponent & 1:
                result = result * base
            exponent >>= 1
            if exponent:
                base = base * base
        return result

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PurePolynomial):
            return NotImplemented
        return bool(self._denominator == other._denominator and self._numerators == other._numerators)

    def __hash__(self) -> int:
        return hash(self.terms())

    def __repr__(self) -> str:
        return f"PurePolynomial({self.terms()})"

    def scale(self, factor: Fraction) -> PurePolynomial:
        """The product with a number."""
        scaled = {monomial: value * factor.numerator for monomial, value in self._numerators.items()}
        return self._like(scaled, self._denominator * factor.denominator)

    def is_zero(self) -> bool:
        """Whether it has no terms."""
        return not self._numerators

    def constant_value(self) -> Fraction | None:
        """Its value if it is constant."""
        if all(not monomial for monomial in self._numerators):
            return Fraction(self._numerators.get((), 0), self._denominator)
        return None

    def terms(self) -> Terms:
        """All terms, in `monomial_order`."""
        if self._terms is None:
            self._terms = tuple(
                (monomial, Fraction(self._numerators[monomial], self._denominator))
                for monomial in sorted(self._numerators, key=monomial_order)
            )
        return self._terms

    def generators(self) -> tuple[int, ...]:
        """The generators that occur, in increasing order."""
        return tuple(sorted({generator for monomial in self._numerators for generator, _ in monomial}))

    def degree(self, generator: int) -> int:
        """The highest exponent of a generator; 0 where it does not occur."""
        return max((dict(monomial).get(generator, 0) for monomial in self._numerators), default=0)

    def length(self) -> int:
        """The number of terms."""
        return len(self._numerators)

    def divide_exact(self, divisor: Any) -> PurePolynomial | None:
        """The quotient, or None if there is a remainder; long division by leading terms."""
        if divisor.is_zero():
            raise ZeroDivisionError("division by the zero polynomial")
        (lead, coefficient), *rest = divisor.terms()
        remainder = dict(self.terms())
        waiting = [(monomial_order(monomial), monomial) for monomial in remainder]
        heapq.heapify(waiting)
        quotient: dict[Monomial, Fraction] = {}
        while waiting:
            _, monomial = heapq.heappop(waiting)
            value = remainder.pop(monomial, Fraction(0))
            if not value:
                continue
            step = divide(monomial, lead)
            if step is None:
                return None
            factor = value / coefficient
            quotient[step] = factor
            for other, weight in rest:
                product = multiply(step, other)
                if product not in remainder:
                    heapq.heappush(waiting, (monomial_order(product), product))
                remainder[product] = remainder.get(product, Fraction(0)) - factor * weight
        return from_terms(quotient.items(), self._record)

    def factor(self) -> tuple[Fraction, tuple[tuple[PurePolynomial, int], ...]]:
        """The recorded factorisation, multiplied out as a check, else content, monomial and rest.

        The rest need not be irreducible.
        """
        if not self._numerators:
            return Fraction(0), ()
        recorded = self._record.factors.get(self.terms()) if self._record is not None else None
        if recorded is None:
            return self._cheap_factors()
        unit, plain = recorded
        factors = tuple((from_terms(terms, self._record), power) for terms, power in plain)
        product = self._like({(): unit.numerator}, unit.denominator)
        for base, power in factors:
            product = product * base**power
        if product != self or any(power < 1 for _, power in factors):
            raise NotExact("a recorded factorisation does not multiply out")
        return unit, factors

    def _cheap_factors(self) -> tuple[Fraction, tuple[tuple[PurePolynomial, int], ...]]:
        common = [
            (generator, low)
            for generator in self.generators()
            if (low := min(dict(monomial).get(generator, 0) for monomial in self._numerators))
        ]
        divisor = tuple(common)
        rest = {divide(monomial, divisor) or (): value for monomial, value in self._numerators.items()}
        lead = min(rest, key=monomial_order)
        content = gcd(*rest.values()) * (1 if rest[lead] > 0 else -1)
        factors = [(self._like({((generator, 1),): 1}, 1), power) for generator, power in common]
        if rest != {(): content}:
            factors.append((self._like({monomial: value // content for monomial, value in rest.items()}, 1), 1))
        factors.sort(key=lambda item: (item[0].length(), item[0].terms()))
        return Fraction(content, self._denominator), tuple(factors)


class PureRing:
    """Makes pure polynomials; `record` holds factorisations that `factor` may use after checking them."""

    def __init__(self, record: FactorRecord | None = None) -> None:
        self._record = record

    def generator(self, identifier: int) -> PurePolynomial:
        """The generator with this number."""
        if identifier < 0:
            raise ValueError("generators are non-negative integers")
        return PurePolynomial({((identifier, 1),): 1}, 1, self._record)

    def constant(self, value: Fraction | int) -> PurePolynomial:
        """A constant polynomial."""
        return PurePolynomial({(): value.numerator}, value.denominator, self._record)

    def from_terms(self, terms: Iterable[tuple[Monomial, Fraction]]) -> PurePolynomial:
        """The sum of the terms."""
        return from_terms(terms, self._record)


def from_terms(terms: Iterable[tuple[Monomial, Fraction]], record: FactorRecord | None) -> PurePolynomial:
    """The sum of the terms, which may come in any order and repeat monomials."""
    given = list(terms)
    denominator = lcm(*(value.denominator for _, value in given))
    total: dict[Monomial, int] = {}
    for monomial, value in given:
        if any(generator < 0 or exponent < 1 for generator, exponent in monomial) or any(
            before >= after for (before, _), (after, _) in pairwise(monomial)
        ):
            raise ValueError(f"not a monomial: {monomial}")
        total[monomial] = total.get(monomial, 0) + value.numerator * (denominator // value.denominator)
    return PurePolynomial(total, denominator, record)


def multiply(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials."""
    if not left or not right:
        return left or right
    exponents = dict(left)
    for generator, exponent in right:
        exponents[generator] = exponents.get(generator, 0) + exponent
    return tuple(sorted(exponents.items()))


def divide(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    """The quotient of two monomials, or None."""
    exponents = dict(monomial)
    for generator, exponent in divisor:
        left = exponents.get(generator, 0) - exponent
        if left < 0:
            return None
        exponents[generator] = left
    return tuple((generator, exponent) for generator, exponent in exponents.items() if exponent)
