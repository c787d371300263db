from __future__ import annotations

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.terms import Condition
from symback.verdict import Proved
from tests.kernel.build import add, claim, compare, div, f, mul, sub, x, y


def flags(of: Claim) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    from symback.domains import only_one_side

    verdict = judge(of)
    assert isinstance(verdict, Proved), verdict
    return only_one_side(verdict.theorem)


def test_the_left_side_may_need_more() -> None:
    left, right = flags(claim(div(x, x), 1))
    assert left
    assert right == ()


def test_the_right_side_may_need_more() -> None:
    product = f("log", mul(x, y))
    left, right = flags(claim(product, add(f("log", x), f("log", y))))
    assert right
    assert set(left) != set(right)


def test_the_same_domain_is_no_flag() -> None:
    assert flags(claim(div(add(x, x), y), div(mul(2, x), y))) == ((), ())
    assert flags(claim(sub(x, x), 0)) == ((), ())


def test_what_is_assumed_is_no_flag() -> None:
    positive = (compare(x, ">"), compare(y, ">"))
    product = f("log", mul(x, y))
    assert flags(claim(product, add(f("log", x), f("log", y)), *positive)) == ((), ())
