"""The pure arithmetic satisfies the interface."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.arithmetic.interface import Arithmetic, FactorRecord
from symback.kernel.arithmetic.pure_arithmetic import PureArithmetic


def test_it_makes_rings_and_balls() -> None:
    arithmetic: Arithmetic = PureArithmetic()
    assert arithmetic.name == "pure"
    assert arithmetic.ring(FactorRecord()).generator(2).generators() == (2,)
    assert arithmetic.balls(64).exact(Fraction(1, 2)).lower() == Fraction(1, 2)
