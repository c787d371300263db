"""The functions of the kernel's table at elements, and the algebraic relations of the generators they make."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symback.kernel import angles
from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.element import Element
from symback.kernel.signs import known_sign, sign_of, sign_of_element
from symback.kernel.transcendental import absolute, absolute_power, exponential, kernel, logarithm, odd_function
from symback.kernel.workspace import Workspace


def relation_of(workspace: Workspace, number: int) -> tuple[int, Polynomial] | None:
    """The algebraic relation generator^degree = polynomial, if there is one."""
    generator = workspace.generators[number]
    match generator.kind:
        case "root":
            base, degree = generator.data
            if base.constant_value() is not None:
                return degree, base
            if degree % 2 == 0 and not known_sign(workspace, base):
                bound = workspace.indices_of(base) - workspace.free
                if not bound:
                    sign_of(workspace, base)
            sign = sign_of(workspace, base)
            return degree, (sign.numerator * base)
        case "cos":
            sine = workspace.generator("sin", generator.data, generator.indices, generator.level)
            one = workspace.ring.constant(1)
            return 2, one - workspace.ring.generator(sine) ** 2
        case "sign":
            return 2, workspace.ring.constant(1)
        case "delta":
            return 2, workspace.ring.generator(number)
    return None


def apply(workspace: Workspace, name: str, arguments: tuple[Element, ...]) -> Element:
    """A function of the kernel's table at elements; the caller collects the conditions."""
    if name in ("max", "min"):
        return _extremum(workspace, name, arguments)
    return _ONE_ARGUMENT[name](workspace, arguments[0])


def _extremum(workspace: Workspace, name: str, arguments: tuple[Element, ...]) -> Element:
    result = arguments[0]
    for other in arguments[1:]:
        gap = absolute(workspace, workspace.subtract(result, other))
        if name == "min":
            gap = workspace.negate(gap)
        result = workspace.scale(workspace.add(workspace.add(result, other), gap), Fraction(1, 2))
    return result


def _wave(place: int) -> Callable[[Workspace, Element], Element]:
    """sin (0) or cos (1)."""
    return lambda w, u: w.pointwise(lambda values: angles.sine_cosine(w, values[0])[place], (u,))


def _hyperbolic(sign: int) -> Callable[[Workspace, Element], Element]:
    """(e^u + sign e^(-u)) / 2."""

    def function(workspace: Workspace, u: Element) -> Element:
        e = exponential(workspace, u)
        return workspace.scale(workspace.add(e, workspace.scale(workspace.inverse(e), Fraction(sign))), Fraction(1, 2))

    return function


def _tanh(workspace: Workspace, u: Element) -> Element:
    e = exponential(workspace, workspace.scale(u, Fraction(2)))
    over = workspace.inverse(workspace.add(workspace.one, e))
    return workspace.subtract(workspace.one, workspace.scale(over, Fraction(2)))


def _area(shift: int) -> Callable[[Workspace, Element], Element]:
    """log(u + sqrt(u^2 + shift)): asinh for 1, acosh for -1."""

    def function(workspace: Workspace, u: Element) -> Element:
        square = workspace.add(workspace.multiply(u, u), workspace.number(shift))
        return logarithm(workspace, workspace.add(u, absolute_power(workspace, square, Fraction(1, 2))))

    return function


def _atanh(workspace: Workspace, u: Element) -> Element:
    ratio = workspace.divide(workspace.add(workspace.one, u), workspace.subtract(workspace.one, u))
    return workspace.scale(logarithm(workspace, ratio), Fraction(1, 2))


def _acos(workspace: Workspace, u: Element) -> Element:
    pi = kernel(workspace, "constant", ("pi",))
    return workspace.subtract(workspace.scale(pi, Fraction(1, 2)), odd_function(workspace, "asin", u))


_ONE_ARGUMENT: dict[str, Callable[[Workspace, Element], Element]] = {
    "exp": exponential,
    "log": logarithm,
    "sqrt": lambda w, u: absolute_power(w, u, Fraction(1, 2)),
    "sin": _wave(0),
    "cos": _wave(1),
    "tan": lambda w, u: w.divide(_wave(0)(w, u), _wave(1)(w, u)),
    "sinh": _hyperbolic(-1),
    "cosh": _hyperbolic(1),
    "tanh": _tanh,
    "asin": lambda w, u: odd_function(w, "asin", u),
    "acos": _acos,
    "atan": lambda w, u: odd_function(w, "atan", u),
    "asinh": _area(1),
    "acosh": _area(-1),
    "atanh": _atanh,
    "erf": lambda w, u: odd_function(w, "erf", u),
    "abs": absolute,
    "sign": sign_of_element,
    "relu": lambda w, u: w.scale(w.add(u, absolute(w, u)), Fraction(1, 2)),
}
