"""Summation over an index: deltas contracted, what is free of the index pulled out, the rest a component."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.arithmetic.interface import Monomial, Polynomial
from symback.kernel.components import Atoms, component, inverse_generator, open_component, rename, size
from symback.kernel.element import Element
from symback.kernel.errors import OverBudget, UndefinedEverywhere, Unsupported
from symback.kernel.terms import Index, IndexVariable
from symback.kernel.workspace import Workspace

_MOST_TERMS = 20_000


def sum_over(workspace: Workspace, index: IndexVariable, body: Element) -> Element:
    """The sum of `body` over all values of `index`."""
    if index not in workspace.indices(body):
        return workspace.multiply(size(workspace, index), body)
    outside: dict[Polynomial, int] = {}
    inside: dict[int, int] = {}
    several: list[tuple[Polynomial, int]] = []
    for factor, exponent in body.denominator:
        if index not in workspace.indices_of(factor):
            outside[factor] = exponent
        elif factor.length() == 1:
            inside[factor.generators()[0]] = -exponent
        else:
            several.append((factor, exponent))
    numerator = body.numerator
    if numerator.length() > _MOST_TERMS:
        raise OverBudget("a sum whose summand has too many terms")
    total = workspace.zero
    for part, powers in _divided(workspace, index, numerator, several):
        shared = dict(inside)
        free: dict[Polynomial, int] = {}
        for factor, exponent in powers:
            if index in workspace.indices_of(factor):
                shared[inverse_generator(workspace, factor)] = exponent
            else:
                free[factor] = exponent
        piece = workspace.zero
        for monomial, value in part.terms():
            piece = workspace.add(piece, _sum_monomial(workspace, index, monomial, value, shared))
        total = workspace.add(total, workspace.multiply(piece, workspace.cancel(workspace.ring.constant(1), free)))
    return workspace.multiply(total, workspace.cancel(workspace.ring.constant(1), outside))


def _sum_monomial(
    workspace: Workspace, index: IndexVariable, monomial: Monomial, value: Fraction, inside: dict[int, int]
) -> Element:
    powers = dict(inside)
    outside: list[tuple[int, int]] = []
    target: Index | None = None
    for number, exponent in monomial:
        generator = workspace.generators[number]
        if index not in generator.indices:
            outside.append((number, exponent))
        elif generator.kind == "delta" and target is None:
            left, right = generator.data
            target = right if left is index else left
        else:
            powers[number] = powers.get(number, 0) + exponent
    scale = Element(workspace.ring.from_terms([(tuple(outside), value)]), ())
    if target is not None:
        rest = scale
        try:
            for number, exponent in powers.items():
                if exponent:
                    atom = rename(workspace, _atom(workspace, number, exponent), {index: target})
                    rest = workspace.multiply(rest, atom)
        except UndefinedEverywhere as error:
            raise Unsupported("a sum with a term that is left out because it has no value") from error
        return rest
    bound: tuple[IndexVariable, ...] = (index,)
    atoms: dict[int, int] = {}
    for number, exponent in sorted(powers.items()):
        generator = workspace.generators[number]
        if generator.kind == "component" and exponent > 0:
            if exponent > 8:
                raise OverBudget("a high power of a sum inside a sum")
            for _ in range(exponent):
                more, inner, factor = open_component(workspace, number)
                scale = workspace.scale(scale, factor)
                bound += more
                for held, times in inner:
                    atoms[held] = atoms.get(held, 0) + times
        elif exponent:
            atoms[number] = atoms.get(number, 0) + exponent
    left = tuple((number, exponent) for number, exponent in atoms.items() if exponent)
    if _algebraic_powers(workspace, left) or not _connected(workspace, bound, left):
        return workspace.multiply(scale, _separated(workspace, bound, left))
    return workspace.multiply(scale, component(workspace, bound, left))


def _algebraic_powers(workspace: Workspace, atoms: Atoms) -> bool:
    """Whether some atom's power can be replaced by its relation (a square root's square, …)."""
    for number, exponent in atoms:
        kind = workspace.generators[number].kind
        if kind in ("root", "cos", "sign", "delta") and not 0 < exponent < workspace.degree_of(number):
            return True
    return False


def _connected(workspace: Workspace, bound: tuple[IndexVariable, ...], atoms: Atoms) -> bool:
    """Whether the atoms hold all bound indices together."""
    groups = [set(workspace.generators[number].indices).intersection(bound) for number, _ in atoms]
    reached = {bound[0]}
    grown = True
    while grown:
        grown = False
        for group in groups:
            if group & reached and not group <= reached:
                reached |= group
                grown = True
    return reached == set(bound) and any(bound[0] in group for group in groups)


def _separated(workspace: Workspace, bound: tuple[IndexVariable, ...], atoms: Atoms) -> Element:
    """A sum whose atoms have cancelled, or whose powers have a simpler form: multiplied out and summed anew."""
    result = workspace.product(_atom(workspace, number, exponent) for number, exponent in atoms)
    for index in bound:
        result = sum_over(workspace, index, result)
    return result


def _atom(workspace: Workspace, number: int, exponent: int) -> Element:
    generator = workspace.generators[number]
    if generator.kind == "inverse":
        return workspace.power(Element(generator.data[0], ()), -exponent)
    return workspace.power(workspace.element(number), exponent)


def _divided(
    workspace: Workspace, index: IndexVariable, numerator: Polynomial, factors: list[tuple[Polynomial, int]]
) -> list[tuple[Polynomial, list[tuple[Polynomial, int]]]]:
    """Partial fractions: numerators of lower degree over powers of each factor, as far as they exist.

    The main generator is one in which the factor is linear with a coefficient free of the index; the
    form is unique for one factor. Several factors are left as they are.
    """
    if len(factors) != 1:
        return [(numerator, [(factor, exponent) for factor, exponent in factors])]
    factor, exponent = factors[0]
    main = _main_generator(workspace, index, factor)
    if main is None or numerator.degree(main) == 0:
        return [(numerator, [(factor, exponent)])]
    lead, rest = _linear(workspace, factor, main)
    # main = (P - rest) / lead with P the factor: collect powers of P.
    by_power: dict[int, Polynomial] = {}
    degree = numerator.degree(main)
    if degree > 16:
        raise OverBudget("a quotient of high degree inside a sum")
    zero = workspace.ring.constant(0)
    for place, coefficient in enumerate(_coefficients(workspace, numerator, main)):
        # coefficient * main^place * lead^(degree-place) / lead^degree
        choose = 1
        for power in range(place + 1):
            piece = coefficient * (-rest) ** (place - power) * lead ** (degree - place)
            by_power[power] = by_power.get(power, zero) + piece.scale(Fraction(choose))
            choose = choose * (place - power) // (power + 1)
    scale = workspace.power(workspace.inverse(Element(lead, ())), degree)
    if scale.denominator and not all(f.length() == 1 for f, _ in scale.denominator):
        return [(numerator, [(factor, exponent)])]
    result: list[tuple[Polynomial, list[tuple[Polynomial, int]]]] = []
    for power, piece in sorted(by_power.items()):
        left = power - exponent
        top = piece * scale.numerator
        below = [(f, e) for f, e in scale.denominator]
        if left >= 0:
            result.append((top * factor**left, below))
        else:
            result.append((top, [(factor, -left), *below]))
    return result


def _main_generator(workspace: Workspace, index: IndexVariable, factor: Polynomial) -> int | None:
    for number in factor.generators():
        if index in workspace.generators[number].indices and factor.degree(number) == 1:
            lead, _ = _linear(workspace, factor, number)
            if lead.length() == 1 and index not in workspace.indices_of(lead):
                return number
    return None


def _linear(workspace: Workspace, factor: Polynomial, number: int) -> tuple[Polynomial, Polynomial]:
    low, high = _coefficients(workspace, factor, number)
    return high, low


def _coefficients(workspace: Workspace, polynomial: Polynomial, number: int) -> list[Polynomial]:
    parts: list[list[tuple[Monomial, Fraction]]] = [[] for _ in range(polynomial.degree(number) + 1)]
    for monomial, value in polynomial.terms():
        power = next((exponent for place, exponent in monomial if place == number), 0)
        parts[power].append((tuple(item for item in monomial if item[0] != number), value))
    return [workspace.ring.from_terms(part) for part in parts]
