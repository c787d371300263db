"""Exact numbers: right where they answer, without an answer where the result is not rational."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.arithmetic.rational import RationalBalls
from tests.kernel.arithmetic.enclosures import NAMES

RATIONALS = RationalBalls()


@pytest.mark.parametrize("name", NAMES)
@given(point=st.one_of(st.integers(-2, 2).map(Fraction), st.fractions(max_denominator=9)))
@settings(max_examples=30, deadline=None)
def test_what_is_known_lies_in_the_enclosure(name: str, point: Fraction) -> None:
    try:
        known = RATIONALS.exact(point).apply(name).lower()
    except Undefined:
        return
    ball = fast().balls(128).exact(point).apply(name)
    assert ball.lower() <= known <= ball.upper()


@given(x=st.fractions(min_value=0, max_denominator=99), degree=st.integers(1, 5))
def test_roots_are_found_where_they_are_rational(x: Fraction, degree: int) -> None:
    assert RATIONALS.exact(x**degree).root(degree).lower() == x
    if degree % 2:
        assert RATIONALS.exact((-x) ** degree).root(degree).lower() == -x
    if x:
        assert RATIONALS.exact(x**degree).power(RATIONALS.exact(Fraction(2, degree))).lower() == x**2


def test_no_answer() -> None:
    two = RATIONALS.exact(Fraction(2))
    for irrational in (lambda: two.root(2), RATIONALS.pi, RATIONALS.e, lambda: two.apply("exp")):
        with pytest.raises(Undefined) as caught:
            irrational()
        assert not caught.value.certain
    for undefined in (
        lambda: two / (two - two),
        lambda: (-two).root(2),
        lambda: (two - two).power_integer(-1),
        lambda: (-two).power(two),
    ):
        with pytest.raises(Undefined) as caught:
            undefined()
        assert caught.value.certain


def test_large_powers_are_refused_and_trivial_ones_are_not() -> None:
    with pytest.raises(Undefined):
        RATIONALS.exact(Fraction(3)).power_integer(10**9)
    assert RATIONALS.exact(Fraction(-1)).power_integer(10**9 + 1).lower() == -1
    assert RATIONALS.exact(Fraction(-1)).power_integer(-(10**9)).lower() == 1
    assert RATIONALS.exact(Fraction(0)).power_integer(10**9).lower() == 0
    assert RATIONALS.exact(Fraction(0)).power_integer(0).lower() == 1


@given(x=st.fractions(), y=st.fractions())
def test_extrema(x: Fraction, y: Fraction) -> None:
    a, b = RATIONALS.exact(x), RATIONALS.exact(y)
    assert RATIONALS.maximum(a, b).lower() == max(x, y)
    assert RATIONALS.minimum(a, b).lower() == min(x, y)
