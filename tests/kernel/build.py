"""Terms written shortly, for the tests of the kernel."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.rational import RationalBalls
from symback.kernel.claim import Claim, Definition
from symback.kernel.element import Element
from symback.kernel.normalise import Normaliser, workspace_for
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.terms import Condition, Index, IndexVariable, Range, Term
from symback.kernel.workspace import Workspace
from tests.evaluating import evaluate

N = Range("n", "n")
M = Range("m", "m")
i, j, k, l = (IndexVariable(name, N) for name in "ijkl")
p, q = (IndexVariable(name, M) for name in "pq")
x, y, z, w, u, v = (t.Symbol(name) for name in "xyzwuv")
PI, E = t.Constant("pi"), t.Constant("e")
Like = Term | int | Fraction


def num(value: int | str | Fraction) -> t.Number:
    return t.number(Fraction(value))


def term(value: Like) -> Term:
    return value if isinstance(value, Term) else t.number(value)


def add(*terms: Like) -> Term:
    return t.Add(tuple(term(item) for item in terms))


def mul(*factors: Like) -> Term:
    return t.Mul(tuple(term(item) for item in factors))


def neg(value: Like) -> Term:
    return t.negative(term(value))


def sub(left: Like, right: Like) -> Term:
    return add(left, neg(right))


def power(base: Like, exponent: Like) -> Term:
    return t.Power(term(base), term(exponent))


def inv(value: Like) -> Term:
    return power(value, -1)


def div(left: Like, right: Like) -> Term:
    return mul(left, inv(right))


def f(name: str, *arguments: Like) -> Term:
    return t.Function(name, tuple(term(item) for item in arguments))


def call(name: str, *arguments: Like, orders: tuple[int, ...] | None = None) -> Term:
    return t.Call(name, tuple(term(item) for item in arguments), orders or (0,) * len(arguments))


def entry(array: str, *indices: Index) -> t.Entry:
    return t.Entry(array, indices)


def total(index: IndexVariable, body: Like) -> Term:
    return t.Sum(index, term(body))


def derivative(body: Term, variable: Term, mode: str = "total") -> Term:
    return t.Derivative(body, variable, mode)  # type: ignore[arg-type]


def sigmoid(value: Like) -> Term:
    return inv(add(1, f("exp", neg(value))))


def compare(left: Like, relation: str, right: Like = 0) -> Condition:
    return t.Compare(relation, term(left), term(right))  # type: ignore[arg-type]


def piecewise(*pieces: tuple[Condition | None, Like]) -> Term:
    return t.Piecewise(tuple((condition or t.Always(), term(value)) for condition, value in pieces))


def claim(left: Like, right: Like, *assumptions: Condition, relation: str = "equal", **more: object) -> Claim:
    return Claim(term(left), term(right), relation, assumptions=assumptions, **more)  # type: ignore[arg-type]


def define(name: str, body: Like, *heads: IndexVariable | t.Symbol) -> Definition:
    indices = tuple(head for head in heads if isinstance(head, IndexVariable))
    parameters = tuple(head for head in heads if isinstance(head, t.Symbol))
    return Definition(name, term(body), indices, parameters)


def point(
    sizes: dict[str, int] | None = None,
    indices: dict[str, int] | None = None,
    functions: dict[str, ConcreteFunction] | None = None,
    functionals: dict[str, ConcreteFunctional] | None = None,
    **values: object,
) -> Point:
    """Scalars by name; arrays as (nested) lists, 1-based."""
    symbols: dict[str, Fraction] = {}
    entries: dict[tuple[str, tuple[int, ...]], Fraction] = {}

    def spread(name: str, places: tuple[int, ...], value: object) -> None:
        if isinstance(value, list):
            for number, item in enumerate(value, 1):
                spread(name, (*places, number), item)
        else:
            entries[name, places] = Fraction(value)  # type: ignore[arg-type]

    for name, value in values.items():
        if isinstance(value, list):
            spread(name, (), value)
        else:
            symbols[name] = Fraction(value)  # type: ignore[arg-type]
    return Point(sizes or {}, indices or {}, symbols, entries, functions or {}, functionals or {})


def workspace(*free: IndexVariable, budget: int = 100_000) -> Workspace:
    """A workspace on the fast arithmetic, as a decision has it."""
    return workspace_for(fast().ring(), budget, frozenset(free))


def normal(space: Workspace, value: Like) -> Element:
    """The normal form of a term that needs no case split."""
    return Normaliser(space)(term(value))


def number_at(value: Like, where: Point, definitions: tuple[Definition, ...] = ()) -> Fraction:
    """The exact value of a term at a point, where all values on the way are rational."""
    ball = evaluate(term(value), where, {item.name: item for item in definitions}, RationalBalls())
    assert ball.lower() == ball.upper()
    return ball.lower()


def enclosure_at(
    value: Like, where: Point, definitions: tuple[Definition, ...] = (), bits: int = 200
) -> tuple[Fraction, Fraction]:
    """Bounds of a term's value at a point."""
    ball = evaluate(term(value), where, {item.name: item for item in definitions}, fast().balls(bits))
    return ball.lower(), ball.upper()
