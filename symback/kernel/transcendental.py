"""Values of functions as elements: exp over a Q-basis of exponents, log of factors, roots, angles.

The generators: exp of a monomial (or s = 1/(1 + exp(-u)) where the claim contains 1 + exp of u), log|p|
and |p|^(1/q) of an irreducible factor p, sin and cos of a monomial, and opaque values for the rest.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.element import Element, Restart
from symback.kernel.errors import OverBudget, Unsupported
from symback.kernel.signs import sign_of
from symback.kernel.templates import template
from symback.kernel.workspace import Workspace

_PRIMES_BELOW = 10_000
_MOST_REFUSED = 3


def kernel(workspace: Workspace, kind: str, head: tuple[object, ...], *arguments: Element) -> Element:
    """An opaque generator: `head` and the arguments tell it from all others."""
    indices = frozenset().union(*(workspace.indices(argument) for argument in arguments)) if arguments else frozenset()
    level = max((workspace.level(argument) for argument in arguments), default=0)
    return workspace.element(workspace.generator(kind, (*head, *arguments), indices, level))


def shape(workspace: Workspace, element: Element) -> tuple[object, ...]:
    """What an element looks like without its indices: equal for renamed elements."""

    def look(number: int) -> tuple[object, ...]:
        generator = workspace.generators[number]
        if generator.kind in ("symbol", "entry", "size", "constant"):
            return (generator.kind, generator.data[0])
        if generator.kind == "component":
            return (generator.kind, *sorted((look(atom), exponent) for atom, exponent in generator.data[1]))
        return (generator.kind,)

    return tuple(
        sorted(
            tuple(sorted((repr(look(number)), exponent) for number, exponent in monomial))
            for monomial, _ in element.numerator.terms()
        )
    )


def fineness(workspace: Workspace, key: tuple[object, ...], needed: int) -> int:
    """The common denominator of the multiples of one exponent; a finer one means to begin again."""
    present = workspace.fineness.get(key)
    if present is None:
        workspace.fineness[key] = needed
        return needed
    if present % needed:
        workspace.fineness[key] = lcm(present, needed)
        raise Restart
    return present


def normalised(element: Element) -> tuple[Fraction, Element]:
    """The leading coefficient, and the element divided by it."""
    lead = element.numerator.terms()[0][1]
    return lead, Element(element.numerator.scale(1 / lead), element.denominator)


def _lump_key(workspace: Workspace, unit: Element) -> tuple[object, ...]:
    plain = template(workspace, unit.numerator, frozenset())
    lead = plain.terms()[0][1]
    below = tuple((template(workspace, factor, frozenset()), exponent) for factor, exponent in unit.denominator)
    return (plain.scale(1 / lead), below)


def register_lump(workspace: Workspace, exponent: Element) -> None:
    """Prefer s = 1/(1 + exp(-exponent)) to exp(exponent) as a generator."""
    if exponent.numerator.constant_value() is not None or workspace.two_valued(exponent) is not None:
        return
    if workspace.lumps_refused or any(
        len(monomial) == 1 and workspace.generators[monomial[0][0]].kind == "log"
        for monomial, _ in exponent.numerator.terms()
    ):
        # exp of a logarithm is a power: a generator of its own would hide that.
        return
    lead, unit = normalised(exponent)
    key = _lump_key(workspace, unit)
    if key in workspace.refused_lumps:
        return
    present = workspace.lumps.get(key)
    if present is None:
        workspace.lumps[key] = abs(lead)
    elif (abs(lead) / present).denominator != 1:
        if (present / abs(lead)).denominator == 1:
            workspace.lumps[key] = abs(lead)
        else:
            workspace.refused_lumps.add(key)
            del workspace.lumps[key]


def exponential(workspace: Workspace, exponent: Element) -> Element:
    """exp of an element."""

    def one(values: tuple[Element, ...]) -> Element:
        value = values[0]
        if value.is_zero():
            return workspace.one
        lumped = _lumped(workspace, value)
        if lumped is not None:
            return lumped
        if value.numerator.length() > 200:
            raise OverBudget("an exponent with more than 200 terms")
        result = workspace.one
        for monomial, coefficient in value.numerator.terms():
            plain = workspace.cancel(workspace.ring.from_terms([(monomial, Fraction(1))]), dict(value.denominator))
            lead, plain = normalised(plain)
            result = workspace.multiply(result, _exponential_of_monomial(workspace, coefficient * lead, plain))
        return result

    return workspace.pointwise(one, (exponent,))


def _lumped(workspace: Workspace, value: Element) -> Element | None:
    if not workspace.lumps or value.numerator.constant_value() is not None:
        return None
    lead, unit = normalised(value)
    key = _lump_key(workspace, unit)
    base = workspace.lumps.get(key)
    if base is None:
        return None
    times = lead / base
    if times.denominator != 1:
        workspace.refused_lumps.add(key)
        del workspace.lumps[key]
        if len(workspace.refused_lumps) > _MOST_REFUSED:
            workspace.lumps.clear()
            workspace.lumps_refused = True
        raise Restart
    s = kernel(workspace, "sigmoid", (base,), unit)
    odds = workspace.divide(s, workspace.subtract(workspace.one, s))
    return workspace.power(odds, int(times))


def _exponential_of_monomial(workspace: Workspace, coefficient: Fraction, plain: Element) -> Element:
    logarithm = _only_generator(workspace, plain, "log")
    if logarithm is not None:
        return absolute_power(workspace, logarithm, coefficient)
    key = ("exp", shape(workspace, plain))
    fine = fineness(workspace, key, coefficient.denominator)
    value = kernel(workspace, "exp", (fine,), plain)
    if abs(coefficient * fine) > 1_000_000:
        raise OverBudget("an exponential of a large multiple")
    return workspace.power(value, int(coefficient * fine))


def _only_generator(workspace: Workspace, element: Element, kind: str) -> Element | None:
    """The argument of the one generator of this kind that the element is, if it is."""
    terms = element.numerator.terms()
    if element.denominator or len(terms) != 1 or len(terms[0][0]) != 1:
        return None
    number, exponent = terms[0][0][0]
    generator = workspace.generators[number]
    if generator.kind != kind or exponent != 1:
        return None
    return generator.data[-1]  # type: ignore[no-any-return]


def logarithm(workspace: Workspace, argument: Element) -> Element:
    """log of an element, which the caller knows to be positive: the sum of log|factor|."""

    def one(values: tuple[Element, ...]) -> Element:
        value = values[0]
        if value.is_zero():
            raise Unsupported("the logarithm of zero")
        unit, factors = workspace.factor(value.numerator)
        result = _log_of_number(workspace, abs(unit))
        for factor, exponent in factors:
            result = workspace.add(result, workspace.scale(_log_of_factor(workspace, factor), Fraction(exponent)))
        for factor, exponent in value.denominator:
            result = workspace.add(result, workspace.scale(_log_of_factor(workspace, factor), Fraction(-exponent)))
        return result

    return workspace.pointwise(one, (argument,))


def _log_of_number(workspace: Workspace, value: Fraction) -> Element:
    result = workspace.zero
    for prime, exponent in prime_powers(value):
        base = workspace.number(prime)
        result = workspace.add(result, workspace.scale(kernel(workspace, "log", (), base), Fraction(exponent)))
    return result


def prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """Factors of a positive rational: primes below 10000, and one rest above and below."""
    found: dict[int, int] = {}
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        prime = 2
        while part > 1 and prime < _PRIMES_BELOW and prime * prime <= part:
            while part % prime == 0:
                found[prime] = found.get(prime, 0) + sign
                part //= prime
            prime += 1
        if part > 1:
            found[part] = found.get(part, 0) + sign
    return sorted(found.items())


def _one_minus_sigmoid(workspace: Workspace, factor: Polynomial) -> int | None:
    """The sigmoid generator s if the factor is s - 1."""
    terms = factor.terms()
    if len(terms) != 2 or terms[1] != ((), Fraction(-1)) or terms[0][1] != 1 or len(terms[0][0]) != 1:
        return None
    number, exponent = terms[0][0][0]
    return number if exponent == 1 and workspace.generators[number].kind == "sigmoid" else None


def _log_of_factor(workspace: Workspace, factor: Polynomial) -> Element:
    """log|factor|."""
    terms = factor.terms()
    if len(terms) == 1 and len(terms[0][0]) == 1:
        generator = workspace.generators[terms[0][0][0][0]]
        if generator.kind == "exp":
            fine, exponent = generator.data
            return workspace.scale(exponent, Fraction(1, fine))
        if generator.kind == "root":
            base, degree = generator.data
            return workspace.scale(_log_of_factor(workspace, base), Fraction(1, degree))
    number = _one_minus_sigmoid(workspace, factor)
    if number is not None:
        # 1 - s = s exp(-u), so log(1 - s) = log s - u.
        base, unit = workspace.generators[number].data
        log_s = kernel(workspace, "log", (), workspace.element(number))
        return workspace.subtract(log_s, workspace.scale(unit, base))
    return kernel(workspace, "log", (), Element(factor, ()))


def absolute_power(workspace: Workspace, base: Element, exponent: Fraction) -> Element:
    """|base|^exponent for a rational exponent."""

    def one(values: tuple[Element, ...]) -> Element:
        value = values[0]
        if value.is_zero():
            return workspace.zero if exponent > 0 else workspace.inverse(value)
        unit, factors = workspace.factor(value.numerator)
        result = workspace.one
        for prime, times in prime_powers(abs(unit)):
            result = workspace.multiply(
                result, absolute_factor(workspace, workspace.ring.constant(prime), times * exponent)
            )
        for factor, times in factors:
            result = workspace.multiply(result, absolute_factor(workspace, factor, times * exponent))
        for factor, times in value.denominator:
            result = workspace.multiply(result, absolute_factor(workspace, factor, -times * exponent))
        return result

    return workspace.pointwise(one, (base,))


def absolute_factor(workspace: Workspace, factor: Polynomial, exponent: Fraction) -> Element:
    """|factor|^exponent of an irreducible factor or a prime."""
    plain = Element(factor, ())
    if exponent.denominator == 1:
        value = workspace.power(plain, int(exponent))
        return value if exponent % 2 == 0 else workspace.multiply(value, sign_of(workspace, factor))
    if factor.length() == 1 and factor.constant_value() is None:
        generator = workspace.generators[factor.generators()[0]]
        if generator.kind == "exp":
            fine, inside = generator.data
            return _exponential_of_monomial(workspace, exponent / fine, inside)
        if generator.kind == "root":
            inner, degree = generator.data
            return absolute_factor(workspace, inner, exponent / degree)
        if generator.kind == "sigmoid":
            workspace.spend(1)
    key = ("root", shape(workspace, plain)) if factor.constant_value() is None else ("root", factor)
    degree = fineness(workspace, key, exponent.denominator)
    level = max((workspace.generators[number].level for number in factor.generators()), default=0)
    number = workspace.generator("root", (factor, degree), workspace.indices_of(factor), level)
    return workspace.power(workspace.element(number), int(exponent * degree))


def absolute(workspace: Workspace, argument: Element) -> Element:
    """|argument|."""
    return workspace.zero if argument.is_zero() else absolute_power(workspace, argument, Fraction(1))


def real_power(workspace: Workspace, base: Element, exponent: Element) -> Element:
    """base^exponent for a base that the caller knows to be positive."""
    number = exponent.numerator.constant_value()
    if number is not None and not exponent.denominator:
        return absolute_power(workspace, base, number)
    return exponential(workspace, workspace.multiply(exponent, logarithm(workspace, base)))


def odd_function(workspace: Workspace, name: str, argument: Element) -> Element:
    """f(argument) for an opaque f with f(-x) = -f(x)."""

    def one(values: tuple[Element, ...]) -> Element:
        value = values[0]
        if value.is_zero():
            return workspace.zero
        if value.numerator.terms()[0][1] < 0:
            return workspace.negate(kernel(workspace, "function", (name,), workspace.negate(value)))
        return kernel(workspace, "function", (name,), value)

    return workspace.pointwise(one, (argument,))
