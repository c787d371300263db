"""Arithmetic of enclosures, for both implementations."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import Arithmetic, Ball, Undefined
from tests.kernel.arithmetic.enclosures import POINTS, encloses

BOTH = pytest.mark.parametrize("arithmetic", [fast(), pure()], ids=lambda arithmetic: arithmetic.name)


def contains(ball: Ball, value: Fraction) -> bool:
    return ball.lower() <= value <= ball.upper()


@BOTH
@given(x=POINTS, y=POINTS, power=st.integers(-5, 5), bits=st.sampled_from([24, 64, 200]))
@settings(max_examples=150, deadline=None)
def test_operations_contain_the_exact_result(
    arithmetic: Arithmetic, x: Fraction, y: Fraction, power: int, bits: int
) -> None:
    balls = arithmetic.balls(bits)
    a, b = balls.exact(x), balls.exact(y)
    assert contains(a, x)
    assert contains(a + b, x + y)
    assert contains(a - b, x - y)
    assert contains(a * b, x * y)
    assert contains(-a, -x)
    assert contains(balls.maximum(a, b), max(x, y))
    assert contains(balls.minimum(a, b), min(x, y))
    assert a.is_positive() == (x > 0)
    assert a.is_negative() == (x < 0)
    assert a.is_exact_zero() == a.contains_zero() == (x == 0)
    if y:
        assert contains(a / b, x / y)
    if x or power >= 0:
        assert contains(a.power_integer(power), x**power)
    uncertain = a - a
    assert contains(uncertain.power_integer(2), Fraction(0))
    assert uncertain.power_integer(2).lower() >= 0
    assert contains(uncertain.root(3), Fraction(0))
    assert contains(balls.maximum(uncertain, a), max(x, Fraction(0)))


@BOTH
@given(x=POINTS, y=POINTS, degree=st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_roots_and_powers(arithmetic: Arithmetic, x: Fraction, y: Fraction, degree: int) -> None:
    balls = arithmetic.balls(64)
    a = balls.exact(x)
    if x >= 0 or degree % 2:
        assert contains(a.root(degree).power_integer(degree), x)
    else:
        with pytest.raises(Undefined):
            a.root(degree)
    if x <= 0:
        with pytest.raises(Undefined) as caught:
            a.power(balls.exact(y))
        assert caught.value.certain
    elif abs(y) < 60:
        result = a.power(balls.exact(y))
        with mpmath.workprec(400):
            known = (mpmath.mpf(x.numerator) / x.denominator) ** (mpmath.mpf(y.numerator) / y.denominator)
            assert encloses(result.lower(), result.upper(), known)


@BOTH
def test_zero_and_constants(arithmetic: Arithmetic) -> None:
    balls = arithmetic.balls(100)
    zero, third = balls.exact(Fraction(0)), balls.exact(Fraction(1, 3))
    assert zero.root(2).is_exact_zero()
    assert zero.power_integer(3).is_exact_zero()
    assert contains(zero.power_integer(0), Fraction(1))
    with pytest.raises(Undefined) as caught:
        third / zero
    assert caught.value.certain
    with pytest.raises(Undefined) as caught:
        third / (third - third)
    assert not caught.value.certain
    with pytest.raises(Undefined) as caught:
        zero.power_integer(-2)
    assert caught.value.certain
    with pytest.raises(ValueError, match="degree"):
        third.root(0)
    assert Fraction(314159265358979, 10**14) < balls.pi().lower() < balls.pi().upper() < Fraction(31416, 10**4)
    assert Fraction(271828182845904, 10**14) < balls.e().lower() < balls.e().upper() < Fraction(27183, 10**4)


@BOTH
def test_numbers_too_large_to_write_are_refused(arithmetic: Arithmetic) -> None:
    ten = arithmetic.balls(64).exact(Fraction(10))
    huge = ten.power_integer(10**10)
    with pytest.raises(Undefined):
        huge.upper()
    tiny = ten.power_integer(-(10**10))
    assert 0 <= tiny.lower() <= tiny.upper() < Fraction(1, 10**1000)
    assert not (tiny + huge).is_negative()
