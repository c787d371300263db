"""Polynomials on flint's `fmpq_mpoly`, in contexts that grow with the generators."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Any

from symback.kernel.arithmetic.flint import context, fmpq, fraction
from symback.kernel.arithmetic.interface import FactorRecord, Monomial, Terms

_HASHED = 8


class FlintPolynomial:
    """An `fmpq_mpoly`, moved to a context with more generators when another operand has one."""

    __slots__ = ("_degrees", "_hash", "_record", "_size", "_terms", "_value")

    def __init__(self, value: Any, size: int, record: FactorRecord | None) -> None:
        self._value = value
        self._size = size
        self._record = record
        self._terms: Terms | None = None
        self._hash: int | None = None
        self._degrees: dict[int, int] | None = None

    def _widen(self, size: int) -> Any:
        self._value = self._value.project_to_context(context(size))
        self._size = size
        return self._value

    def _with(self, other: FlintPolynomial) -> Any:
        # Brings both to one context and returns the other's value.
        if self._size < other._size:
            self._widen(other._size)
        elif self._size > other._size:
            return other._widen(self._size)
        return other._value

    def __add__(self, other: Any) -> FlintPolynomial:
        value = other._value if self._size == other._size else self._with(other)
        return FlintPolynomial(self._value + value, self._size, self._record)

    def __sub__(self, other: Any) -> FlintPolynomial:
        value = other._value if self._size == other._size else self._with(other)
        return FlintPolynomial(self._value - value, self._size, self._record)

    def __mul__(self, other: Any) -> FlintPolynomial:
        value = other._value if self._size == other._size else self._with(other)
        return FlintPolynomial(self._value * value, self._size, self._record)

    def __neg__(self) -> FlintPolynomial:
        return FlintPolynomial(-self._value, self._size, self._record)

    def __pow__(self, exponent: int) -> FlintPolynomial:
        if exponent < 0:
            raise ValueError("a polynomial has no negative powers")
        return FlintPolynomial(self._value**exponent, self._size, self._record)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FlintPolynomial):
            return NotImplemented
        value = other._value if self._size == other._size else self._with(other)
        return bool(self._value == value)

    def __hash__(self) -> int:
        if self._hash is None:
            value = self._value
            length = len(value)
            places = range(length) if length <= _HASHED else (0, 1, length // 2, length - 2, length - 1)
            weights = tuple([(int(weight.p), int(weight.q)) for weight in map(value.coefficient, places)])
            self._hash = hash((length, weights, tuple(self._exponents().items())))
        return self._hash

    def __repr__(self) -> str:
        return f"FlintPolynomial({self._value})"

    def scale(self, factor: Fraction) -> FlintPolynomial:
        """The product with a number."""
        return FlintPolynomial(self._value * fmpq(factor.numerator, factor.denominator), self._size, self._record)

    def is_zero(self) -> bool:
        """Whether it has no terms."""
        return len(self._value) == 0

    def constant_value(self) -> Fraction | None:
        """Its value if it is constant."""
        value = self._value
        length = len(value)
        if length == 0:
            return Fraction(0)
        if length == 1 and value.is_constant():
            return fraction(value.coefficient(0))
        return None

    def _exponents(self) -> dict[int, int]:
        if self._degrees is None:
            degrees = self._value.degrees() if len(self._value) else ()
            self._degrees = {place: int(degree) for place, degree in enumerate(degrees) if degree}
        return self._degrees

    def terms(self) -> Terms:
        """All terms, in `monomial_order`, which is flint's lexicographic order for any context."""
        if self._terms is None:
            used = tuple(self._exponents())
            self._terms = tuple(
                (tuple([(place, int(monomial[place])) for place in used if monomial[place]]), fraction(value))
                for monomial, value in self._value.terms()
            )
        return self._terms

    def generators(self) -> tuple[int, ...]:
        """The generators that occur, in increasing order."""
        return tuple(self._exponents())

    def degree(self, generator: int) -> int:
        """The highest exponent of a generator; 0 where it does not occur."""
        return self._exponents().get(generator, 0)

    def length(self) -> int:
        """The number of terms."""
        return len(self._value)

    def divide_exact(self, divisor: Any) -> FlintPolynomial | None:
        """The quotient, or None if there is a remainder."""
        value = self._with(divisor)
        if len(value) == 0:
            raise ZeroDivisionError("division by the zero polynomial")
        quotient, remainder = divmod(self._value, value)
        return FlintPolynomial(quotient, self._size, self._record) if len(remainder) == 0 else None

    def factor(self) -> tuple[Fraction, tuple[tuple[FlintPolynomial, int], ...]]:
        """The unit and the irreducible factors with multiplicities, which the record then holds."""
        if len(self._value) == 0:
            return Fraction(0), ()
        found = _FACTORS.get(self)
        if found is None:
            if len(_FACTORS) >= _FACTORS_KEPT:
                _FACTORS.clear()
            found = _FACTORS[self] = _factor(self.terms())
        unit, factors = found
        if self._record is not None:
            self._record.factors[self.terms()] = (unit, tuple((base.terms(), power) for base, power in factors))
        return unit, tuple(
            (FlintPolynomial(base._value, base._size, self._record)._remember(base), power) for base, power in factors
        )

    def _remember(self, same: FlintPolynomial) -> FlintPolynomial:
        self._terms, self._hash, self._degrees = same._terms, same._hash, same._degrees
        return self


_FACTORS: dict[FlintPolynomial, tuple[Fraction, tuple[tuple[FlintPolynomial, int], ...]]] = {}
_FACTORS_KEPT = 20_000


def _factor(terms: Terms) -> tuple[Fraction, tuple[tuple[FlintPolynomial, int], ...]]:
    # flint's time grows with the context, so the generators are renumbered 0, 1, ... first.
    used = sorted({place for monomial, _ in terms for place, _ in monomial})
    renamed = {place: number for number, place in enumerate(used)}
    value = build(
        ((tuple((renamed[place], power) for place, power in monomial), weight) for monomial, weight in terms),
        size_for(len(used) - 1, smallest=4),
    )
    _, found = value.factor()
    factors = []
    unit = terms[0][1]
    for base, power in found:
        weights = [fraction(weight) for weight in base.coeffs()]
        content = Fraction(gcd(*(weight.numerator for weight in weights)), lcm(*(w.denominator for w in weights)))
        if weights[0] < 0:
            content = -content
        plain = tuple(
            (tuple((used[place], int(power)) for place, power in enumerate(monomial) if power), weight / content)
            for monomial, weight in zip(base.monoms(), weights, strict=True)
        )
        size = size_for(used[-1])
        polynomial = FlintPolynomial(build(plain, size), size, None)
        polynomial._terms = plain
        # The first term of a product is the product of the first terms, in a lexicographic order.
        unit /= plain[0][1] ** int(power)
        factors.append((polynomial, int(power)))
    factors.sort(key=lambda item: (item[0].length(), item[0].terms()))
    return unit, tuple(factors)


class FlintRing:
    """Makes flint polynomials; `record` is filled with the factorisations found."""

    def __init__(self, record: FactorRecord | None = None) -> None:
        self._record = record
        self._size = 8

    def generator(self, identifier: int) -> FlintPolynomial:
        """The generator with this number."""
        if identifier < 0:
            raise ValueError("generators are non-negative integers")
        self._size = max(self._size, size_for(identifier))
        return FlintPolynomial(context(self._size).gen(identifier), self._size, self._record)

    def constant(self, value: Fraction | int) -> FlintPolynomial:
        """A constant polynomial."""
        number = fmpq(value.numerator, value.denominator)
        return FlintPolynomial(context(self._size).constant(number), self._size, self._record)

    def from_terms(self, terms: Iterable[tuple[Monomial, Fraction]]) -> FlintPolynomial:
        """The sum of the terms."""
        total: dict[Monomial, Fraction] = {}
        for monomial, value in terms:
            if any(generator < 0 or exponent < 1 for generator, exponent in monomial) or any(
                before >= after for (before, _), (after, _) in pairwise(monomial)
            ):
                raise ValueError(f"not a monomial: {monomial}")
            total[monomial] = total.get(monomial, Fraction(0)) + value
        last = max((monomial[-1][0] for monomial in total if monomial), default=0)
        self._size = max(self._size, size_for(last))
        return FlintPolynomial(build(total.items(), self._size), self._size, self._record)


def build(terms: Iterable[tuple[Monomial, Fraction]], size: int) -> Any:
    """An `fmpq_mpoly` with these terms in the context with `size` generators."""
    dense: dict[tuple[int, ...], Any] = {}
    for monomial, value in terms:
        exponents = [0] * size
        for place, power in monomial:
            exponents[place] = power
        dense[tuple(exponents)] = fmpq(value.numerator, value.denominator)
    return context(size).from_dict(dense)


def size_for(generator: int, smallest: int = 8) -> int:
    """The smallest power of two, not below `smallest`, that has room for a generator."""
    return max(smallest, 1 << generator.bit_length()) if generator > 0 else smallest
