"""Laws that hold on some domains, for some sizes or not at all: what people write on a tired evening."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from symback.kernel.terms import (
    ONE,
    ZERO,
    Add,
    Always,
    Compare,
    Delta,
    Function,
    Mul,
    Number,
    Piecewise,
    Power,
    Size,
    Sum,
    Term,
    negative,
    number,
    walk,
)
from tests.soundness.rebuilding import places, replaced


def over_each(name: str, parts: tuple[Term, ...]) -> tuple[Term, ...]:
    """A function applied to each of the parts."""
    return tuple(Function(name, (each,)) for each in parts)


def alternatives(node: Term) -> Iterator[Term]:
    """What the node might be taken for."""
    match node:
        case Function("sqrt", (Mul(factors),)):
            yield Mul(over_each("sqrt", factors))
        case Function("sqrt", (Power(base, Number(value)),)) if value == 2:
            yield base
        case Function("sqrt", (u,)):
            yield Mul((u, Power(node, number(-1))))
        case Function("log", (Mul(factors),)):
            yield Add(over_each("log", factors))
        case Function("log", (Power(base, exponent),)):
            yield Mul((exponent, Function("log", (base,))))
            yield Mul((exponent, Function("log", (Function("abs", (base,)),))))
        case Function("exp", (Add(terms),)):
            yield Add(over_each("exp", terms))
        case Function("exp", (Function("log", (u,)),)):
            yield u
        case Function("abs", (u,)):
            yield u
            yield Function("sqrt", (Power(u, number(2)),))
        case Function("relu", (u,)):
            yield Mul((u, Piecewise(((Compare(">", u, ZERO), ONE), (Always(), ZERO)))))
            yield Function("abs", (u,))
        case Function("max", (u, v)):
            yield Function("max", (v, u))
            distance = Function("abs", (Add((u, negative(v))),))
            yield Mul((number(Fraction(1, 2)), Add((u, v, distance))))
        case Function("min", (u, v)):
            yield Add((u, v, negative(Function("max", node.arguments))))
        case Function("sign", (u,)):
            yield Mul((u, Power(Function("abs", (u,)), number(-1))))
            yield Power(node, number(3))
        case Power(Add(terms), Number(value)) if value == 2:
            yield Add(tuple(Power(each, number(2)) for each in terms))
        case Power(base, Number(value)) if value == 2:
            yield Power(Function("abs", (base,)), number(2))
        case Power(Function("exp", (u,)), exponent):
            yield Function("exp", (Mul((u, exponent)),))
        case Sum(index, Mul(factors)):
            yield Mul(tuple(Sum(index, each) for each in factors))
        case Sum(index, body) if index not in set(walk(body)):
            yield Mul((Size(index.range), body))
        case Delta():
            yield Mul((node, node))
            yield Power(node, number(-1))
        case Piecewise(pieces):
            yield Piecewise((*reversed(pieces[:-1]), pieces[-1]))
            yield pieces[-1][1]
        case _:
            return


def doubtful(side: Term, random: Random) -> Term:
    """The side with one such law applied at a random place, or as it is."""
    spots = [
        (path, each)
        for path, node in places(side)
        if isinstance(node, Term) and "variable" not in path
        for each in alternatives(node)
    ]
    if not spots:
        return side
    path, new = random.choice(spots)
    result = replaced(side, path, new)
    assert isinstance(result, Term)
    return result
