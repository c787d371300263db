"""The workspace of one proof attempt: which generators there are, what relates them, exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from math import comb
from typing import Any

from symback.kernel.arithmetic.interface import Monomial, Polynomial, Ring
from symback.kernel.element import Denominator, Element, Generator
from symback.kernel.errors import OverBudget, UndefinedEverywhere
from symback.kernel.terms import Index, IndexVariable

_ALGEBRAIC = frozenset(("root", "cos", "sign", "delta"))
TWO_VALUED = {"delta": (Fraction(0), Fraction(1)), "sign": (Fraction(-1), Fraction(1))}


def _sorted(factors: dict[Polynomial, int]) -> Denominator:
    if len(factors) < 2:
        return tuple(factors.items())
    return tuple(sorted(factors.items(), key=lambda item: (item[0].length(), item[0].terms())))


@dataclass
class Workspace:
    """One proof attempt: the generators made so far, what is known of signs, the case, the budget."""

    ring: Ring
    budget: int
    free: frozenset[IndexVariable] = frozenset()
    generators: list[Generator] = field(default_factory=list)
    numbers: dict[tuple[str, tuple[Any, ...]], int] = field(default_factory=dict)
    # Choices that survive a restart.
    fineness: dict[Any, int] = field(default_factory=dict)
    lumps: dict[Any, Fraction] = field(default_factory=dict)
    refused_lumps: set[Any] = field(default_factory=set)
    lumps_refused: bool = False
    # Whether generators with relations, and with two values, have been made at all.
    algebraic: bool = False
    doubtful: bool = False
    # The case: cleared by `open_case`.
    distinct: frozenset[frozenset[Index]] = frozenset()
    signs: dict[Polynomial, int] = field(default_factory=dict)
    products: list[tuple[frozenset[Polynomial], int]] = field(default_factory=list)
    values: dict[int, Element] = field(default_factory=dict)
    relations: dict[int, tuple[int, Polynomial] | None] = field(default_factory=dict)
    relate: Callable[[Workspace, int], tuple[int, Polynomial] | None] = lambda _workspace, _generator: None
    sum_over: Callable[[Workspace, IndexVariable, Element], Element] = lambda _workspace, _, element: element
    rename: Callable[[Workspace, Element, dict[IndexVariable, Index]], Element] = lambda _workspace, element, _: element
    memory: dict[Any, Any] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.zero = Element(self.ring.constant(0), ())
        self.one = Element(self.ring.constant(1), ())

    def open_case(self) -> None:
        """Forget everything that was true in the last case only."""
        self.distinct = frozenset()
        for store in (self.signs, self.products, self.values, self.relations, self.memory):
            store.clear()

    def spend(self, work: int) -> None:
        """Count work; raises `OverBudget` when it is used up."""
        self.budget -= work
        if self.budget < 0:
            raise OverBudget("the normal form grows too large")

    def generator(self, kind: str, data: tuple[Any, ...], indices: Iterable[IndexVariable] = (), level: int = 0) -> int:
        """The number of the generator with these data, made if it is new."""
        key = (kind, data)
        found = self.numbers.get(key)
        if found is None:
            found = len(self.generators)
            self.algebraic = self.algebraic or kind in _ALGEBRAIC
            self.doubtful = self.doubtful or kind in TWO_VALUED
            self.generators.append(Generator(kind, data, frozenset(indices), level))
            self.numbers[key] = found
        return found

    def element(self, generator: int) -> Element:
        """The generator as an element; what an assumed equation says of it, if it says something."""
        value = self.values.get(generator)
        return value if value is not None else Element(self.ring.generator(generator), ())

    def number(self, value: Fraction | int) -> Element:
        """A rational number."""
        return Element(self.ring.constant(value), ())

    def indices_of(self, polynomial: Polynomial) -> frozenset[IndexVariable]:
        """The index variables free in a polynomial's generators."""
        return frozenset().union(*(self.generators[number].indices for number in polynomial.generators()))

    def indices(self, element: Element) -> frozenset[IndexVariable]:
        """The index variables free in an element."""
        return self.indices_of(element.numerator).union(*(self.indices_of(factor) for factor, _ in element.denominator))

    def generators_of(self, element: Element) -> set[int]:
        """The numbers of all generators in an element."""
        return set(element.numerator.generators()).union(*(factor.generators() for factor, _ in element.denominator))

    def level(self, element: Element) -> int:
        """The deepest nesting of bound indices in an element."""
        return max((self.generators[number].level for number in self.generators_of(element)), default=0)

    def _relation(self, number: int) -> tuple[int, Polynomial] | None:
        if number not in self.relations:
            self.relations[number] = self.relate(self, number)
        return self.relations[number]

    def degree_of(self, number: int) -> int:
        """The power at which a generator's relation applies."""
        relation = self._relation(number)
        return relation[0] if relation is not None else 1 << 30

    def reduce(self, polynomial: Polynomial) -> Polynomial:
        """`polynomial` with powers of algebraic generators replaced (r^2 = p, cos^2 = 1 - sin^2, …)."""
        if not self.algebraic:
            return polynomial
        for _ in range(200):
            for number in reversed(polynomial.generators()):
                if self.generators[number].kind not in _ALGEBRAIC:
                    continue
                relation = self._relation(number)
                if relation is not None and polynomial.degree(number) >= relation[0]:
                    polynomial = self._replace_powers(polynomial, number, *relation)
                    break
            else:
                return polynomial
        raise OverBudget("algebraic relations do not end")

    def _replace_powers(self, polynomial: Polynomial, number: int, degree: int, image: Polynomial) -> Polynomial:
        self.spend(polynomial.length())
        parts: dict[int, list[tuple[Monomial, Fraction]]] = {}
        for monomial, value in polynomial.terms():
            exponent = next((power for place, power in monomial if place == number), 0)
            times, left = divmod(exponent, degree)
            rest = tuple(item for item in monomial if item[0] != number)
            if left:
                rest = tuple(sorted((*rest, (number, left))))
            parts.setdefault(times, []).append((rest, value))
        total = self.ring.constant(0)
        for times, terms in sorted(parts.items()):
            total = total + self.ring.from_terms(terms) * self.raise_to(image, times)
        return total

    def raise_to(self, polynomial: Polynomial, exponent: int) -> Polynomial:
        """polynomial^exponent, its terms counted as work before they are made."""
        length = polynomial.length()
        if length > 1:
            if exponent > 64:
                raise OverBudget(f"a power with exponent {exponent}")
            self.spend(comb(exponent + length - 1, length - 1))
        return polynomial**exponent

    def cancel(self, numerator: Polynomial, factors: dict[Polynomial, int]) -> Element:
        """The quotient in lowest terms."""
        if numerator.is_zero():
            return self.zero
        left: dict[Polynomial, int] = {}
        for factor, exponent in factors.items():
            while exponent > 0:
                quotient = numerator.divide_exact(factor)
                if quotient is None:
                    break
                numerator = quotient
                exponent -= 1
            if exponent > 0:
                left[factor] = exponent
        return Element(numerator, _sorted(left))

    def add(self, left: Element, right: Element) -> Element:
        """left + right."""
        if not left.denominator and not right.denominator:
            self.spend(1)
            return Element(left.numerator + right.numerator, ())
        if left.denominator == right.denominator:
            self.spend(left.numerator.length() + right.numerator.length())
            return self.cancel(left.numerator + right.numerator, dict(left.denominator))
        common = dict(left.denominator)
        for factor, exponent in right.denominator:
            common[factor] = max(common.get(factor, 0), exponent)
        total = self._expand_to(left, common) + self._expand_to(right, common)
        return self.cancel(self.reduce(total), common)

    def _expand_to(self, element: Element, common: dict[Polynomial, int]) -> Polynomial:
        present = dict(element.denominator)
        numerator = element.numerator
        for factor, exponent in common.items():
            missing = exponent - present.get(factor, 0)
            if missing:
                self.spend(numerator.length() * factor.length() * missing)
                numerator = numerator * self.raise_to(factor, missing)
        return numerator

    def subtract(self, left: Element, right: Element) -> Element:
        """left - right."""
        return self.add(left, self.negate(right))

    def negate(self, element: Element) -> Element:
        """-element."""
        return Element(-element.numerator, element.denominator)

    def scale(self, element: Element, factor: Fraction) -> Element:
        """element times a number."""
        return self.zero if factor == 0 else Element(element.numerator.scale(factor), element.denominator)

    def multiply(self, left: Element, right: Element) -> Element:
        """left * right."""
        self.spend(left.numerator.length() * right.numerator.length())
        product = self.reduce(left.numerator * right.numerator)
        if not left.denominator and not right.denominator:
            return Element(product, ())
        factors = dict(left.denominator)
        for factor, exponent in right.denominator:
            factors[factor] = factors.get(factor, 0) + exponent
        return self.cancel(product, factors)

    def product(self, elements: Iterable[Element]) -> Element:
        """The product of all."""
        result = self.one
        for element in elements:
            result = self.multiply(result, element)
        return result

    def power(self, base: Element, exponent: int) -> Element:
        """base^exponent for any integer exponent; raises `UndefinedEverywhere` for a power of 1/0."""
        if exponent < 0:
            base, exponent = self.inverse(base), -exponent
        if exponent > 64 and base.numerator.length() > 1:
            raise OverBudget(f"a power with exponent {exponent}")
        result = self.one
        while exponent:
            if exponent & 1:
                result = self.multiply(result, base)
            exponent >>= 1
            if exponent:
                base = self.multiply(base, base)
        return result

    def factor(self, polynomial: Polynomial) -> tuple[Fraction, tuple[tuple[Polynomial, int], ...]]:
        """Unit and factors; counts as work."""
        number = polynomial.constant_value()
        if number is not None:
            return number, ()
        self.spend(10 + polynomial.length())
        if polynomial.length() > 4000:
            raise OverBudget("a polynomial with more than 4000 terms to be factored")
        return polynomial.factor()

    def inverse(self, element: Element) -> Element:
        """1 / element; algebraic generators are moved out of the denominator."""
        if element.is_zero():
            raise UndefinedEverywhere("a division by an expression that is identically zero")
        if self.two_valued(element) is not None:
            return self.pointwise(lambda values: self.inverse(values[0]), (element,))
        unit, factors = self.factor(element.numerator)
        result = Element(self.ring.constant(1 / unit), ())
        plain: dict[Polynomial, int] = {}
        for factor, exponent in factors:
            quadratic = self._algebraic_in(factor)
            if quadratic is None:
                plain[factor] = plain.get(factor, 0) + exponent
            else:
                result = self.multiply(result, self.power(self._rationalise(factor, *quadratic), exponent))
        inverted = self.cancel(self.ring.constant(1), plain)
        for factor, exponent in element.denominator:
            inverted = self.multiply(inverted, Element(self.raise_to(factor, exponent), ()))
        return self.multiply(result, inverted)

    def _algebraic_in(self, factor: Polynomial) -> tuple[int, int, Polynomial] | None:
        if not self.algebraic:
            return None
        for number in reversed(factor.generators()):
            if self.generators[number].kind in ("root", "cos"):
                relation = self._relation(number)
                if relation is not None and (relation[0] == 2 or factor.length() == 1):
                    return number, *relation
        return None

    def _rationalise(self, factor: Polynomial, number: int, degree: int, image: Polynomial) -> Element:
        """1 / factor without the algebraic generator in the denominator."""
        if factor.length() == 1:
            # Irreducible, so the generator itself: 1/r = r^(d-1) / r^d.
            over = self.inverse(Element(self.reduce(image), ()))
            return self.multiply(Element(self.ring.generator(number) ** (degree - 1), ()), over)
        even = self.ring.from_terms(
            (monomial, value) for monomial, value in factor.terms() if all(place != number for place, _ in monomial)
        )
        odd = factor - even
        norm = self.reduce(even * even - odd * odd)
        if norm.is_zero():
            raise UndefinedEverywhere("a division by an expression that vanishes with its conjugate")
        return self.multiply(Element(even - odd, ()), self.inverse(Element(norm, ())))

    def two_valued(self, element: Element) -> int | None:
        """A generator in it that has two values only (a delta, a sign), if there is one."""
        if not self.doubtful:
            return None
        found = [n for n in self.generators_of(element) if self.generators[n].kind in TWO_VALUED]
        return min(found, default=None)

    def pointwise(self, function: Callable[[tuple[Element, ...]], Element], values: tuple[Element, ...]) -> Element:
        """A function of elements with deltas and signs in them: f(δ) = f(0) + δ (f(1) - f(0))."""
        for value in values:
            number = self.two_valued(value)
            if number is not None:
                break
        else:
            return function(values)
        low, high = TWO_VALUED[self.generators[number].kind]
        at_low = self.pointwise(function, tuple(self.assign(value, number, low) for value in values))
        at_high = self.pointwise(function, tuple(self.assign(value, number, high) for value in values))
        slope = self.scale(self.subtract(at_high, at_low), 1 / (high - low))
        shifted = Element(self.ring.generator(number) - self.ring.constant(low), ())
        return self.add(at_low, self.multiply(shifted, slope))

    def assign(self, element: Element, number: int, value: Fraction) -> Element:
        """`element` with a generator replaced by a number."""
        result = Element(self._assign(element.numerator, number, value), ())
        for factor, exponent in element.denominator:
            below = Element(self._assign(factor, number, value), ())
            result = self.multiply(result, self.power(self.inverse(below), exponent))
        return result

    def _assign(self, polynomial: Polynomial, number: int, value: Fraction) -> Polynomial:
        terms = []
        for monomial, coefficient in polynomial.terms():
            exponent = next((power for place, power in monomial if place == number), 0)
            terms.append((tuple(item for item in monomial if item[0] != number), coefficient * value**exponent))
        return self.ring.from_terms(terms)

    def divide(self, left: Element, right: Element) -> Element:
        """left / right."""
        return self.multiply(left, self.inverse(right))
