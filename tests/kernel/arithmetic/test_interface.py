"""The term order, shared by both implementations."""

from __future__ import annotations

from symback.kernel.arithmetic.interface import Undefined, monomial_order


def test_high_powers_of_low_generators_come_first() -> None:
    ordered = [((0, 2),), ((0, 1), (1, 3)), ((0, 1),), ((1, 1), (2, 1)), ((1, 1),), ((7, 9),), ()]
    assert sorted(set(ordered), key=monomial_order) == ordered


def test_undefined_says_whether_precision_may_help() -> None:
    assert Undefined("0/0", certain=True).certain
    assert not Undefined("1/x").certain
    assert isinstance(Undefined("x"), ArithmeticError)
