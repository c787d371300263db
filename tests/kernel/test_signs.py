"""Signs of polynomials: manifest, assumed, and of the case at hand."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.element import Infeasible, SplitSign
from symback.kernel.normalise import Normaliser
from symback.kernel.signs import assume_sign, known_sign, never_zero, record_sign, sign_of, sign_of_element
from symback.kernel.workspace import Workspace
from tests.kernel.build import (
    N,
    add,
    entry,
    f,
    i,
    inv,
    j,
    k,
    mul,
    neg,
    normal,
    power,
    sigmoid,
    sub,
    total,
    workspace,
    x,
    y,
)


def sign(space: Workspace, term: t.Term) -> int:
    return known_sign(space, normal(space, term).numerator)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (f("exp", x), 1),
        (neg(f("exp", x)), -1),
        (add(1, power(x, 2)), 1),
        (sub(-1, power(x, 2)), -1),
        (t.Size(N), 1),
        (total(k, f("exp", entry("x", k))), 1),
        (x, 0),
        (sub(f("exp", x), 1), 0),
        (sub(power(x, 2), 1), 0),
        (mul(x, f("exp", y)), 0),
    ],
)
def test_manifest_signs(term: t.Term, expected: int) -> None:
    assert sign(workspace(), term) == expected


def test_a_sigmoid_is_between_0_and_1() -> None:
    space = workspace()
    normaliser = Normaliser(space)
    normaliser.find_lumps((sigmoid(x),))
    for term in (sigmoid(x), sub(1, sigmoid(x)), sub(sigmoid(x), power(sigmoid(x), 2))):
        polynomial = normaliser(term).numerator
        assert known_sign(space, polynomial) == 1
        assert never_zero(space, polynomial)
    assert known_sign(space, normaliser(sub(mul(2, sigmoid(x)), 1)).numerator) == 0


def test_nonnegative_is_not_positive() -> None:
    space = workspace()
    square = normal(space, power(x, 2)).numerator
    assert known_sign(space, square) == 1
    assert not never_zero(space, square)
    assert never_zero(space, normal(space, add(1, power(x, 2))).numerator)


def test_recorded_signs_are_used_and_contradictions_found() -> None:
    space = workspace()
    polynomial = normal(space, x).numerator
    record_sign(space, polynomial, 1, strict=False)
    assert sign(space, x) == 1
    assert sign(space, neg(x)) == -1
    assert not never_zero(space, polynomial)
    with pytest.raises(Infeasible):
        record_sign(space, polynomial, -1, strict=True)


def test_a_product_gives_the_sign_of_the_last_unknown_factor() -> None:
    space = workspace()
    assume_sign(space, normal(space, mul(x, y)), strict=True)
    assert sign(space, x) == 0
    record_sign(space, normal(space, x).numerator, -1, strict=False)
    assert sign(space, y) == -1
    with pytest.raises(Infeasible):
        assume_sign(space, normal(space, mul(-1, power(x, 2))), strict=True)


def test_a_fact_for_all_indices_holds_for_each() -> None:
    space = workspace(i, j)
    assume_sign(space, normal(space, entry("x", k)), strict=True)
    assert sign(space, entry("x", i)) == 1
    assert never_zero(space, normal(space, entry("x", j)).numerator)


def test_a_fact_for_one_index_holds_for_no_other() -> None:
    space = workspace(i, j)
    assume_sign(space, normal(space, entry("x", i)), strict=True)
    assert sign(space, entry("x", i)) == 1
    assert sign(space, entry("x", j)) == 0
    assert sign(space, entry("x", k)) == 0
    assert not never_zero(space, normal(space, entry("x", k)).numerator)


def test_an_unknown_sign_asks_for_cases_or_becomes_a_generator() -> None:
    space = workspace(i)
    with pytest.raises(SplitSign):
        sign_of(space, normal(space, entry("x", i)).numerator)
    bound = sign_of(space, normal(space, entry("x", k)).numerator)
    assert space.multiply(bound, bound) == space.one
    assert space.two_valued(bound) is not None


def test_the_sign_of_a_quotient() -> None:
    space = workspace()
    record_sign(space, normal(space, x).numerator, -1, strict=False)
    assert sign_of_element(space, normal(space, mul(-2, inv(x)))) == space.one
    assert sign_of_element(space, space.zero).is_zero()
