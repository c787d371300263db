"""What the fast polynomials do beyond the laws they share with the pure ones (see test_pure_polynomial)."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import FactorRecord
from tests.kernel.arithmetic.polynomials import PLAIN, PlainTerms


@given(first=PLAIN, second=PLAIN)
@settings(max_examples=60, deadline=None)
def test_both_implementations_agree(first: PlainTerms, second: PlainTerms) -> None:
    ring, other = fast().ring(), pure().ring()
    a, b = ring.from_terms(first), ring.from_terms(second)
    c, d = other.from_terms(first), other.from_terms(second)
    for mine, theirs in [(a + b, c + d), (a - b, c - d), (a * b, c * d), (-a, -c), (a**2, c**2)]:
        assert mine.terms() == theirs.terms()
        assert mine.generators() == theirs.generators()
    if not b.is_zero():
        quotient, same = a.divide_exact(b), c.divide_exact(d)
        assert (quotient and quotient.terms()) == (same and same.terms())


def test_factors_are_irreducible_and_recorded() -> None:
    record = FactorRecord()
    ring = fast().ring(record)
    x, y = ring.generator(3), ring.generator(100)
    value = (x * x - y * y).scale(Fraction(-3, 2)) * (x - y)
    for _ in range(2):  # found, then remembered
        unit, factors = value.factor()
        assert unit == Fraction(-3, 2)
        assert factors == ((x - y, 2), (x + y, 1))
        assert record.factors.pop(value.terms()) == (unit, tuple((base.terms(), power) for base, power in factors))
