"""Contexts and conversions."""

from __future__ import annotations

from fractions import Fraction

from symback.kernel.arithmetic.flint import context, fmpq, fraction


def test_contexts_are_kept() -> None:
    assert context(16) is context(16)
    assert context(32).nvars() == 32


def test_rationals_keep_their_value() -> None:
    assert fraction(fmpq(-7, 21)) == Fraction(-1, 3)
    assert fraction(fmpq(10**40)) == 10**40
