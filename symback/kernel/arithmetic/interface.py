"""What the kernel computes with: polynomials over Q and rigorous enclosures of real numbers.

Two implementations exist: `flint` (fast) and `pure` (slow, independent, standard library only). Both
order the terms of a polynomial alike, so that what one records the other can check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

Monomial = tuple[tuple[int, int], ...]
"""((generator, exponent), ...) with increasing generators and positive exponents."""

Terms = tuple[tuple[Monomial, Fraction], ...]
"""Monomials with nonzero coefficients, in `monomial_order`."""

FactorTerms = tuple[Fraction, tuple[tuple[Terms, int], ...]]
"""A unit and factors with multiplicities, as plain data."""


class Undefined(ArithmeticError):
    """The value does not exist, or its enclosure does not show that it does.

    `certain` is set where the inputs are exact and the value does not exist: a higher precision
    cannot help.
    """

    def __init__(self, message: str, *, certain: bool = False) -> None:
        super().__init__(message)
        self.certain = certain


class NotExact(ArithmeticError):
    """The recorded factorisation of a polynomial does not multiply out to it."""


def monomial_order(monomial: Monomial) -> tuple[tuple[int, int], ...]:
    """The sorting key of the lexicographic order: high powers of low generators come first."""
    return (*((generator, -exponent) for generator, exponent in monomial), (1 << 62, 0))


LARGEST_EXPONENT = 1 << 17
"""Bounds are given as rationals only up to 2^LARGEST_EXPONENT; beyond, they would fill the memory."""

LARGEST_ARGUMENT = 45_000
"""exp of a larger number is refused; exp of a number below its negative is enclosed by [0, 2^-60000]."""


@dataclass(frozen=True, slots=True)
class FactorRecord:
    """Factorisations found by one ring, for another ring to look up, and to check by multiplication."""

    factors: dict[Terms, FactorTerms] = field(default_factory=dict)


class Polynomial(Protocol):
    """An immutable sparse polynomial over Q; its generators are non-negative integers."""

    def __add__(self, other: Polynomial) -> Polynomial: ...

    def __sub__(self, other: Polynomial) -> Polynomial: ...

    def __mul__(self, other: Polynomial) -> Polynomial: ...

    def __neg__(self) -> Polynomial: ...

    def __pow__(self, exponent: int) -> Polynomial: ...

    def __hash__(self) -> int: ...

    def scale(self, factor: Fraction) -> Polynomial:
        """The product with a number."""
        ...

    def is_zero(self) -> bool:
        """Whether it has no terms."""
        ...

    def constant_value(self) -> Fraction | None:
        """Its value if it is constant."""
        ...

    def terms(self) -> Terms:
        """All terms, in `monomial_order`."""
        ...

    def generators(self) -> tuple[int, ...]:
        """The generators that occur, in increasing order."""
        ...

    def degree(self, generator: int) -> int:
        """The highest exponent of a generator; 0 where it does not occur."""
        ...

    def length(self) -> int:
        """The number of terms."""
        ...

    def divide_exact(self, divisor: Polynomial) -> Polynomial | None:
        """The quotient, or None if there is a remainder. Raises ZeroDivisionError for divisor 0."""
        ...

    def factor(self) -> tuple[Fraction, tuple[tuple[Polynomial, int], ...]]:
        """A unit and factors with multiplicities whose product it is.

        Factors have integer coefficients without a common divisor, the first one positive, and are
        sorted by length and terms. 0 gives (0, ()).
        """
        ...


class Ring(Protocol):
    """Makes polynomials. Polynomials of different rings of one arithmetic may be mixed."""

    def generator(self, identifier: int) -> Polynomial:
        """The generator with this number."""
        ...

    def constant(self, value: Fraction | int) -> Polynomial:
        """A constant polynomial."""
        ...

    def from_terms(self, terms: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
        """The sum of the terms, which may come in any order and repeat monomials."""
        ...


class Ball(Protocol):
    """A rigorous enclosure of one real number.

    Operations raise `Undefined` where the enclosure does not show that the value exists.
    """

    def __add__(self, other: Ball) -> Ball: ...

    def __sub__(self, other: Ball) -> Ball: ...

    def __mul__(self, other: Ball) -> Ball: ...

    def __truediv__(self, other: Ball) -> Ball: ...

    def __neg__(self) -> Ball: ...

    def power_integer(self, exponent: int) -> Ball:
        """The integer power; x^0 is 1, and a negative power needs a base that excludes 0."""
        ...

    def power(self, exponent: Ball) -> Ball:
        """exp(exponent * log(self)), for a positive base."""
        ...

    def root(self, degree: int) -> Ball:
        """The real root, of a number >= 0 where the degree (>= 1) is even."""
        ...

    def lower(self) -> Fraction:
        """A number that is not above the value."""
        ...

    def upper(self) -> Fraction:
        """A number that is not below the value."""
        ...

    def is_positive(self) -> bool:
        """Whether the value is certainly > 0."""
        ...

    def is_negative(self) -> bool:
        """Whether the value is certainly < 0."""
        ...

    def contains_zero(self) -> bool:
        """Whether the value may be 0."""
        ...

    def is_exact_zero(self) -> bool:
        """Whether the value is certainly 0."""
        ...

    def apply(self, name: str) -> Ball:
        """A function of one argument from the kernel's table. Raises KeyError for another name."""
        ...


class Balls(Protocol):
    """Makes enclosures at one working precision."""

    def exact(self, value: Fraction) -> Ball:
        """The number itself, or the narrowest enclosure at this precision."""
        ...

    def pi(self) -> Ball:
        """The circle's ratio."""
        ...

    def e(self) -> Ball:
        """The base of the natural logarithm."""
        ...

    def maximum(self, left: Ball, right: Ball) -> Ball:
        """The larger value."""
        ...

    def minimum(self, left: Ball, right: Ball) -> Ball:
        """The smaller value."""
        ...


class Arithmetic(Protocol):
    """One implementation of polynomials and enclosures."""

    @property
    def name(self) -> str:
        """`flint` or `pure`."""
        ...

    def ring(self, record: FactorRecord | None = None) -> Ring:
        """A ring that fills the record (flint), or consults it (pure)."""
        ...

    def balls(self, bits: int) -> Balls:
        """Enclosures with about this many bits of relative precision."""
        ...
