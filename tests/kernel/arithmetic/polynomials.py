"""Random polynomials for both implementations, as plain terms."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies

from symback.kernel.arithmetic.interface import Monomial, Polynomial, Ring

MONOMIALS = strategies.dictionaries(
    strategies.sampled_from([0, 1, 2, 5, 40]), strategies.integers(1, 3), max_size=3
).map(lambda powers: tuple(sorted(powers.items())))
COEFFICIENTS = strategies.fractions(min_value=-9, max_value=9, max_denominator=6)
PLAIN = strategies.lists(strategies.tuples(MONOMIALS, COEFFICIENTS), max_size=5)
PlainTerms = list[tuple[Monomial, Fraction]]


def product(ring: Ring, unit: Fraction, factors: tuple[tuple[Polynomial, int], ...]) -> Polynomial:
    """The factors multiplied out."""
    total = ring.constant(unit)
    for base, power in factors:
        total = total * base**power
    return total
