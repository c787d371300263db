"""The gate: what makes theorems and refutations, and what does not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic import pure
from symback.kernel.arithmetic.interface import FactorRecord
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import ConcreteFunction, Point
from symback.kernel.terms import IndexVariable
from symback.kernel.theorem import Normalise, Refutation, Theorem, infer, refute
from tests.evaluating import evaluate
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
)

HERE = point({"n": 2}, {"i": 1, "j": 2}, x="1/2", y=3, a=["1/3", "2/3"], b=[2, 5])


def proved(found: Claim, where: Point = HERE, opened: frozenset[str] = frozenset()) -> Theorem:
    return infer(Normalise(found, opened, where))


def test_forgeries_are_refused() -> None:
    true, false = claim(x, add(0, x)), claim(x, y)
    with pytest.raises(TypeError):
        Theorem(false, (), frozenset(), 1, None, HERE, 1, FactorRecord(), object())
    with pytest.raises(TypeError):
        Refutation(true, HERE, (Fraction(0), Fraction(0)), (Fraction(1), Fraction(1)), object())
    with pytest.raises(ValueError, match="seal"):
        replace(proved(true), claim=false)
    with pytest.raises(AttributeError):
        proved(true).claim = false  # type: ignore[misc]


def test_a_theorem_says_under_what() -> None:
    theorem = proved(claim(div(mul(x, y), x), y))
    assert theorem.conditions == (compare(x, "!="),)
    assert theorem.claim.left is div(mul(x, y), x)


def test_a_witness_has_to_be_in_the_domain() -> None:
    found = claim(div(x, x), 1)
    assert proved(found).conditions
    with pytest.raises(KernelError):
        proved(found, point(x=0))
    with pytest.raises(KernelError):
        proved(claim(x, x, compare(x, ">", 1)))


@pytest.mark.parametrize(
    "found",
    [
        claim(f("log", sub(-1, power(x, 2))), f("log", sub(-1, power(x, 2)))),
        claim(x, y, compare(x, ">"), compare(x, "<")),
        claim(x, y, compare(num(1), ">", 2)),
        claim(derivative(f("log", sub(-1, power(x, 2))), x), div(mul(2, x), add(1, power(x, 2)))),
        claim(entry("a", i), entry("b", i), t.SameIndex(i, j), t.Not(t.SameIndex(i, j))),
    ],
)
def test_nothing_is_proved_where_there_is_nothing(found: Claim) -> None:
    with pytest.raises(KernelError):
        proved(found)


def test_the_conditions_of_a_derivative_are_those_of_its_body() -> None:
    assert proved(claim(derivative(f("log", x), x), inv(x))).conditions == (compare(x, ">"),)
    assert proved(claim(derivative(add(x, f("log", y)), x), 1)).conditions == (compare(y, ">"),)
    assert proved(claim(derivative(f("relu", x), x), 1, compare(x, ">"))).conditions == ()


def test_a_name_that_stays_an_atom_has_a_value_where_its_definition_has() -> None:
    found = claim(mul(2, t.Symbol("s")), add(t.Symbol("s"), t.Symbol("s")), definitions=(define("s", f("log", x)),))
    assert proved(found).conditions == (compare(x, ">"),)


def test_an_index_bound_in_an_assumption_is_not_the_claims() -> None:
    """Σ_i |b_i| = 1 does not give Σ_k b_k · |b_i| = b_i."""
    found = claim(
        mul(total(k, entry("b", k)), f("abs", entry("b", i))),
        entry("b", i),
        compare(total(i, f("abs", entry("b", i))), "==", 1),
    )
    with pytest.raises(KernelError):
        proved(found, point({"n": 2}, {"i": 1}, b=["1/2", "1/2"]))


def test_rounding() -> None:
    half_unit = Fraction(1, 2000)
    value = mul(num("0.79"), num("0.21"), num("0.79"))
    assert proved(Claim(value, num("0.131"), "near", tolerance=half_unit))
    with pytest.raises(KernelError):
        proved(Claim(value, num("0.132"), "near", tolerance=half_unit))
    function = define("s", sigmoid(x), x)
    assert proved(Claim(call("s", num("-1.28")), num("0.22"), "near", (function,), (), Fraction(1, 200)))


@pytest.mark.parametrize("left", [x, t.Size(N), entry("a", i), total(k, num(1)), call("g", num(1))])
def test_rounding_is_for_values_without_variables(left: t.Term) -> None:
    g = ConcreteFunction(("u",), t.Symbol("u"))
    with pytest.raises(KernelError):
        proved(Claim(left, num(1), "near", tolerance=Fraction(5)), replace(HERE, functions={"g": g}))


def test_a_refutation_holds_on_both_arithmetics() -> None:
    found = claim(f("exp", x), add(1, x))
    refutation = refute(found, HERE)
    assert refutation is not None
    assert refutation.left[0] > refutation.right[1] or refutation.right[0] > refutation.left[1]
    for side, (low, high) in ((found.left, refutation.left), (found.right, refutation.right)):
        again = evaluate(side, HERE, {}, pure().balls(100))
        assert low <= again.upper()
        assert again.lower() <= high


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (claim(x, x), point(x=1)),
        (claim(inv(x), x), point(x=0)),
        (claim(f("log", x), x), point(x=-1)),
        (claim(x, y, compare(x, ">")), point(x=-1, y=1)),
        (claim(derivative(f("abs", x), x), 5), point(x=0)),
        (claim(derivative(f("log", x), x), inv(f("abs", x))), point(x=-60)),
        (claim(entry("a", i), x), point({"n": 1}, {"i": 2}, a=[1], x=5)),
        (claim(power(x, num("1/3")), power(f("abs", x), num("1/3"))), point(x=-8)),
        (claim(x, y), point(x=1)),
    ],
)
def test_no_refutation_where_a_side_has_no_value(found: Claim, where: Point) -> None:
    assert refute(found, where) is None


def test_a_refutation_of_rounding() -> None:
    assert refute(Claim(f("exp", 1), num("2.71"), "near", tolerance=Fraction(1, 200)), HERE) is not None
    assert refute(Claim(f("exp", 1), num("2.72"), "near", tolerance=Fraction(1, 200)), HERE) is None


def test_huge_numbers_are_not_written_down() -> None:
    assert refute(claim(power(2, power(2, power(2, 10))), x), HERE) is None


def scaled_sum(index: IndexVariable) -> t.Term:
    return total(index, f("abs", entry("a", index)))


S = t.Symbol("s")
FALSE = {
    "a sign that is 0": (claim(power(y, 2), 1, compare(f("sign", x), "==", y), compare(x, "==", 0)), point(x=0, y=0)),
    "x and -x not negative": (claim(y, 0, compare(x, ">="), compare(x, "<=")), point(x=0, y=0)),
    "a root that is not positive": (claim(y, 0, compare(f("sqrt", x), "<=")), point(x=0, y=0)),
    "a size that is not positive": (claim(y, 0, compare(f("abs", x), "<=")), point(x=0, y=0)),
    "a domain of one point": (claim(add(f("sqrt", neg(f("abs", x))), y), 0), point(x=0, y=0)),
    "an isolated point of the assumptions": (
        claim(
            f("abs", sub(x, 5)),
            sub(x, 5),
            compare(y, ">="),
            compare(y, "==", add(neg(f("abs", x)), f("abs", sub(x, 5)), x, -5)),
        ),
        point(x=12, y=2),
    ),
    "an index of a definition under a sum": (
        claim(total(i, S), total(i, entry("a", i)), definitions=(define("s", entry("a", i)),)),
        point({"n": 1}, {"i": 1}, a=[1]),
    ),
    "another entry of the array": (
        claim(derivative(add(mul(entry("a", i), x), total(k, entry("a", k))), mul(entry("a", i), x)), 1),
        point({"n": 1}, {"i": 1}, a=[1], x=1),
    ),
    "an index that only an assumption has": (
        claim(
            add(scaled_sum(k), entry("a", i)),
            add(total(k, entry("a", k)), entry("a", i)),
            t.SameIndex(i, j),
            compare(entry("a", i), ">"),
        ),
        point({"n": 2}, {"i": 1, "j": 1}, a=[1, 2]),
    ),
}


@pytest.mark.parametrize("opened", [frozenset(), frozenset({"s"})])
@pytest.mark.parametrize(("found", "where"), FALSE.values(), ids=FALSE.keys())
def test_false_claims_that_hold_at_a_point(found: Claim, where: Point, opened: frozenset[str]) -> None:
    """Each was a way to a false theorem, or nearly: the witness is in the domain, and the sides agree there."""
    with pytest.raises(KernelError):
        proved(found, where, opened)


def test_an_index_of_a_definition_is_given_with_the_claim() -> None:
    """s := a_i, without an index of its own: Σ_i s = n s, and a_i > 0 says nothing of a_j."""
    where = point({"n": 2}, {"i": 1, "j": 1}, a=[1, -1])
    definitions = (define("s", entry("a", i)),)
    found = claim(total(i, S), mul(t.Size(N), S), definitions=definitions)
    size, positive = mul(f("abs", entry("a", j)), S), compare(entry("a", i), ">")
    false = claim(size, mul(entry("a", j), S), positive, definitions=definitions)
    for opened in (frozenset(), frozenset({"s"})):
        assert proved(found, where, opened).conditions == ()
        with pytest.raises(KernelError):
            proved(false, where, opened)
    assert refute(claim(total(i, S), total(i, entry("a", i)), definitions=definitions), where) is not None


def test_conditions_are_not_covered_by_others() -> None:
    column, other = total(k, div(entry("A", k, i), entry("A", k, i))), div(entry("A", j, i), entry("A", j, i))
    theorem = proved(claim(add(column, other), add(t.Size(N), 1)), point({"n": 1}, {"i": 1, "j": 1}, A=[[1]]))
    assert len(theorem.conditions) == 1
    crossed = div(entry("A", i, j), entry("A", i, j))
    theorem = proved(claim(add(column, crossed), add(t.Size(N), 1)), point({"n": 1}, {"i": 1, "j": 1}, A=[[1]]))
    assert compare(entry("A", i, j), "!=") in theorem.conditions
    assert len(theorem.conditions) == 2


def test_names_that_symback_makes_are_its_own() -> None:
    for name in ("·quantity", "f·x"):
        with pytest.raises(KernelError):
            proved(claim(derivative(mul(t.Symbol(name), f("exp", mul(y, x))), mul(y, x)), x), point(x=1, y=1))
