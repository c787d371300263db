"""Constants, digit by digit, and the edges between the ways to sum a series."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from symback.kernel.arithmetic import pure_series
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.arithmetic.pure_interval import Interval
from tests.kernel.arithmetic.enclosures import encloses


@pytest.mark.parametrize("bits", [20, 64, 1000])
def test_constants(bits: int) -> None:
    with mpmath.workprec(bits + 200):
        for found, known in [
            (pure_series.circle_ratio(bits), mpmath.pi()),
            (pure_series.log_of_two(bits), mpmath.ln2()),
        ]:
            assert encloses(found.lower(), found.upper(), known)
            assert found.upper() - found.lower() < Fraction(1, 1 << (bits - 4))


@pytest.mark.parametrize("bits", [64, 200])
@pytest.mark.parametrize("ratio", [Fraction(99, 100), Fraction(1), Fraction(101, 100)])
def test_error_function_where_its_tail_takes_over(bits: int, ratio: Fraction) -> None:
    edge = int(bits**0.5 * float(ratio) * 2**20)
    found = pure_series.error_function(Interval(edge, edge, -20, bits))
    with mpmath.workprec(4 * bits):
        assert encloses(found.lower(), found.upper(), mpmath.erf(mpmath.mpf(edge) / 2**20))


def test_arctangent_of_an_interval_around_one_ends() -> None:
    found = pure_series.arctangent(Interval((1 << 60) - 1, (1 << 60) + 1, -60, 64))
    assert found.lower() < Fraction(785398163397448, 10**15) + Fraction(1, 10**15)
    assert found.upper() > Fraction(785398163397448, 10**15)


def test_exponential_is_bounded() -> None:
    with pytest.raises(Undefined):
        pure_series.exponential(Interval(45_001, 45_001, 0, 64))
    assert pure_series.exponential(Interval(-45_001, -45_001, 0, 64)).lower() == 0
