"""Ring laws and exact division, for both implementations."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import Arithmetic, FactorRecord, NotExact
from tests.kernel.arithmetic.polynomials import PLAIN, PlainTerms, product

BOTH = pytest.mark.parametrize("arithmetic", [fast(), pure()], ids=lambda arithmetic: arithmetic.name)


@BOTH
@given(first=PLAIN, second=PLAIN, third=PLAIN)
@settings(max_examples=60, deadline=None)
def test_ring_laws(arithmetic: Arithmetic, first: PlainTerms, second: PlainTerms, third: PlainTerms) -> None:
    ring = arithmetic.ring()
    a, b, c = ring.from_terms(first), ring.from_terms(second), ring.from_terms(third)
    assert a * (b + c) == a * b + a * c
    assert a * b == b * a
    assert hash(a * b) == hash(b * a)
    assert (a - a).is_zero()
    assert a - b == a + (-b)
    assert a**3 == a * a * a
    assert a**0 == ring.constant(1)
    assert a.scale(Fraction(2, 3)) == a * ring.constant(Fraction(2, 3))
    assert ring.from_terms(reversed(a.terms())) == a
    assert a.length() == len(a.terms())
    if not b.is_zero():
        assert (a * b).divide_exact(b) == a


@BOTH
def test_shape(arithmetic: Arithmetic) -> None:
    ring = arithmetic.ring()
    x, y = ring.generator(0), ring.generator(70)
    p = x**2 * y - y.scale(Fraction(1, 2))
    assert p.terms() == ((((0, 2), (70, 1)), Fraction(1)), (((70, 1),), Fraction(-1, 2)))
    assert p.generators() == (0, 70)
    assert (p.degree(0), p.degree(70), p.degree(3), p.degree(999)) == (2, 1, 0, 0)
    assert p.constant_value() is None
    assert x.constant_value() is None
    assert ring.constant(Fraction(-7, 3)).constant_value() == Fraction(-7, 3)
    assert (x - x).constant_value() == 0
    assert p.divide_exact(y) == x**2 - ring.constant(Fraction(1, 2))
    assert p.divide_exact(x) is None
    with pytest.raises(ZeroDivisionError):
        p.divide_exact(x - x)
    with pytest.raises(ValueError, match="negative"):
        x ** (-1)
    with pytest.raises(ValueError, match="monomial"):
        ring.from_terms([(((3, 1), (2, 1)), Fraction(1))])


@BOTH
def test_equality_does_not_depend_on_when_it_was_made(arithmetic: Arithmetic) -> None:
    ring = arithmetic.ring()
    early = ring.generator(1) + ring.constant(2)
    ring.generator(500)
    late = ring.generator(1) + ring.constant(2)
    assert early == late
    assert hash(early) == hash(late)
    assert early.terms() == late.terms()
    other = arithmetic.ring()
    assert other.generator(1) + other.constant(2) == late
    long_early = sum((ring.generator(k) for k in range(12)), arithmetic.ring().constant(1))
    long_late = long_early + ring.generator(900) - ring.generator(900)
    assert long_early == long_late
    assert len({long_early, long_late}) == 1


@BOTH
@given(first=PLAIN, second=PLAIN)
@settings(max_examples=60, deadline=None)
def test_factors_multiply_out(arithmetic: Arithmetic, first: PlainTerms, second: PlainTerms) -> None:
    ring = arithmetic.ring()
    value = ring.from_terms(first) * ring.from_terms(second)
    unit, factors = value.factor()
    assert product(ring, unit, factors) == value
    for base, power in factors:
        weights = [weight for _, weight in base.terms()]
        assert power > 0
        assert weights[0] > 0
        assert base.generators()
        assert all(weight.denominator == 1 for weight in weights)
    assert [base.length() for base, _ in factors] == sorted(base.length() for base, _ in factors)


@given(first=PLAIN, second=PLAIN)
@settings(max_examples=60, deadline=None)
def test_pure_replays_what_flint_recorded(first: PlainTerms, second: PlainTerms) -> None:
    record = FactorRecord()
    ring, replay = fast().ring(record), pure().ring(record)
    value = ring.from_terms(first) * ring.from_terms(second)
    again = replay.from_terms(first) * replay.from_terms(second)
    assert value.terms() == again.terms()
    unit, factors = value.factor()
    other_unit, other_factors = again.factor()
    assert unit == other_unit
    assert [(base.terms(), power) for base, power in factors] == [
        (base.terms(), power) for base, power in other_factors
    ]


def test_pure_does_not_believe_a_wrong_record() -> None:
    x = pure().ring().generator(0)
    one = pure().ring().constant(1)
    record = FactorRecord({(x * x - one).terms(): (Fraction(1), (((x - one).terms(), 2),))})
    ring = pure().ring(record)
    with pytest.raises(NotExact):
        (ring.generator(0) ** 2 - ring.constant(1)).factor()


def test_pure_without_a_record_splits_content_and_monomial() -> None:
    ring = pure().ring()
    x, y = ring.generator(0), ring.generator(1)
    unit, factors = ((x * y * y).scale(Fraction(-4, 3)) - y**3 * ring.constant(2)).factor()
    assert unit == Fraction(-2, 3)
    assert factors == ((y, 2), (x.scale(Fraction(2)) + y.scale(Fraction(3)), 1))
