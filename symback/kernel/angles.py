"""sin and cos over the monomials of their argument, by the addition theorems; quarter turns are numbers."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.element import Element
from symback.kernel.errors import OverBudget
from symback.kernel.transcendental import absolute_power, fineness, kernel, normalised, shape
from symback.kernel.workspace import Workspace


def sine_cosine(workspace: Workspace, angle: Element) -> tuple[Element, Element]:
    """sin and cos of an element, by the addition theorems over its monomials."""
    sine, cosine = workspace.zero, workspace.one
    for monomial, coefficient in angle.numerator.terms():
        plain = workspace.cancel(workspace.ring.from_terms([(monomial, Fraction(1))]), dict(angle.denominator))
        lead, plain = normalised(plain)
        s, c = _of_monomial(workspace, coefficient * lead, plain)
        sine, cosine = (
            workspace.add(workspace.multiply(sine, c), workspace.multiply(cosine, s)),
            workspace.subtract(workspace.multiply(cosine, c), workspace.multiply(sine, s)),
        )
    return sine, cosine


def _of_monomial(workspace: Workspace, coefficient: Fraction, plain: Element) -> tuple[Element, Element]:
    terms = plain.numerator.terms()
    if not plain.denominator and len(terms[0][0]) == 1 and terms[0][0][0][1] == 1:
        generator = workspace.generators[terms[0][0][0][0]]
        if generator.kind == "constant" and generator.data[0] == "pi":
            exact = _at_fraction_of_pi(workspace, coefficient)
            if exact is not None:
                return exact
    fine = fineness(workspace, ("angle", shape(workspace, plain)), coefficient.denominator)
    sine, cosine = _unit_angle(workspace, plain, fine)
    times = int(coefficient * fine)
    if abs(times) > 32:
        raise OverBudget("a multiple of an angle above 32")
    result = (workspace.zero, workspace.one)
    for _ in range(abs(times)):
        result = (
            workspace.add(workspace.multiply(result[0], cosine), workspace.multiply(result[1], sine)),
            workspace.subtract(workspace.multiply(result[1], cosine), workspace.multiply(result[0], sine)),
        )
    return (workspace.negate(result[0]), result[1]) if times < 0 else result


def _unit_angle(workspace: Workspace, plain: Element, fine: int) -> tuple[Element, Element]:
    if fine == 1 and not plain.denominator:
        number = plain.numerator.generators()[0] if plain.numerator.generators() else -1
        if number >= 0 and plain == workspace.element(number):
            generator = workspace.generators[number]
            if generator.kind == "function" and generator.data[0] in ("asin", "atan"):
                inside = generator.data[1]
                square = workspace.multiply(inside, inside)
                if generator.data[0] == "asin":
                    return inside, absolute_power(workspace, workspace.subtract(workspace.one, square), Fraction(1, 2))
                over = absolute_power(workspace, workspace.add(workspace.one, square), Fraction(-1, 2))
                return workspace.multiply(inside, over), over
    return kernel(workspace, "sin", (fine,), plain), kernel(workspace, "cos", (fine,), plain)


def _at_fraction_of_pi(workspace: Workspace, coefficient: Fraction) -> tuple[Element, Element] | None:
    quarter, rest = divmod(coefficient % 2, Fraction(1, 2))
    if rest:
        return None
    sine, cosine = workspace.zero, workspace.one
    for _ in range(int(quarter)):
        sine, cosine = cosine, workspace.negate(sine)
    return sine, cosine
