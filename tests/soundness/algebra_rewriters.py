"""True rewritings of one node by algebra and the elementary functions; each yields equal terms."""
# ruff: noqa: ARG001  (all laws have one signature; not every law looks around)

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from symback.kernel.terms import (
    ONE,
    Add,
    Call,
    Derivative,
    Entry,
    Function,
    Mul,
    Number,
    Power,
    Symbol,
    Term,
    negative,
    number,
)
from tests.soundness.surroundings import Surroundings


def product(factors: tuple[Term, ...]) -> Term:
    """A product, or its only factor."""
    return factors[0] if len(factors) == 1 else Mul(factors) if factors else ONE


def summed(terms: tuple[Term, ...]) -> Term:
    """A sum, or its only term."""
    return terms[0] if len(terms) == 1 else Add(terms)


def inverse(term: Term) -> Term:
    """1/term."""
    return Power(term, number(-1))


def function(name: str, *arguments: Term) -> Term:
    """A function of the table."""
    return Function(name, arguments)


def reorder(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a + b = b + a, a b = b a."""
    if isinstance(node, Add) and len(node.terms) > 1:
        yield Add(tuple(random.sample(node.terms, len(node.terms))))
    if isinstance(node, Mul) and len(node.factors) > 1:
        yield Mul(tuple(random.sample(node.factors, len(node.factors))))


def expand(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a (b + c) = a b + a c, (a + b)^2 = a^2 + 2 a b + b^2."""
    match node:
        case Mul(factors):
            for place, each in enumerate(factors):
                if isinstance(each, Add):
                    rest = factors[:place] + factors[place + 1 :]
                    yield Add(tuple(product((*rest, term)) for term in each.terms))
        case Power(Add(terms), Number(value)) if value == 2 and len(terms) <= 3:
            squares = tuple(Power(each, number(2)) for each in terms)
            mixed = tuple(
                Mul((number(2), terms[i], terms[j])) for i in range(len(terms)) for j in range(i + 1, len(terms))
            )
            yield Add(squares + mixed)


def factor_out(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a b + a c = a (b + c), a + a b = a (1 + b)."""
    if not isinstance(node, Add):
        return
    rows = [Counter(each.factors if isinstance(each, Mul) else (each,)) for each in node.terms]
    common = rows[0]
    for row in rows[1:]:
        common = common & row
    for each in sorted(common, key=repr):
        if each is not ONE:
            rest = tuple(product(tuple((row - Counter({each: 1})).elements())) for row in rows)
            yield Mul((each, Add(rest)))


def opposite(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """-(a + b) = -a - b, a - b = -(b - a), a = -(-a)."""
    if isinstance(node, Mul) and len(node.factors) == 2 and isinstance(node.factors[1], Add):
        first, second = node.factors
        if isinstance(first, Number) and first.value == -1:
            yield Add(tuple(negative(each) for each in second.terms))
    if isinstance(node, Add):
        yield negative(Add(tuple(negative(each) for each in node.terms)))
    yield negative(negative(node))


def common_denominator(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a + b/c = (a c + b)/c."""
    if not isinstance(node, Add):
        return
    for place, each in enumerate(node.terms):
        factors = each.factors if isinstance(each, Mul) else (each,)
        for position, divisor in enumerate(factors):
            if isinstance(divisor, Power) and isinstance(divisor.exponent, Number) and divisor.exponent.value == -1:
                numerator = product(factors[:position] + factors[position + 1 :])
                others = tuple(Mul((term, divisor.base)) for number_, term in enumerate(node.terms) if number_ != place)
                yield Mul((Add((*others, numerator)), divisor))


def powers(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """x^2 = x x, x x = x^2, x^n = x x^(n-1), 1/x^n = (1/x)^n, sqrt x = x^(1/2), 1/(a b) = 1/a 1/b."""
    match node:
        case Power(base, Number(value)) if value.denominator == 1 and value > 1:
            yield Mul((base, Power(base, number(value - 1))))
            if value == 2:
                yield Mul((base, base))
        case Power(base, Number(value)) if value.denominator == 1 and value < -1:
            yield inverse(Power(base, number(-value)))
            yield Power(inverse(base), number(-value))
        case Power(Mul(factors), Number(value)) if value.denominator == 1:
            yield Mul(tuple(Power(each, number(value)) for each in factors))
        case Mul(factors):
            for each, count in Counter(factors).items():
                if count > 1:
                    rest = tuple((Counter(factors) - Counter({each: 2})).elements())
                    yield product((Power(each, number(2)), *rest))
        case Function("sqrt", (argument,)):
            yield Power(argument, number(Fraction(1, 2)))
        case Power(base, Number(value)) if value == Fraction(1, 2):
            yield function("sqrt", base)


def exponentials(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """e^(a+b) = e^a e^b, e^(-a) = 1/e^a, e^a e^b = e^(a+b), e^(2a) = (e^a)^2, x = log(e^x)."""
    match node:
        case Function("exp", (Add(terms),)):
            yield Mul(tuple(function("exp", each) for each in terms))
        case Function("exp", (Mul((Number(value), *rest)),)):
            inner = product(tuple(rest))
            if value == -1:
                yield inverse(function("exp", inner))
            elif value.denominator == 1:
                yield Power(function("exp", inner), Number(value))
            yield Power(function("exp", negative(node.arguments[0])), number(-1))
        case Mul(factors):
            found = [each for each in factors if isinstance(each, Function) and each.name == "exp"]
            if len(found) > 1:
                rest = tuple((Counter(factors) - Counter(found)).elements())
                yield product((*rest, function("exp", Add(tuple(each.arguments[0] for each in found)))))
    if isinstance(node, Symbol | Entry | Call):
        yield function("log", function("exp", node))


def hyperbolic(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """tanh, cosh, sinh by exponentials; sin^2 = 1 - cos^2; cosh^2 = 1 + sinh^2."""
    match node:
        case Function("tanh", (u,)):
            plus, minus = function("exp", u), function("exp", negative(u))
            yield Mul((Add((plus, negative(minus))), inverse(Add((plus, minus)))))
            yield Add((ONE, negative(Mul((number(2), inverse(Add((function("exp", Mul((number(2), u))), ONE))))))))
            yield Mul((function("sinh", u), inverse(function("cosh", u))))
        case Function(("cosh" | "sinh") as name, (u,)):
            sign = ONE if name == "cosh" else number(-1)
            yield Mul((number(Fraction(1, 2)), Add((function("exp", u), Mul((sign, function("exp", negative(u))))))))
        case Power(Function("sin", (u,)), Number(value)) if value == 2:
            yield Add((ONE, negative(Power(function("cos", u), number(2)))))
        case Power(Function("cosh", (u,)), Number(value)) if value == 2:
            yield Add((ONE, Power(function("sinh", u), number(2))))


def cells(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """|x| = sqrt(x^2) = max(x, -x), max(x, y) = (x + y + |x - y|)/2, relu x = (x + |x|)/2."""
    half = number(Fraction(1, 2))
    match node:
        case Function("abs", (u,)):
            yield function("sqrt", Power(u, number(2)))
            yield function("max", u, negative(u))
        case Function("max", (u, v)):
            yield Mul((half, Add((u, v, function("abs", Add((u, negative(v))))))))
            yield negative(function("min", negative(u), negative(v)))
        case Function("relu", (u,)):
            yield function("max", u, number(0))
            yield Mul((half, Add((u, function("abs", u)))))


def sigmoids(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """σ(u) = e^u/(1 + e^u) = 1 - σ(-u) where σ is defined so, and 1 - σ(u) = σ(-u)."""
    match node:
        case Call("σ", (u,), (0,)) if "σ" in around.definitions:
            yield Mul((function("exp", u), inverse(Add((ONE, function("exp", u))))))
            yield Add((ONE, negative(Call("σ", (negative(u),), (0,)))))
        case Call("σ", arguments, (1,)) if "σ" in around.definitions:
            value = Call("σ", arguments, (0,))
            yield Mul((value, Add((ONE, negative(value)))))
            yield Add((value, negative(Power(value, number(2)))))


def unity(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a = a b/b for a b that is never 0, and a = a b^0 forms of it."""
    x = random.choice(around.scalars) if around.scalars else number(3)
    never = random.choice(
        (
            Add((ONE, Power(x, number(2)))),
            function("exp", x),
            Add((number(2), function("sin", x))),
            Add((ONE, function("exp", negative(x)))),
        )
    )
    yield Mul((node, never, inverse(never)))
    yield Mul((Mul((node, never)), inverse(never)))


def numbers(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """2 a = a + a, a = 2 a - a, 1 = 1/3 + 2/3."""
    match node:
        case Mul((Number(value), *rest)) if value == 2:
            yield Add((product(tuple(rest)), product(tuple(rest))))
        case Number(value) if value.denominator == 1:
            yield Add((number(value - 1), ONE))
            yield Add((number(value / 3), number(2 * value / 3)))
        case _:
            yield Add((Mul((number(2), node)), negative(node)))


def slopes(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """(a + b)' = a' + b', (a b)' = a' b + a b', (a^n)' = n a^(n-1) a', (e^a)' = e^a a'."""
    if not isinstance(node, Derivative) or node.mode != "total":
        return
    variable = node.variable

    def slope(term: Term) -> Term:
        return Derivative(term, variable, "total")

    match node.body:
        case Add(terms):
            yield Add(tuple(slope(each) for each in terms))
        case Mul(factors):
            yield Add(tuple(Mul((*factors[:p], slope(each), *factors[p + 1 :])) for p, each in enumerate(factors)))
        case Power(base, Number(value)) if value.denominator == 1:
            yield Mul((Number(value), Power(base, number(value - 1)), slope(base)))
        case Function("exp", (u,)):
            yield Mul((node.body, slope(u)))
        case Function("log", (u,)):
            yield Mul((inverse(u), slope(u)))


REWRITERS = (
    reorder,
    expand,
    factor_out,
    opposite,
    common_denominator,
    powers,
    exponentials,
    hyperbolic,
    cells,
    sigmoids,
    unity,
    numbers,
    slopes,
)
