"""What is known of the signs of polynomials: manifest ones, assumed ones, and those of the case at hand."""

from __future__ import annotations

from fractions import Fraction
from math import comb

from symback.kernel.arithmetic.interface import Monomial, Polynomial
from symback.kernel.element import Element, Infeasible, SplitSign
from symback.kernel.manifest import Manifest
from symback.kernel.templates import template
from symback.kernel.workspace import Workspace


def generator_sign(workspace: Workspace, number: int) -> int:
    """1 for a generator known to be positive, -1 negative, 0 unknown."""
    generator = workspace.generators[number]
    match generator.kind:
        case "exp" | "sigmoid" | "size" | "constant" | "root":
            return 1
        case "component":
            signs = [generator_sign(workspace, atom) ** (2 - exponent % 2) for atom, exponent in generator.data[1]]
            if min(signs) > 0:
                return 1
    return _recorded(workspace, workspace.ring.generator(number))


def _recorded(workspace: Workspace, polynomial: Polynomial) -> int:
    found = workspace.signs.get(polynomial)
    if found is not None:
        return found
    if workspace.indices_of(polynomial):
        for free in (workspace.free, frozenset()):
            found = workspace.signs.get(template(workspace, polynomial, free))
            if found is not None:
                return found
    return 0


def known_sign(workspace: Workspace, polynomial: Polynomial) -> int:
    """1 or -1 if the polynomial has this sign wherever it is not 0, in the case at hand; else 0."""
    number = polynomial.constant_value()
    if number is not None:
        return (number > 0) - (number < 0)
    found = _recorded(workspace, polynomial)
    if found:
        return found
    return bool(_shown(workspace, polynomial)) - bool(_shown(workspace, -polynomial))


def never_zero(workspace: Workspace, polynomial: Polynomial) -> bool:
    """Whether the polynomial is manifestly different from 0 at all points of the case."""
    number = polynomial.constant_value()
    if number is not None:
        return number != 0
    return _strictly_recorded(workspace, polynomial) or Manifest.POSITIVE in (
        _shown(workspace, polynomial),
        _shown(workspace, -polynomial),
    )


def _shown(workspace: Workspace, polynomial: Polynomial) -> Manifest:
    """The sign that the terms show, written in s and 1-s for each sigmoid s."""
    if polynomial.length() > 64:
        return Manifest.UNKNOWN
    # What was shown stays shown: facts only grow within a case.
    before = workspace.memory.get(("shown", polynomial))
    if before is not None:
        return Manifest(before)
    terms: dict[Monomial, Fraction] = dict(polynomial.terms())
    for number in polynomial.generators():
        if workspace.generators[number].kind == "sigmoid":
            terms = _bernstein(terms, number, polynomial.degree(number))
    strict = False
    for monomial, value in terms.items():
        sign, positive = 1 if value > 0 else -1, True
        for number, exponent in monomial:
            # A negative number stands for 1 - s, which is positive.
            one = 1 if number < 0 else generator_sign(workspace, number)
            if one == 0 and exponent % 2:
                return Manifest.UNKNOWN
            sign *= one if exponent % 2 else 1
            positive = positive and (number < 0 or _generator_strict(workspace, number))
        if sign < 0:
            return Manifest.UNKNOWN
        strict = strict or positive
    result = Manifest.POSITIVE if strict else Manifest.NONNEGATIVE
    workspace.memory[("shown", polynomial)] = result
    return result


def _bernstein(terms: dict[Monomial, Fraction], number: int, degree: int) -> dict[Monomial, Fraction]:
    """Homogeneous in s and t = 1-s, for which the number -1-`number` stands."""
    result: dict[Monomial, Fraction] = {}
    for monomial, value in terms.items():
        power = next((exponent for place, exponent in monomial if place == number), 0)
        rest = tuple(item for item in monomial if item[0] != number)
        for extra in range(degree - power + 1):
            shape = [*rest]
            if power + extra:
                shape.append((number, power + extra))
            if degree - power - extra:
                shape.append((-1 - number, degree - power - extra))
            key = tuple(sorted(shape))
            result[key] = result.get(key, Fraction(0)) + value * comb(degree - power, extra)
    return {key: value for key, value in result.items() if value}


def _generator_strict(workspace: Workspace, number: int) -> bool:
    generator = workspace.generators[number]
    match generator.kind:
        case "exp" | "sigmoid" | "size" | "constant":
            return True
        case "root":
            return never_zero(workspace, generator.data[0])
        case "component":
            return generator_sign(workspace, number) > 0 and all(
                _generator_strict(workspace, atom) for atom, _ in generator.data[1]
            )
        case _:
            return _strictly_recorded(workspace, workspace.ring.generator(number))


def _strictly_recorded(workspace: Workspace, polynomial: Polynomial) -> bool:
    if ("strict", polynomial) in workspace.memory:
        return True
    return bool(workspace.indices_of(polynomial)) and any(
        ("strict", template(workspace, polynomial, free)) in workspace.memory for free in (workspace.free, frozenset())
    )


def sign_of(workspace: Workspace, factor: Polynomial) -> Element:
    """The sign of an irreducible factor, off its zeros.

    Known signs are numbers; a sign that hangs on bound indices becomes a generator with square 1; any
    other asks for a split into cases.
    """
    known = known_sign(workspace, factor)
    if known:
        return workspace.number(known)
    if workspace.indices_of(factor) - workspace.free:
        level = max(workspace.generators[number].level for number in factor.generators())
        return workspace.element(workspace.generator("sign", (factor,), workspace.indices_of(factor), level))
    raise SplitSign(factor)


def sign_of_element(workspace: Workspace, element: Element) -> Element:
    """The sign of an element, off its zeros and poles."""

    def one(values: tuple[Element, ...]) -> Element:
        value = values[0]
        number = value.numerator.constant_value()
        if number is not None and not value.denominator:
            return workspace.number((number > 0) - (number < 0))
        unit, factors = workspace.factor(value.numerator)
        result = workspace.number(1 if unit > 0 else -1)
        for factor, exponent in (*factors, *value.denominator):
            if exponent % 2:
                result = workspace.multiply(result, sign_of(workspace, factor))
        return result

    return workspace.pointwise(one, (element,))


def record_sign(workspace: Workspace, factor: Polynomial, sign: int, strict: bool) -> None:
    """Take the sign of an irreducible factor as given in this case."""
    known = known_sign(workspace, factor)
    if known == -sign:
        raise Infeasible
    for key in {factor, template(workspace, factor, workspace.free)}:
        workspace.signs[key] = sign
        if strict:
            workspace.memory[("strict", key)] = True
    waiting = [pair for pair in workspace.products if factor in pair[0]]
    workspace.products[:] = [pair for pair in workspace.products if factor not in pair[0]]
    for factors, product in waiting:
        record_product(workspace, factors, product, strict)


def record_product(workspace: Workspace, factors: frozenset[Polynomial], product: int, strict: bool) -> None:
    """Take the sign of a product of irreducible factors as given."""
    unknown = []
    for factor in sorted(factors, key=lambda item: item.terms()):
        known = known_sign(workspace, factor)
        if known:
            product *= known
        else:
            unknown.append(factor)
    if not unknown:
        if product < 0:
            raise Infeasible
    elif len(unknown) == 1:
        record_sign(workspace, unknown[0], product, strict)
    else:
        workspace.products.append((frozenset(unknown), product))


def assume_sign(workspace: Workspace, element: Element, strict: bool) -> None:
    """Use element > 0, or >= 0 unless `strict`, from now on; raises `Infeasible` if it cannot be."""
    if workspace.two_valued(element) is not None:
        return
    if element.is_zero():
        if strict:
            raise Infeasible
        return
    unit, factors = workspace.factor(element.numerator)
    product = 1 if unit > 0 else -1
    odd = frozenset(factor for factor, exponent in (*factors, *element.denominator) if exponent % 2)
    if strict:
        record_product(workspace, odd, product, strict=True)
        for factor, _ in (*factors, *element.denominator):
            workspace.memory[("strict", factor)] = True
            workspace.memory[("strict", template(workspace, factor, workspace.free))] = True
    elif all(known_sign(workspace, factor) == 0 for factor in odd):
        record_product(workspace, odd, product, strict=False)
