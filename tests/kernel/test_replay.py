"""Every theorem again on the pure arithmetic: the same conditions, with the recorded factorisations only."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import NotExact
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.theorem import Normalise, Theorem, infer, refute, replay, replay_refutation
from tests.kernel.build import (
    N,
    add,
    call,
    claim,
    compare,
    define,
    derivative,
    div,
    entry,
    f,
    i,
    inv,
    j,
    k,
    l,
    mul,
    neg,
    num,
    point,
    power,
    sigmoid,
    sub,
    total,
    x,
    y,
    z,
)

G = ConcreteFunction(("u",), add(power(t.Symbol("u"), 3), t.Symbol("u")))
F = ConcreteFunctional((num(1).value, num(2).value), (num(3).value,), num(0).value, num("1/2").value)
WHERE = point(
    {"n": 2},
    {"i": 1, "j": 2},
    {"g": G},
    {"F": F},
    x="1/2",
    y=3,
    z="5/4",
    a=["1/3", "2/3"],
    b=[2, 5],
    A=[[1, 2], [3, 5]],
)


def a(index: t.Index) -> t.Term:
    return entry("a", index)


def softmax(index: t.Index) -> t.Term:
    return div(f("exp", a(index)), total(k, f("exp", a(k))))


S = sigmoid(x)
CLAIMS = [
    claim(derivative(S, x), mul(S, sub(1, S))),
    claim(div(sub(power(x, 2), power(y, 2)), sub(x, y)), add(x, y)),
    claim(add(inv(x), inv(y)), div(add(x, y), mul(x, y))),
    claim(f("sqrt", power(x, 2)), f("abs", x)),
    claim(f("log", mul(x, y)), add(f("log", x), f("log", y))),
    claim(f("log", power(x, 2)), mul(2, f("log", f("abs", x)))),
    claim(f("max", x, y), mul(num("1/2"), add(x, y, f("abs", sub(x, y))))),
    claim(power(add(f("sqrt", x), f("sqrt", y)), -1), div(sub(f("sqrt", x), f("sqrt", y)), sub(x, y))),
    claim(derivative(f("tanh", x), x), sub(1, power(f("tanh", x), 2))),
    claim(derivative(power(x, y), x), div(mul(y, power(x, y)), x)),
    claim(f("sin", mul(2, x)), mul(2, f("sin", x), f("cos", x))),
    claim(derivative(softmax(i), a(j)), mul(softmax(i), sub(t.Delta(i, j), softmax(j)))),
    claim(
        derivative(neg(total(k, mul(entry("b", k), f("log", softmax(k))))), a(i)),
        sub(softmax(i), entry("b", i)),
        compare(total(k, entry("b", k)), "==", 1),
    ),
    claim(
        total(k, power(sub(a(k), div(total(l, a(l)), t.Size(N))), 2)),
        sub(total(k, power(a(k), 2)), div(power(total(k, a(k)), 2), t.Size(N))),
    ),
    claim(derivative(f("sqrt", total(k, power(a(k), 2))), a(i)), div(a(i), f("sqrt", total(k, power(a(k), 2))))),
    claim(derivative(call("g", mul(x, y)), x), mul(y, call("g", mul(x, y), orders=(1,)))),
    claim(
        derivative(t.Functional("F", (), (t.Family((k,), mul(2, a(k))),), ()), a(i)),
        mul(2, t.Functional("F", (), (t.Family((k,), mul(2, a(k))),), ((0, (i,)),))),
    ),
    claim(total(k, total(l, mul(entry("A", k, l), a(k), a(l)))), total(l, total(k, mul(a(l), entry("A", k, l), a(k))))),
    claim(mul(t.Symbol("s"), t.Symbol("s")), power(t.Symbol("s"), 2), definitions=(define("s", f("log", add(x, y))),)),
    claim(mul(x, y), y, relation="proportional", varying=("y",)),
    Claim(mul(num("0.79"), num("0.21"), num("0.79")), num("0.131"), "near", tolerance=num("1/2000").value),
    claim(f("abs", z), z, compare(z, ">=")),
]


def where_for(found: Claim) -> Point:
    return replace(WHERE, entries={**WHERE.entries, ("b", (1,)): num(-4).value}) if found.assumptions else WHERE


def theorem(found: Claim) -> Theorem:
    return infer(Normalise(found, frozenset(), where_for(found)))


@pytest.mark.parametrize("found", CLAIMS)
def test_the_replay_finds_the_same(found: Claim) -> None:
    first = theorem(found)
    again = replay(first)
    assert again.claim == first.claim
    assert again.conditions == first.conditions
    assert again.cases == first.cases
    assert again.factor is first.factor


def test_a_wrong_factorisation_is_noticed() -> None:
    first = theorem(CLAIMS[1])
    assert first.record.factors
    wrong = {terms: (unit * 2, factors) for terms, (unit, factors) in first.record.factors.items()}
    first.record.factors.clear()
    first.record.factors.update(wrong)
    with pytest.raises((NotExact, KernelError)):
        replay(first)


def test_a_theorem_survives_pickling_with_its_record() -> None:
    first = theorem(CLAIMS[0])
    copy = pickle.loads(pickle.dumps(first))  # noqa: S301
    assert copy.claim == first.claim
    assert replay(copy).conditions == first.conditions


@pytest.mark.parametrize("true", [each for each in CLAIMS if each.relation == "equal" and not each.assumptions])
def test_a_refutation_is_found_again(true: Claim) -> None:
    """One more than the right side: both arithmetics separate the sides, and their enclosures meet."""
    found = refute(replace(true, right=add(true.right, 1)), WHERE)
    assert found is not None
    again = replay_refutation(found)
    for fast, slow in ((found.left, again.left), (found.right, again.right)):
        assert fast[0] <= slow[1]
        assert slow[0] <= fast[1]
