"""The polynomials that stand for opaque functions at a point, and their partial derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Ball, Balls, Polynomial, Terms
from symback.kernel.arithmetic.pure_polynomial import PureRing
from symback.kernel.errors import Unsupported
from symback.kernel.point import ConcreteFunction, ConcreteFunctional
from symback.kernel.terms import Term


def partial(function: ConcreteFunction, orders: tuple[int, ...]) -> Terms:
    """The function differentiated `orders[s]` times by its parameter s; generator s is parameter s."""
    ring = PureRing()
    places = {name: place for place, name in enumerate(function.parameters)}

    def polynomial(term: Term) -> Polynomial:
        match term:
            case t.Number(value):
                return ring.constant(value)
            case t.Symbol(name) if name in places:
                return ring.generator(places[name])
            case t.Add(items):
                total: Polynomial = ring.constant(0)
                for item in items:
                    total += polynomial(item)
                return total
            case t.Mul(items):
                total = ring.constant(1)
                for item in items:
                    total *= polynomial(item)
                return total
            case t.Power(base, t.Number(exponent)) if exponent.denominator == 1 and exponent >= 0:
                return polynomial(base) ** exponent.numerator
            case _:
                raise Unsupported("an opaque function that stands for something other than a polynomial")

    found = polynomial(function.body).terms()
    for place, times in enumerate(orders):
        for _ in range(times):
            found = tuple(_derivatives(found, place))
    return found


def _derivatives(found: Terms, place: int) -> list[tuple[tuple[tuple[int, int], ...], Fraction]]:
    result = []
    for monomial, weight in found:
        power = dict(monomial).get(place, 0)
        if power:
            lowered = ((g, e - 1 if g == place else e) for g, e in monomial)
            result.append((tuple((g, e) for g, e in lowered if e), weight * power))
    return result


def at(found: Terms, arguments: Sequence[Ball], balls: Balls) -> Ball:
    """The value of a polynomial whose generators stand for the arguments."""
    total = balls.exact(Fraction(0))
    for monomial, weight in found:
        product = balls.exact(weight)
        for place, power in monomial:
            product = product * arguments[place].power_integer(power)
        total = total + product
    return total


def functional(
    concrete: ConcreteFunctional, component: int, entries: Sequence[Ball], partials: Sequence[int], balls: Balls
) -> Ball:
    """The polynomial of all entries, differentiated by the entries numbered in `partials`."""

    def coefficient(given: tuple[Fraction, ...], place: int) -> Fraction:
        return given[place % len(given)]

    def linear(place: int) -> Ball:
        return balls.exact(coefficient(concrete.linear, place))

    def slope(place: int) -> Ball:
        return balls.exact(2 * coefficient(concrete.square, place))

    weighted = balls.exact(Fraction(0))
    for place, entry in enumerate(entries):
        weighted = weighted + linear(place) * entry
    product = balls.exact(concrete.product)
    two = balls.exact(Fraction(2))
    match list(partials):
        case []:
            value = weighted + product * weighted.power_integer(2)
            for place, entry in enumerate(entries):
                value = value + balls.exact(coefficient(concrete.square, place)) * entry.power_integer(2)
        case [place]:
            value = linear(place) + slope(place) * entries[place] + two * product * weighted * linear(place)
        case [place, other]:
            value = two * product * linear(place) * linear(other)
            if place == other:
                value = value + slope(place)
        case _:
            value = balls.exact(Fraction(0))
    return value * balls.exact(1 + component * concrete.spread)
