from __future__ import annotations

from fractions import Fraction

from symback.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Derivative,
    Entry,
    Family,
    IndexVariable,
    Mul,
    Number,
    Power,
    Range,
    Sum,
    Symbol,
    negative,
    number,
)
from symback.notation import _layout

x, y, z = Symbol("x"), Symbol("y"), Symbol("z")
n = Range("n", "n")
i = IndexVariable("i", n)


def test_a_product_keeps_the_order_of_its_factors() -> None:
    assert _layout.product(Mul((x, Power(y, MINUS_ONE), z))).fractions == (
        _layout.Bar((x,), (y,)),
        _layout.Bar((z,), ()),
    )


def test_a_leading_minus_is_a_sign() -> None:
    parts = _layout.product(Mul((MINUS_ONE, x)))
    assert parts.negative
    assert parts.fractions == (_layout.Bar((x,), ()),)
    assert _layout.product(Mul((number(-3), x))) == _layout.Product(True, (_layout.Bar((number(3), x), ()),))


def test_divisions_stand_below_the_line_and_written_negative_powers_do_not() -> None:
    assert _layout.product(Mul((y, Power(x, number(-1))))).fractions == (_layout.Bar((y,), (x,)),)
    assert _layout.product(Power(x, number(-1))).fractions == (_layout.Bar((Power(x, number(-1)),), ()),)
    assert _layout.product(Power(x, number(-2))).fractions == (_layout.Bar((Power(x, number(-2)),), ()),)
    assert _layout.product(Number(Fraction(2, 3))).fractions == (_layout.Bar((number(2),), (number(3),)),)


def test_repeated_derivatives_are_one_quotient() -> None:
    inner = Derivative(x, y, "total")
    assert _layout.quotient(Derivative(inner, z, "total")) == _layout.Quotient(x, (z, y), direct=False)
    assert _layout.quotient(Derivative(inner, z, "direct")).body is inner


def test_the_straight_d_needs_a_single_variable() -> None:
    assert _layout.one_variable(_layout.quotient(Derivative(Power(x, number(2)), x, "total")))
    assert not _layout.one_variable(_layout.quotient(Derivative(Mul((x, y)), x, "total")))
    assert not _layout.one_variable(_layout.quotient(Derivative(ONE, x, "total")))
    assert not _layout.one_variable(_layout.quotient(Derivative(Entry("w", (i,)), Entry("w", (i,)), "total")))


def test_whole_arrays_and_sums_are_recognised() -> None:
    assert _layout.is_simple(Family((i,), Entry("z", (i,))))
    assert not _layout.is_simple(Family((i,), negative(Entry("z", (i,)))))
    assert _layout.has_sum(Mul((x, Sum(i, x))))
    assert not _layout.has_sum(Add((x, Sum(i, x))))


def test_an_endless_number_is_not_written_out() -> None:
    assert _layout.digits(Fraction(-2, 3)) == "-2/3"
    assert _layout.digits(Fraction(-32, 25)) == "-1.28"
    assert _layout.digits(Fraction(1, 20)) == "0.05"
    assert _layout.digits(Fraction(1, 10**6)) == "0.000001"
    assert _layout.digits(Fraction(1, 5)) == "1/5"
    assert _layout.digits(Fraction(10**5000)) == "…"
