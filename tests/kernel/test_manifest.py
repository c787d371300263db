"""Signs that terms show."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.manifest import Manifest, manifest
from tests.kernel.build import (
    PI,
    N,
    add,
    enclosure_at,
    entry,
    f,
    i,
    inv,
    j,
    k,
    mul,
    neg,
    num,
    point,
    power,
    sub,
    total,
    x,
    y,
)

UNKNOWN, NONNEGATIVE, POSITIVE = Manifest.UNKNOWN, Manifest.NONNEGATIVE, Manifest.POSITIVE


def shown(term: t.Term) -> Manifest:
    return manifest(term, lambda _: UNKNOWN)


@pytest.mark.parametrize(
    ("term", "sign"),
    [
        (num(0), NONNEGATIVE),
        (num(-1), UNKNOWN),
        (PI, POSITIVE),
        (t.Size(N), POSITIVE),
        (x, UNKNOWN),
        (power(x, 2), NONNEGATIVE),
        (mul(x, y, x, y), NONNEGATIVE),
        (mul(x, y, x), UNKNOWN),
        (mul(-1, x, x), UNKNOWN),
        (mul(-1, -2, f("exp", x)), POSITIVE),
        (power(x, -2), POSITIVE),
        (power(x, 3), UNKNOWN),
        (power(x, add(1, 2)), UNKNOWN),
        (power(f("exp", x), y), POSITIVE),
        (add(1, power(x, 2)), POSITIVE),
        (sub(power(x, 2), 1), UNKNOWN),
        (f("sqrt", x), NONNEGATIVE),
        (inv(f("sqrt", add(1, f("abs", x)))), POSITIVE),
        (total(k, f("exp", entry("x", k))), POSITIVE),
        (total(k, power(entry("x", k), 2)), NONNEGATIVE),
        (t.Delta(i, j), NONNEGATIVE),
        (f("log", x), UNKNOWN),
        (f("sin", x), UNKNOWN),
    ],
)
def test_signs(term: t.Term, sign: Manifest) -> None:
    assert shown(term) is sign


TERMS = st.recursive(
    st.sampled_from([x, y, num(2), num("-1/2"), num(0)]),
    lambda below: (
        st.builds(add, below, below)
        | st.builds(mul, below, below)
        | st.builds(lambda a: mul(a, a), below)
        | st.builds(
            power, below, st.sampled_from([num(2), num(-1), num(-2), num(3), num("1/2"), num("-3/2"), add(1, 1)])
        )
        | st.builds(f, st.sampled_from(["exp", "abs", "sqrt", "relu", "cosh", "log", "sign"]), below)
        | below.map(neg)
    ),
    max_leaves=6,
)


@given(TERMS, st.fractions(-2, 2, max_denominator=2), st.fractions(-2, 2, max_denominator=2))
@settings(deadline=None)
def test_a_shown_sign_is_true_wherever_the_term_has_a_value(term: t.Term, a: Fraction, b: Fraction) -> None:
    sign = shown(term)
    try:
        low, high = enclosure_at(term, point(x=a, y=b))
    except (Undefined, ArithmeticError):
        return
    assert sign is UNKNOWN or high >= 0
    assert sign is not POSITIVE or high > 0
    assert sign is not POSITIVE or low > 0 or high > low
