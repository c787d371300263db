from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from symback.reports._decimals import apart, bounds


@given(st.fractions(), st.fractions(), st.integers(1, 30))
def test_bounds_enclose(first: Fraction, second: Fraction, digits: int) -> None:
    lower, upper = sorted((first, second))
    below, above = bounds((lower, upper), digits)
    assert Fraction(below) <= lower <= upper <= Fraction(above)
    assert lower - Fraction(below) <= abs(lower) * Fraction(10) ** (1 - digits)


@given(st.fractions(), st.fractions())
def test_what_differs_looks_different(first: Fraction, second: Fraction) -> None:
    left, right = apart((first, first), (second, second))
    assert (left == right) == (first == second)


def test_as_people_write_them() -> None:
    third, large = Fraction(1, 3), Fraction(10**30)
    assert apart((third, third), (-third, -third)) == ("0.333333", "-0.333333")
    assert apart((third, third), (third + Fraction(1, 10**8),) * 2) == ("0.33333333", "0.33333334")
    assert bounds((large, large)) == ("1e30", "1e30")
    assert bounds((Fraction(1, 10**9),) * 2) == ("1e-9", "1e-9")
    assert bounds((Fraction(0), Fraction(-5, 2))) == ("0", "-2.5")
    assert bounds((Fraction(123), Fraction(1, 20))) == ("123", "0.05")


def test_numbers_beyond_what_python_prints() -> None:
    huge = Fraction(7**20_000, 3)
    below, above = bounds((huge, huge), 5)
    assert below.endswith("e16901")
    assert below != above
    assert bounds((1 / huge, 1 / huge), 3)[0].endswith("e-16902")
