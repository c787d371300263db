from __future__ import annotations

from fractions import Fraction

import pytest

from symback.compiler import arrays as p
from symback.compiler.arrays import negated, parts, rewritten, with_parts, within

A, B, ONE = p.Name("a"), p.Name("b"), p.Exact(Fraction(1))
EVERY = [
    A,
    ONE,
    p.ConstantValue("pi"),
    p.Length(A, 0),
    p.Plus(((1, A), (-1, B))),
    p.Times((A, B), (ONE,)),
    p.Raised(A, ONE),
    p.Apply("exp", (A,)),
    p.Along("softmax", A, -1),
    p.CallOf("f", (A, B)),
    p.MatrixProduct(A, B),
    p.Outer(A, B),
    p.Permuted(A, (1, 0)),
    p.Spread(A, (True, False)),
    p.Total(A, (0,), mean=True),
    p.Einsum("ij,j->i", (A, B)),
    p.Picked(A, (None, 0)),
    p.Labelled(A, B, rows=True),
    p.SamePosition(A, ONE),
    p.DiagonalMatrix(A),
    p.Identity(ONE, mask=True),
    p.Stretched(A, (ONE, B)),
    p.Comparison("<", A, B),
    p.Logical("&", (A, B)),
    p.Choice(((A, B),), ONE),
    p.Choice(((A, B), (B, A)), None),
]


def test_all_kinds_are_tried() -> None:
    assert {type(each).__name__ for each in EVERY} == {kind.__name__ for kind in p.Array.__subclasses__()}


@pytest.mark.parametrize("array", EVERY, ids=lambda each: type(each).__name__)
def test_parts_put_back_give_the_same(array: p.Array) -> None:
    assert with_parts(array, parts(array)) == array


@pytest.mark.parametrize("array", EVERY, ids=lambda each: type(each).__name__)
def test_rewriting_reaches_every_part(array: p.Array) -> None:
    changed = rewritten(array, lambda each: p.Name("c") if each == A else None)
    assert A not in within([changed])


def test_a_double_sign_cancels() -> None:
    assert negated(negated(A)) == A
    assert negated(p.Plus(((-1, A), (-1, B)))) == p.Plus(((1, A), (1, B)))
