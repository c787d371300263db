from __future__ import annotations

from fractions import Fraction

import pytest

from symback.compiler.arrays import Along, Apply, Exact, Name, Plus, Raised, Times
from symback.compiler.kernels import (
    Known,
    exponent_of,
    find,
    in_logarithm,
    logarithm,
    one_minus,
    opposite,
    square_root_of,
)
from symback.kernel import terms as t
from symback.kernel.terms import Term
from tests.compiler.nets import X, add, entry, exp, inverse, j, k, m, mul, neg

Z = entry("z", k)
ONE_PLUS = add(t.ONE, exp(neg(X)))


@pytest.mark.parametrize("term", [exp(X), t.Power(t.Constant("e"), X)])
def test_both_notations_of_the_exponential(term: Term) -> None:
    assert exponent_of(term) is X


@pytest.mark.parametrize("term", [X, neg(X), t.number(-3), mul(t.number(-2), X)])
def test_opposite_of_the_opposite(term: Term) -> None:
    assert opposite(opposite(term)) is term


@pytest.mark.parametrize(
    ("factors", "wanted"),
    [
        (((ONE_PLUS, -1),), {("sigmoid", 1)}),
        (((exp(neg(X)), 1), (ONE_PLUS, -1)), {("sigmoid_complement", 1)}),
        (((exp(neg(X)), 1), (ONE_PLUS, -2)), {("sigmoid", 1), ("sigmoid_complement", 1)}),
        (((add(exp(neg(X)), t.ONE), -3),), {("sigmoid", 3)}),
        (((t.Function("cosh", (X,)), -2),), {("tanh_derivative", 1)}),
    ],
)
def test_sigmoids_are_recognised(factors: tuple[tuple[Term, int], ...], wanted: set[tuple[str, int]]) -> None:
    found = find(factors)
    assert {(known.function, power) for known, power in found if isinstance(known, Known)} == wanted
    assert {known.argument for known, _ in found if isinstance(known, Known)} == {X}


def test_softmax_is_recognised_at_its_own_index() -> None:
    below = t.Sum(m, exp(entry("z", m)))
    ((known, power),) = find(((exp(Z), 1), (below, -1)))
    assert isinstance(known, Known)
    assert (known.function, known.index, known.at, power) == ("softmax", m, k, 1)
    assert find(((exp(entry("v", k)), 1), (below, -1))) == ((exp(entry("v", k)), 1), (below, -1))
    assert find(((exp(entry("z", j)), 1), (below, -1)))[0][0] == exp(entry("z", j))


def test_tanh_is_recognised() -> None:
    above, below = add(exp(X), neg(exp(neg(X)))), add(exp(X), exp(neg(X)))
    assert find(((above, 1), (below, -1))) == ((Known("tanh", X), 1),)


def test_logarithms_of_sums() -> None:
    assert in_logarithm(add(t.ONE, exp(X))) == Known("softplus", X)
    assert in_logarithm(t.Sum(k, exp(Z))) == Known("log_sum_exp", Z, k)
    assert in_logarithm(inverse(X)) is None


def test_logarithms_of_activations() -> None:
    z, y = Name("z"), Name("y")
    assert logarithm(y, Apply("sigmoid", (z,))) == Plus(((-1, Apply("softplus", (Plus(((-1, z),)),))),))
    assert logarithm(y, Along("softmax", z, -1)) == Along("log_softmax", z, -1)
    assert logarithm(y, z) == Apply("log", (y,))
    one_more = Plus(((1, Exact(Fraction(1))), (1, y)))
    assert logarithm(one_more, one_more) == Apply("log1p", (y,))


def test_one_minus_activations() -> None:
    z = Name("z")
    assert one_minus(Apply("sigmoid", (z,)), squared=False) == Apply("sigmoid_complement", (z,))
    assert one_minus(Apply("tanh", (z,)), squared=True) == Apply("tanh_derivative", (z,))
    assert one_minus(Apply("tanh", (z,)), squared=False) is None
    assert square_root_of(Raised(z, Exact(Fraction(2)))) == z
    assert square_root_of(Times((z, z))) == z
    assert square_root_of(z) is None
