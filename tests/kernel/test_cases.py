"""The decision by cases of equal indices and signs."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.cases import Decision, decide
from symback.kernel.errors import Different, KernelError, OverBudget
from tests.kernel.build import (
    N,
    add,
    compare,
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
    piecewise,
    power,
    total,
    x,
    y,
)


def decided(left: t.Term, right: t.Term, *assumptions: t.Condition, budget: int = 100_000) -> Decision:
    return decide(left, right, assumptions, (), fast().ring(), budget)


def refused(left: t.Term, right: t.Term, *assumptions: t.Condition) -> None:
    with pytest.raises(KernelError):
        decided(left, right, *assumptions)


def X(index: t.Index) -> t.Term:
    return entry("x", index)


def test_cases_of_indices() -> None:
    product = mul(t.Delta(i, j), X(i))
    assert decided(product, mul(t.Delta(i, j), X(j))).completed == 2
    assert decided(product, X(i), t.SameIndex(i, j)).completed == 1
    assert decided(product, num(0), t.Not(t.SameIndex(i, j))).completed == 1
    refused(product, X(i))
    refused(product, num(0))


def test_equal_indices_are_transitive() -> None:
    chain = mul(t.Delta(i, j), t.Delta(j, k))
    assert decided(chain, mul(chain, t.Delta(i, k))).completed
    assert decided(t.Delta(i, k), num(1), t.SameIndex(i, j), t.SameIndex(j, k)).completed


def test_written_indices_and_written_sizes() -> None:
    one, two = t.IndexValue(1, N), t.IndexValue(2, N)
    assert decided(mul(t.Delta(i, one), t.Delta(i, two)), num(0)).completed
    refused(add(t.Delta(i, one), t.Delta(i, two)), num(1))
    small = t.Range("c", 2)
    c = t.IndexVariable("c", small)
    first, second = t.IndexValue(1, small), t.IndexValue(2, small)
    assert decided(add(t.Delta(c, first), t.Delta(c, second)), num(1)).completed


def test_cases_of_signs() -> None:
    assert decided(f("abs", mul(x, y)), mul(f("abs", x), f("abs", y))).completed >= 4
    assert decided(f("abs", x), x, compare(x, ">=")).completed == 1
    assert decided(f("abs", x), neg(x), compare(x, "<")).completed == 1
    refused(f("abs", x), x)
    refused(f("max", x, y), x)
    assert decided(f("max", x, y), x, compare(x, ">", y)).completed


def test_assumptions_for_all_and_for_one_index() -> None:
    everywhere = compare(X(k), ">")
    assert decided(f("abs", X(i)), X(i), everywhere).completed
    assert decided(f("abs", X(i)), X(i), compare(X(i), ">")).completed
    refused(total(l, f("abs", X(l))), add(total(l, X(l)), mul(0, X(i))), compare(X(i), ">"))


def test_assumed_equations() -> None:
    assert decided(mul(total(k, X(k)), y), y, compare(total(l, X(l)), "==", 1)).completed
    assert decided(
        f("exp", X(i)), f("exp", mul(2, entry("y", i))), compare(X(l), "==", mul(2, entry("y", l)))
    ).completed
    refused(mul(total(k, X(k)), y), y)
    refused(X(i), mul(2, entry("y", j)), compare(X(l), "==", mul(2, entry("y", l))))


@pytest.mark.parametrize(
    "assumptions",
    [
        (compare(x, ">"), compare(x, "<")),
        (compare(x, "==", add(x, 1)),),
        (compare(num(1), ">", 2),),
        (compare(power(x, 2), "<", 0),),
        (t.SameIndex(i, j), t.Not(t.SameIndex(i, j))),
    ],
)
def test_contradictions_prove_nothing(assumptions: tuple[t.Condition, ...]) -> None:
    with pytest.raises(KernelError):
        decided(add(mul(t.Delta(i, j), x), y), num(0), *assumptions)


@pytest.mark.parametrize(
    "assumptions",
    [
        (compare(x, ">="), compare(x, "<=")),
        (compare(f("sqrt", x), "<="),),
        (compare(f("abs", x), "<="),),
        (compare(x, ">="), compare(add(x, power(y, 2)), "==")),
    ],
)
def test_assumptions_that_leave_a_boundary_are_no_contradiction(assumptions: tuple[t.Condition, ...]) -> None:
    """They hold at x = 0, where z = 0 need not be true."""
    refused(t.Symbol("z"), num(0), *assumptions)


def test_facts_of_a_boundary_are_printed() -> None:
    """sign x = y says nothing of y² at x = 0, and sqrt x = y does not exclude x = 0."""
    assert compare(x, "!=") in decided(power(y, 2), num(1), compare(f("sign", x), "==", y)).conditions
    assert decided(div(x, x), num(1), compare(f("sqrt", x), "==", y)).conditions


def test_a_skipped_case_leaves_its_condition() -> None:
    """log(sign x) has no value for x < 0."""
    found = decided(add(f("log", f("sign", x)), f("abs", x)), x).conditions
    assert compare(f("sign", x), ">") in found


def test_pieces() -> None:
    relu = piecewise((compare(x, ">"), x), (None, 0))
    assert decided(relu, f("relu", x)).conditions == {compare(x, "!="): None}
    refused(relu, x)


def test_work_and_cases_are_limited() -> None:
    many = [t.Symbol(f"a{number}") for number in range(12)]
    with pytest.raises(OverBudget):
        decided(add(*(f("abs", a) for a in many)), add(0, *(f("abs", a) for a in reversed(many))), budget=10**7)
    with pytest.raises(OverBudget):
        decided(power(add(x, y, 1), 30), mul(power(add(x, y, 1), 15), power(add(y, x, 1), 15)), budget=1000)


def test_different_is_not_refuted() -> None:
    with pytest.raises(Different):
        decided(inv(x), inv(y))


@pytest.mark.parametrize(
    ("condition", "same"),
    [
        (t.Not(compare(x, ">")), compare(x, "<")),
        (compare(x, "<=", y), compare(y, ">=", x)),
        (t.And((compare(x, ">"), compare(y, ">"))), t.Not(t.Or((compare(x, "<"), compare(y, "<"))))),
        (t.Or((compare(x, ">"), compare(x, ">", 1))), compare(x, ">")),
        (compare(mul(x, x), ">", -1), t.Always()),
        (compare(x, "==", x), t.Always()),
        (compare(x, "!=", x), t.Not(t.Always())),
    ],
)
def test_conditions_of_pieces(condition: t.Condition, same: t.Condition) -> None:
    left, right = (piecewise((item, 1), (None, 0)) for item in (condition, same))
    assert decided(left, right).completed
    refused(left, piecewise((same, 0), (None, 1)))


def test_a_point_alone_is_excluded_and_said() -> None:
    assert decided(piecewise((compare(x, "=="), 5), (None, y)), y).conditions == {compare(x, "!="): None}


def test_an_index_can_be_given_either_way_round() -> None:
    written = t.IndexValue(2, N)
    for given in (t.SameIndex(i, written), t.SameIndex(written, i)):
        assert decided(mul(t.Delta(i, written), y), y, given).completed
    refused(y, num(0), t.SameIndex(written, t.IndexValue(3, N)))


def test_too_many_written_values() -> None:
    large = t.Range("c", 600)
    with pytest.raises(OverBudget):
        decided(entry("x", t.IndexVariable("c", large)), entry("x", t.IndexVariable("c", large)))


def test_exponentials_that_a_sigmoid_would_hide() -> None:
    """e^x stands alone, in 1 + e^x and in a product with other exponentials."""
    left = mul(f("exp", add(x, y)), inv(add(1, f("exp", x))))
    right = div(f("exp", y), add(1, f("exp", neg(x))))
    assert decided(left, right).completed
    third = num("1/3")
    assert decided(
        mul(inv(add(1, f("exp", mul(third, x)))), add(1, f("exp", x))),
        add(1, neg(f("exp", mul(third, x))), f("exp", mul(2, third, x))),
    ).completed


def test_a_condition_is_required_as_it_is() -> None:
    found = decide(
        x, x, (), (compare(x, ">"), compare(y, ">="), compare(x, "<"), t.Not(t.SameIndex(i, j))), fast().ring(), 10_000
    )
    assert {compare(x, ">"), compare(y, ">"), compare(x, "<"), t.Not(t.SameIndex(i, j))} == set(found.conditions)
