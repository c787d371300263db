"""Elements back to terms, for people: the factor of a proportion, a normal form."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.element import Element
from symback.kernel.errors import Unsupported
from symback.kernel.scope import substitute
from symback.kernel.terms import Number, Term
from symback.kernel.workspace import Workspace


def element_to_term(workspace: Workspace, element: Element) -> Term:
    """The quotient as a term; raises `Unsupported` for generators that have no written form."""
    top = polynomial_to_term(workspace, element.numerator)
    below = [_power(polynomial_to_term(workspace, factor), -exponent) for factor, exponent in element.denominator]
    return t.Mul((top, *below)) if below else top


def polynomial_to_term(workspace: Workspace, polynomial: Polynomial) -> Term:
    """The polynomial as a sum of products."""
    rows: list[Term] = []
    for monomial, value in polynomial.terms():
        factors = [_power(generator_to_term(workspace, number), exponent) for number, exponent in monomial]
        if value != 1 or not factors:
            factors.insert(0, Number(value))
        rows.append(factors[0] if len(factors) == 1 else t.Mul(tuple(factors)))
    return t.ZERO if not rows else rows[0] if len(rows) == 1 else t.Add(tuple(rows))


def _power(base: Term, exponent: int) -> Term:
    return base if exponent == 1 else t.Power(base, Number(Fraction(exponent)))


def generator_to_term(workspace: Workspace, number: int) -> Term:
    """What a generator stands for."""
    generator = workspace.generators[number]
    data = generator.data
    match generator.kind:
        case "symbol":
            return t.Symbol(data[0])
        case "entry":
            return t.Entry(data[0], data[1])
        case "size":
            return t.Size(t.Range(data[0], data[0]))
        case "constant":
            return t.Constant(data[0])
        case "delta":
            return t.Delta(*data)
        case "exp":
            exponent = element_to_term(workspace, data[1])
            return t.Function("exp", (exponent if data[0] == 1 else t.Mul((Number(Fraction(1, data[0])), exponent)),))
        case "sigmoid":
            exponent = t.Mul((Number(-data[0]), element_to_term(workspace, data[1])))
            return t.Power(t.Add((t.ONE, t.Function("exp", (exponent,)))), t.MINUS_ONE)
        case "log":
            return t.Function("log", (t.Function("abs", (element_to_term(workspace, data[0]),)),))
        case "root":
            base = t.Function("abs", (polynomial_to_term(workspace, data[0]),))
            return t.Power(base, Number(Fraction(1, data[1])))
        case "sign":
            return t.Function("sign", (polynomial_to_term(workspace, data[0]),))
        case "function":
            return t.Function(data[0], (element_to_term(workspace, data[1]),))
        case "sin" | "cos":
            fine, angle = data
            angle = t.Mul((Number(Fraction(1, fine)), element_to_term(workspace, angle)))
            return t.Function(generator.kind, (angle,))
        case "call":
            return t.Call(data[0], tuple(element_to_term(workspace, item) for item in data[2:]), data[1])
        case "component":
            bound, atoms = data
            body: Term = t.Mul(tuple(_power(generator_to_term(workspace, atom), power) for atom, power in atoms))
            taken = {index.name for index in generator.indices}
            letters = [letter for letter in "klmpqrsabcdefgh" if letter not in taken]
            for index, letter in zip(bound, letters, strict=False):
                named = t.IndexVariable(letter, index.range)
                body = t.Sum(named, substitute(body, {index: named}))
            return body
        case "inverse":
            return t.Power(polynomial_to_term(workspace, data[0]), t.MINUS_ONE)
    raise Unsupported(f"a written form of a {generator.kind}")
