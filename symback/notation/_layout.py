"""How a formula is laid out, whatever it is printed in: signs, fractions, repeated derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symback.kernel.terms import (
    MINUS_ONE,
    Call,
    Constant,
    Derivative,
    Entry,
    Family,
    Function,
    Functional,
    IndexVariable,
    Mul,
    Number,
    Power,
    Size,
    Sum,
    Symbol,
    Term,
    number,
    walk,
)

# A shared subterm is printed wherever it stands, so the text of a small graph can be endless.
LARGEST = 20_000

LONGEST_NUMBER = 10_000  # bits; Python refuses to print integers of more than 4,300 digits
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """Factors above a fraction line, and those below it; without the latter there is no line."""

    over: tuple[Term, ...]
    under: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """A product as written: a sign, and fractions side by side, each opened by a factor after a division."""

    negative: bool
    fractions: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """d^n body / (d v_1 … d v_n): a nest of derivatives of one mode, the innermost variable last."""

    body: Term
    variables: tuple[Term, ...]
    direct: bool


def product(term: Mul | Power | Number) -> Product:
    """The fractions that the term is written as; all factors keep their order."""
    factors = term.factors if isinstance(term, Mul) else (term,)
    negative = False
    if len(factors) > 1 and factors[0] is MINUS_ONE:
        negative, factors = True, factors[1:]
    elif factors and isinstance(factors[0], Number) and factors[0].value < 0:
        negative, factors = True, (number(-factors[0].value), *factors[1:])
    bars: list[Bar] = []
    over: list[Term] = []
    under: list[Term] = []

    def above(factor: Term) -> None:
        if under:
            bars.append(Bar(tuple(over), tuple(under)))
            over.clear()
            under.clear()
        over.append(factor)

    for factor in factors:
        match factor:
            case Number(value=value) if value.denominator != 1 and value > 0 and not is_decimal(value):
                if value.numerator != 1 or under:
                    above(number(value.numerator))
                under.append(number(value.denominator))
            case Power(base=base, exponent=Number(value=value)) if value == -HALF or (
                value == -1 and term is not factor
            ):
                # A division; a power that was written with a negative exponent stays one.
                under.append(base if value == -1 else Power(base, number(-value)))
            case _:
                above(factor)
    if over or under:
        bars.append(Bar(tuple(over), tuple(under)))
    return Product(negative, tuple(bars))


def quotient(term: Derivative) -> Quotient:
    """The nest of derivatives that `term` opens, read as one derivative of higher order."""
    variables = [term.variable]
    body = term.body
    while isinstance(body, Derivative) and body.mode == term.mode:
        variables.append(body.variable)
        body = body.body
    return Quotient(body, tuple(variables), term.mode == "direct")


def is_name(term: Term) -> bool:
    """Whether the term stands above a fraction line without brackets: E in dE/dw."""
    return isinstance(term, Symbol | Entry | Call | Function | Functional | Constant | Size)


def is_simple(family: Family) -> bool:
    """Whether (z_i)_i is a whole array as it stands, written z."""
    return isinstance(family.body, Entry) and family.body.indices == family.indices


def has_sum(term: Term) -> bool:
    """Whether a summation sign stands at the top of the term, or in its product."""
    match term:
        case Sum():
            return True
        case Mul(factors=factors):
            return any(isinstance(factor, Sum) for factor in factors)
        case _:
            return False


def one_variable(derivative: Quotient) -> bool:
    """Whether the body depends on the one variable only, visibly: then d/dx is the usual sign."""
    variable = derivative.variables[0]
    if not isinstance(variable, Symbol) or any(other is not variable for other in derivative.variables):
        return False
    named = False
    for node in walk(derivative.body):
        match node:
            case Symbol():
                if node is not variable:
                    return False
                named = True
            case Entry() | Size() | Functional() | IndexVariable():
                return False
            case _:
                pass
    return named


def is_decimal(value: Fraction) -> bool:
    """Whether people write the number with a point: 1.28 and 0.05, but 1/2, 3/4 and 1/5."""
    return value.denominator >= 20 and 10**12 % value.denominator == 0


def digits(value: Fraction) -> str:
    """The exact number, or … where it has more digits than anybody reads (and than Python prints)."""
    longest = max(value.numerator.bit_length(), value.denominator.bit_length())
    if longest >= LONGEST_NUMBER:
        return "…"
    if not is_decimal(value):
        return str(value)
    places = next(count for count in range(1, 13) if 10**count % value.denominator == 0)
    figures = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{figures[:-places]}.{figures[-places:]}"
