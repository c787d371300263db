"""Every function of both arithmetics against mpmath, and on intervals with an extremum inside."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import LARGEST_ARGUMENT, Arithmetic, Ball, Undefined
from symback.kernel.arithmetic.pure_functions import function
from symback.kernel.arithmetic.pure_interval import Interval
from symback.kernel.functions import FUNCTIONS
from tests.kernel.arithmetic.enclosures import NAMES, POINTS, encloses, in_domain, oracle

BOTH = pytest.mark.parametrize("arithmetic", [fast(), pure()], ids=lambda arithmetic: arithmetic.name)


def applied(arithmetic: Arithmetic, bits: int, name: str, point: Fraction) -> Ball | Undefined:
    try:
        return arithmetic.balls(bits).exact(point).apply(name)
    except Undefined as reason:
        return reason


@pytest.mark.parametrize("name", NAMES)
@given(point=POINTS, bits=st.sampled_from([53, 64, 128, 300]))
@settings(max_examples=60, deadline=None)
def test_enclosures_contain_the_value_and_overlap(name: str, point: Fraction, bits: int) -> None:
    flint, own = applied(fast(), bits, name, point), applied(pure(), bits, name, point)
    if isinstance(flint, Undefined) or isinstance(own, Undefined):
        assert isinstance(flint, Undefined)
        assert isinstance(own, Undefined)
        huge = name in {"exp", "sinh", "cosh"} and abs(point) > LARGEST_ARGUMENT
        near_the_edge = not flint.certain and point.denominator & (point.denominator - 1)
        assert huge or near_the_edge or not in_domain(name, point)
        return
    assert in_domain(name, point)
    assert flint.lower() <= own.upper()
    assert own.lower() <= flint.upper()
    with mpmath.workprec(3 * bits + 300):
        value = oracle(name, point)
        assert encloses(flint.lower(), flint.upper(), value)
        assert encloses(own.lower(), own.upper(), value)


@BOTH
@pytest.mark.parametrize("name", NAMES)
@given(point=st.fractions(min_value=-30, max_value=30, max_denominator=50))
@settings(max_examples=20, deadline=None)
def test_more_bits_narrow(arithmetic: Arithmetic, name: str, point: Fraction) -> None:
    if not in_domain(name, point) or (name == "atanh" and abs(point) == 1):
        return
    balls = [applied(arithmetic, bits, name, point) for bits in (64, 128, 256)]
    widths = [ball.upper() - ball.lower() for ball in balls if not isinstance(ball, Undefined)]
    assert len(widths) == 3 or point.denominator > 1
    assert widths == sorted(widths, reverse=True)
    for width, bits in zip(widths, (64, 128, 256), strict=False):
        if name not in {"exp", "sinh", "cosh", "tan"}:
            assert width < Fraction(1, 1 << (bits - 24))


@pytest.mark.parametrize("name", NAMES)
@given(ends=st.tuples(st.integers(-900, 900), st.integers(-900, 900)), share=st.fractions(0, 1, max_denominator=9))
@settings(max_examples=40, deadline=None)
def test_wide_intervals_contain_all_their_values(name: str, ends: tuple[int, int], share: Fraction) -> None:
    low, high = sorted(ends)
    try:
        image = function(name, Interval(low, high, -6, 64))
    except Undefined:
        return
    point = (low + (high - low) * share) / 64
    with mpmath.workprec(300):
        assert encloses(image.lower(), image.upper(), oracle(name, point))


def test_extrema_inside_are_seen() -> None:
    assert function("sin", Interval(1, 2, 0, 64)).upper() == 1
    assert function("cos", Interval(-1, 1, 0, 64)).upper() == 1
    assert function("cos", Interval(3, 4, 0, 64)).lower() == -1
    assert function("cosh", Interval(-1, 2, 0, 64)).lower() == 1
    assert (function("sin", Interval(0, 7, 0, 64)).lower(), function("sin", Interval(0, 7, 0, 64)).upper()) == (-1, 1)
    assert function("abs", Interval(-3, 2, 0, 64)).lower() == 0
    with pytest.raises(Undefined):
        function("tan", Interval(1, 2, 0, 64))


def test_both_know_every_function_of_one_argument() -> None:
    known = {name for name, rule in FUNCTIONS.items() if rule.arity == 1} - {"relu"}
    assert known == set(NAMES)
    for arithmetic in (fast(), pure()):
        with pytest.raises(KeyError):
            arithmetic.balls(64).exact(Fraction(1)).apply("gamma")


@BOTH
@pytest.mark.parametrize(("name", "point"), [("log", 0), ("log", -1), ("sqrt", -1), ("asin", 2), ("atanh", 1)])
def test_certainly_undefined(arithmetic: Arithmetic, name: str, point: int) -> None:
    with pytest.raises(Undefined) as caught:
        arithmetic.balls(64).exact(Fraction(point)).apply(name)
    assert caught.value.certain


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_huge_arguments_end(arithmetic: Arithmetic, name: str) -> None:
    for point in (Fraction(10) ** 9, Fraction(-(10**9)), Fraction(10) ** 400, Fraction(1, 10**400)):
        result = applied(arithmetic, 64, name, point)
        if not isinstance(result, Undefined):
            assert result.lower() <= result.upper()
