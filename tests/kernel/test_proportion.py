"""left = c·right with a factor c other than 0 that is free of given names."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.theorem import Normalise, Theorem, infer
from tests.kernel.build import (
    N,
    add,
    claim,
    compare,
    define,
    div,
    entry,
    f,
    i,
    k,
    mul,
    num,
    number_at,
    point,
    total,
    x,
    y,
)

WHERE = point({"n": 2}, {"i": 1}, x=2, y=3, a=[1, 2], b=[3, 5])


def shown(
    left: t.Term, right: t.Term, *varying: str, definitions: tuple[Definition, ...] = (), where: Point = WHERE
) -> Theorem:
    return infer(
        Normalise(
            claim(left, right, relation="proportional", varying=varying, definitions=definitions), frozenset(), where
        )
    )


def test_the_factor_is_shown() -> None:
    theorem = shown(mul(3, x, y), mul(2, y), "y")
    assert theorem.factor is not None
    assert number_at(theorem.factor, WHERE) == num("3/2").value * 2


def test_the_factor_is_not_zero() -> None:
    assert compare(x, "!=") in shown(mul(x, y), y, "y").conditions
    assert compare(x, "!=") in shown(y, mul(x, y), "y").conditions
    assert (
        shown(div(f("exp", entry("a", i)), total(k, f("exp", entry("a", k)))), f("exp", entry("a", i)), "i").conditions
        == ()
    )


@pytest.mark.parametrize(
    ("left", "right", "varying"),
    [
        (x, y, ("x",)),
        (x, y, ("y",)),
        (entry("a", i), entry("b", i), ("i",)),
        (entry("a", i), entry("b", i), ("a",)),
        (mul(t.Size(N), x), x, ("n",)),
        (add(x, 1), x, ("x",)),
        (num(0), x, ("x",)),
        (x, num(0), ("y",)),
    ],
)
def test_a_factor_that_varies_is_none(left: t.Term, right: t.Term, varying: tuple[str, ...]) -> None:
    with pytest.raises(KernelError):
        shown(left, right, *varying)


def test_definitions_do_not_hide_what_a_factor_depends_on() -> None:
    hidden = define("s", mul(2, x))
    with pytest.raises(KernelError):
        shown(mul(t.Symbol("s"), y), y, "x", definitions=(hidden,))
    assert shown(mul(t.Symbol("s"), y), y, "y", definitions=(hidden,)).factor is not None
