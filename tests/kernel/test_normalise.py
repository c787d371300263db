"""Normal forms of terms in one case, and where the terms have values."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.element import SplitSign
from symback.kernel.errors import KernelError, OverBudget, UndefinedEverywhere, Unsupported
from symback.kernel.normalise import Normaliser
from tests.kernel.build import (
    N,
    add,
    call,
    compare,
    derivative,
    div,
    entry,
    f,
    i,
    inv,
    k,
    mul,
    num,
    piecewise,
    power,
    sigmoid,
    sub,
    total,
    workspace,
    x,
    y,
    z,
)


def conditions(term: t.Term, *free: t.IndexVariable) -> list[t.Condition]:
    normaliser = Normaliser(workspace(*free))
    normaliser(term)
    return list(normaliser.conditions)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (inv(x), [compare(x, "!=")]),
        (div(y, mul(x, z)), [compare(x, "!="), compare(z, "!=")]),
        (power(x, -2), [compare(x, "!=")]),
        (inv(add(1, power(x, 2))), []),
        (inv(f("exp", x)), []),
        (inv(add(1, f("exp", x))), []),
        (f("log", x), [compare(x, ">")]),
        (f("log", f("exp", x)), []),
        (f("log", power(x, 2)), [compare(x, "!=")]),
        (f("log", add(1, f("abs", y))), None),
        (f("sign", x), None),
        (power(x, num("1/3")), [compare(x, ">")]),
        (power(add(1, power(x, 2)), num("1/2")), []),
        (power(x, y), [compare(x, ">")]),
        (power(num(2), y), []),
        (f("sin", inv(x)), [compare(x, "!=")]),
        (mul(0, inv(x)), [compare(x, "!=")]),
        (total(k, inv(entry("x", k))), [compare(entry("x", k), "!=")]),
        (inv(t.Size(N)), []),
        (inv(total(k, f("exp", entry("x", k)))), []),
        (call("g", inv(x)), [compare(x, "!=")]),
    ],
)
def test_conditions(term: t.Term, expected: list[t.Condition] | None) -> None:
    if expected is None:
        with pytest.raises(SplitSign):
            conditions(term)
    else:
        assert conditions(term) == expected


def test_an_exponent_that_is_not_written_needs_a_positive_base() -> None:
    assert compare(x, ">") in conditions(power(x, div(y, y)))
    assert compare(x, ">") not in conditions(power(x, add(1, 2)))
    assert compare(power(x, add(1, 2)), "!=") in conditions(inv(power(x, add(1, 2))))


@pytest.mark.parametrize("term", [inv(sub(x, x)), inv(0), f("log", sub(-1, power(x, 2))), f("log", 0), f("sqrt", -1)])
def test_no_value_anywhere(term: t.Term) -> None:
    with pytest.raises(UndefinedEverywhere):
        conditions(term)


@pytest.mark.parametrize(
    "term", [derivative(x, x), piecewise((compare(1, "<", 0), x)), t.Delta(k, t.IndexVariable("c", t.Range("c", 3)))]
)
def test_out_of_the_class(term: t.Term) -> None:
    with pytest.raises(Unsupported):
        conditions(term)


def test_too_much_work() -> None:
    with pytest.raises(OverBudget):
        Normaliser(workspace(budget=3))(add(x, y, z, mul(x, y)))
    with pytest.raises(OverBudget):
        conditions(power(x, 100_000))


def test_unknown_functions_are_refused() -> None:
    for term in (f("gamma", x), f("max"), f("exp", x, y)):
        with pytest.raises(KernelError):
            conditions(term)


def test_a_piece_that_is_not_taken_needs_no_value() -> None:
    term = piecewise((t.SameIndex(i, i), x), (None, inv(y)))
    assert conditions(term, i) == []
    decided = piecewise((compare(1, ">", 0), x), (None, inv(y)))
    assert conditions(decided) == []


def test_pieces_over_bound_indices() -> None:
    term = total(k, piecewise((t.SameIndex(k, i), 0), (None, entry("x", k))))
    normaliser = Normaliser(workspace(i))
    assert normaliser(term) == normaliser(sub(total(k, entry("x", k)), entry("x", i)))


def test_sigmoids_are_found_inside_each_other() -> None:
    space = workspace()
    normaliser = Normaliser(space)
    inner = sigmoid(x)
    outer = sigmoid(mul(y, inner))
    normaliser.find_lumps((outer,))
    assert normaliser(mul(outer, add(1, f("exp", mul(-1, y, inner))))) == space.one
    assert {space.generators[number].kind for number in space.generators_of(normaliser(outer))} == {"sigmoid"}
