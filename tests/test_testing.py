from __future__ import annotations

import pytest
from sympy import Symbol, log, symbols

from symback import Derivation, refuted
from symback.testing import assert_derivation, assert_proved, assert_refuted

x = Symbol("x", real=True)
a, b = symbols("a b", positive=True)


def test_proved() -> None:
    assert_proved(log(a * b), log(a) + log(b))
    assert_proved(abs(x), x, assuming=[x > 0])


def test_a_refuted_equation_is_no_proof() -> None:
    with pytest.raises(AssertionError, match=r"(?s)is refuted.*left side.*right side"):
        assert_proved(log(a + b), log(a) + log(b))


def test_refuted() -> None:
    assert_refuted(log(a + b), log(a) + log(b))
    with pytest.raises(AssertionError, match="is proved"):
        assert_refuted(x + x, 2 * x)


def test_what_is_not_understood_fails_both() -> None:
    for check in (assert_proved, assert_refuted):
        with pytest.raises(AssertionError, match="not understood"):
            check(x, float("nan"))


def test_what_is_no_assumption_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        assert_proved(x, x, assuming=["x > 0"])


def test_derivations() -> None:
    good = Derivation("good")
    good.chain(x + x, 2 * x, refuted(3 * x), x * 2)
    assert_derivation(good)
    bad = Derivation("bad")
    bad.claim(x, x + 1)
    with pytest.raises(AssertionError, match="refuted"):
        assert_derivation(bad)
    missed = Derivation("missed")
    missed.claim(x, refuted(x))
    with pytest.raises(AssertionError, match="expected refuted, but proved"):
        assert_derivation(missed)


def test_nothing_claimed_is_nothing_asserted() -> None:
    with pytest.raises(AssertionError):
        assert_derivation(Derivation("empty"))
    defined = Derivation("defined")
    defined.define(Symbol("y"), x)
    with pytest.raises(AssertionError, match="claims nothing"):
        assert_derivation(defined)
