"""Outward rounding: the exact result of every operation lies inside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel.arithmetic.interface import LARGEST_EXPONENT, Undefined
from symback.kernel.arithmetic.pure_interval import Interval, floor_root

ENDS = st.tuples(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9)).map(lambda ends: tuple(sorted(ends)))
INTERVALS = st.builds(lambda ends, exponent: Interval(*ends, exponent, 20), ENDS, st.integers(-90, 90))
SHARES = st.fractions(0, 1, max_denominator=7)


def inside(interval: Interval, share: Fraction) -> Fraction:
    return interval.lower() + (interval.upper() - interval.lower()) * share


def contains(interval: Interval, value: Fraction) -> bool:
    return interval.lower() <= value <= interval.upper()


@given(left=INTERVALS, right=INTERVALS, share=SHARES, other=SHARES)
@settings(max_examples=200, deadline=None)
def test_operations_contain_the_results(left: Interval, right: Interval, share: Fraction, other: Fraction) -> None:
    x, y = inside(left, share), inside(right, other)
    assert contains(left + right, x + y)
    assert contains(left - right, x - y)
    assert contains(left * right, x * y)
    assert contains(-left, -x)
    assert contains(left.square(), x * x)
    assert contains(left.hull(right), x)
    assert contains(left.hull(right), y)
    for exponent in (0, 1, 2, 3, 8):
        assert contains(left.power_integer(exponent), x**exponent)
    if right.contains_zero():
        with pytest.raises(Undefined):
            left / right
    else:
        assert contains(left / right, x / y)
    try:
        inverse = right.power_integer(-3)
    except Undefined:  # the cube may be too wide for its lower end to be told from 0
        assert right.contains_zero() or max(abs(right.low), abs(right.high)) > 20 * min(abs(right.low), abs(right.high))
    else:
        assert contains(inverse, 1 / y**3)


@given(interval=INTERVALS, share=SHARES, degree=st.integers(1, 7))
@settings(max_examples=200, deadline=None)
def test_roots_contain_the_results(interval: Interval, share: Fraction, degree: int) -> None:
    x = inside(interval, share)
    if degree % 2 == 0 and interval.low < 0:
        with pytest.raises(Undefined):
            interval.root(degree)
        return
    root = interval.root(degree)
    assert _signed_power(root.lower(), degree) <= x <= _signed_power(root.upper(), degree)


def _signed_power(value: Fraction, degree: int) -> Fraction:
    return value**degree if value >= 0 or degree % 2 else -((-value) ** degree)


@given(value=st.integers(-(10**30), 10**30), degree=st.integers(1, 9))
def test_floor_root(value: int, degree: int) -> None:
    if value < 0 and degree % 2 == 0:
        return
    root = floor_root(value, degree)
    assert root**degree <= value < (root + 1) ** degree


def test_distant_exponents_cost_no_memory() -> None:
    huge, tiny = Interval(1, 1, 10**12, 64), Interval(-1, -1, -(10**12), 64)
    total = huge + tiny
    assert total.low.bit_length() <= 66
    assert (tiny + tiny).upper() <= 0
    assert tiny.lower() < 0
    with pytest.raises(Undefined):
        huge.upper()
    assert Interval(1, 1, LARGEST_EXPONENT - 10, 64).lower() == 1 << (LARGEST_EXPONENT - 10)
