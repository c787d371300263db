"""The flint arithmetic satisfies the interface."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.arithmetic.flint_arithmetic import FlintArithmetic
from symback.kernel.arithmetic.interface import Arithmetic, FactorRecord


def test_it_makes_rings_and_balls() -> None:
    arithmetic: Arithmetic = FlintArithmetic()
    assert arithmetic.name == "flint"
    assert arithmetic.ring(FactorRecord()).generator(2).generators() == (2,)
    assert arithmetic.balls(64).exact(Fraction(1, 2)).lower() == Fraction(1, 2)
