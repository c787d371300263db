"""What arb alone needs: ranges around 0, and precision that does not leak between makers."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.arithmetic.flint_ball import FlintBalls


def test_precision_belongs_to_the_maker() -> None:
    coarse, fine = FlintBalls(30), FlintBalls(300)
    a, b = coarse.exact(Fraction(1, 3)), fine.exact(Fraction(1, 3))
    (a + a).lower()
    total = b + b
    assert total.upper() - total.lower() < Fraction(1, 1 << 290)
    total = a + a
    assert total.upper() - total.lower() > Fraction(1, 1 << 60)


def test_powers_of_what_may_be_zero() -> None:
    third = FlintBalls(64).exact(Fraction(1, 3))
    uncertain = third - third
    for power in (1, 2, 3, 4, 7):
        ball = uncertain.power_integer(power)
        assert ball.lower() <= 0 <= ball.upper()
        assert ball.upper() < Fraction(1, 1 << 40)
    assert uncertain.power_integer(2).root(2).lower() >= 0
