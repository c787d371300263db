"""Elements and generators are plain values."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.element import Element, SplitIndices, SplitSign, as_index_key
from tests.kernel.build import M, N, add, entry, i, inv, j, normal, sub, workspace, x, y


def test_zero() -> None:
    space = workspace()
    assert normal(space, sub(x, x)).is_zero()
    assert not normal(space, x).is_zero()


def test_equal_quotients_are_equal_values() -> None:
    space = workspace()
    one, other = normal(space, inv(add(x, y))), normal(space, inv(add(y, x)))
    assert one == other
    assert hash(one) == hash(other)
    assert Element(one.numerator, one.denominator) == one


def test_indices_are_sorted_by_range_and_name() -> None:
    keys = [as_index_key(index) for index in (j, i, t.IndexVariable("a", M), t.IndexValue(2, N))]
    assert sorted(keys) == [("m", "a"), ("n", "2"), ("n", "i"), ("n", "j")]


def test_questions_carry_what_they_ask() -> None:
    space = workspace(i, j)
    assert SplitIndices(i, j).pair == (i, j)
    polynomial = normal(space, entry("x", i)).numerator
    assert SplitSign(polynomial).polynomial == polynomial
