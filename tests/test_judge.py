from __future__ import annotations

import pytest

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.terms import Delta, Size
from symback.verdict import Proved, Refuted, Supported, Undecided
from tests.kernel.build import (
    M,
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
    p,
    power,
    sigmoid,
    sub,
    total,
    x,
    y,
    z,
)

SOFTMAX = define("s", div(f("exp", entry("z", i)), total(k, f("exp", entry("z", k)))), i)

TRUE = {
    "binomial": claim(power(add(x, y), 2), add(power(x, 2), mul(2, x, y), power(y, 2))),
    "sigmoid": claim(derivative(sigmoid(x), x), mul(sigmoid(x), sub(1, sigmoid(x)))),
    "logarithm of a square": claim(f("log", power(x, 2)), mul(2, f("log", f("abs", x)))),
    "root of a square": claim(f("sqrt", power(x, 2)), f("abs", x)),
    "opaque": claim(derivative(call("f", mul(x, y)), x), mul(y, call("f", mul(x, y), orders=(1,)))),
    "bound and free index": claim(derivative(total(k, power(entry("x", k), 2)), entry("x", j)), mul(2, entry("x", j))),
    "delta": claim(mul(Delta(i, j), entry("x", i)), mul(Delta(i, j), entry("x", j))),
    "mean of one": claim(mul(inv(Size(N)), total(k, 1)), 1),
    "softmax": claim(
        derivative(entry("s", i), entry("z", j)),
        mul(entry("s", i), sub(Delta(i, j), entry("s", j))),
        definitions=(SOFTMAX,),
    ),
    "two sizes": claim(
        total(k, total(p, mul(entry("a", k), entry("b", p)))),
        mul(total(p, entry("b", p)), total(k, entry("a", k))),
    ),
    "assumed": claim(f("abs", x), x, compare(x, ">")),
    "cancelled": claim(div(x, x), 1),
}

FALSE = {
    "sign": claim(derivative(f("exp", neg(x)), x), f("exp", neg(x))),
    "root of a square": claim(f("sqrt", power(x, 2)), x),
    "index": claim(derivative(total(k, power(entry("x", k), 2)), entry("x", j)), mul(2, entry("x", i))),
    "arcus tangent": claim(add(f("atan", x), f("atan", y)), f("atan", div(add(x, y), sub(1, mul(x, y))))),
    "opaque": claim(call("f", add(x, y)), add(call("f", x), call("f", y))),
    "size": claim(total(k, 1), 2),
    "two ranges": claim(Size(N), Size(M)),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_are_proved(name: str) -> None:
    verdict = judge(TRUE[name])
    assert isinstance(verdict, Proved), verdict
    assert verdict.theorem.claim == TRUE[name]


@pytest.mark.parametrize("name", FALSE)
def test_false_claims_are_refuted(name: str) -> None:
    verdict = judge(FALSE[name])
    assert isinstance(verdict, Refuted), verdict
    assert verdict.refutation.claim == FALSE[name]


@pytest.mark.parametrize("name", TRUE)
def test_exchanged_sides_have_the_same_answer(name: str) -> None:
    true = TRUE[name]
    exchanged = Claim(true.right, true.left, definitions=true.definitions, assumptions=true.assumptions)
    assert judge(exchanged).status == "proved"


def test_nothing_is_proved_from_a_contradiction() -> None:
    assert isinstance(judge(claim(x, x, compare(x, ">", 1), compare(x, "<", -1))), Undecided)
    assert isinstance(judge(claim(1, 2, compare(x, ">", 1), compare(x, "<", -1))), Undecided)


def test_nothing_is_said_where_a_side_has_no_value() -> None:
    nowhere = f("log", sub(-1, power(x, 2)))
    assert isinstance(judge(claim(nowhere, add(nowhere, 1))), Undecided)
    assert isinstance(judge(claim(nowhere, nowhere)), Undecided)


def test_a_budget_is_work_and_gives_no_wrong_answer() -> None:
    large = claim(power(add(x, y, z, 1), 12), power(add(1, z, y, x), 12))
    tight = judge(claim(mul(large.left, add(x, 1)), add(mul(large.right, x), large.left)), budget=10)
    assert isinstance(tight, Supported | Undecided | Proved)
    assert not isinstance(judge(claim(large.left, add(large.right, 1)), budget=10), Proved)


def test_the_same_claim_has_the_same_answer() -> None:
    for false in FALSE.values():
        assert judge(false) == judge(false)


def test_a_rounded_number_is_near() -> None:
    near = claim(f("exp", num(1)), num("2.718"), relation="near", tolerance=num("1/2000").value)
    far = claim(f("exp", num(1)), num("2.719"), relation="near", tolerance=num("1/2000").value)
    assert isinstance(judge(near), Proved)
    assert isinstance(judge(far), Refuted)
