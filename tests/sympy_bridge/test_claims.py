from fractions import Fraction

import pytest
import sympy
from sympy import Derivative, Float, IndexedBase, Ne, Q, Sum, Symbol, symbols

from symback.document import Reason
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.sympy_bridge.claims import claim_from_sympy, expression_of

x, y, n = symbols("x y n")
i, j, k = symbols("i j k")
X = IndexedBase("X")


def test_numbers_become_exact():
    assert expression_of(3) == sympy.Integer(3)
    assert expression_of(Fraction(1, 3)) == sympy.Rational(1, 3)
    assert expression_of(0.21).exact == Fraction(21, 100)
    assert expression_of(float("nan")) is sympy.nan
    assert expression_of(float("inf")) is sympy.nan


@pytest.mark.parametrize("value", ["x", None, True, [x], 1j])
def test_other_values_are_type_errors(value):
    with pytest.raises(TypeError):
        expression_of(value)


def test_an_equation_is_a_claim():
    claim = claim_from_sympy(x * y, y)
    assert claim == Claim(t.Mul((t.Symbol("x"), t.Symbol("y"))), t.Symbol("y"))


@pytest.mark.parametrize(("side", "tolerance"), [(0.21, "1/200"), (Float("-0.5"), "1/20"), (-0.25, "1/200")])
def test_a_decimal_that_is_a_whole_side_is_rounded(side, tolerance):
    for claim in (claim_from_sympy(x, side), claim_from_sympy(side, x)):
        assert claim.relation == "near"
        assert claim.tolerance == Fraction(tolerance)


def test_a_decimal_that_is_an_operand_is_exact():
    claim = claim_from_sympy(x, Float("0.21") * y)
    assert claim.relation == "equal"
    assert t.number(Fraction(21, 100)) in claim.right.factors


def test_assumptions_of_symbols_and_those_given_count():
    p = Symbol("p", positive=True)
    claim = claim_from_sympy(p, p, [Q.positive(x) & Q.nonzero(y), Ne(i, j), X[i] * X[j] > 0, Q.real(x), sympy.true])
    assert t.Compare(">", t.Symbol("p"), t.ZERO) in claim.assumptions
    assert len(claim.assumptions) == 4


def test_what_cannot_be_read_is_a_reason():
    assert claim_from_sympy(X[i + 1], x).code == "SB223"
    assert claim_from_sympy(x, x, [sympy.gamma(x) > 0]).code == "SB220"
    assert claim_from_sympy(x, Symbol("x", real=True)).code == "SB905"
    assert claim_from_sympy(Sum(X[k], (k, 1, n)), sympy.Matrix([x])).code == "SB220"


@pytest.mark.parametrize("body", [Symbol("E"), x * y])
def test_independence_that_nothing_states_is_a_reason(body):
    reason = claim_from_sympy(Derivative(body, Symbol("w")), 0)
    assert isinstance(reason, Reason)
    assert reason.code == "SB229"
    assert isinstance(claim_from_sympy(Derivative(x * y, x), y), Claim)
