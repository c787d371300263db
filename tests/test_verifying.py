import pytest
from sympy import Eq, Function, IndexedBase, KroneckerDelta, Ne, Q, Sum, cos, exp, log, sin, sqrt, symbols

import symback
from symback.verifying import verify

x, y, n = symbols("x y n")
i, j, k = symbols("i j k", integer=True)
X = IndexedBase("X")


@pytest.mark.parametrize(
    ("lhs", "rhs", "status"),
    [
        (sin(x) ** 2 + cos(x) ** 2, 1, "proved"),
        (log(x**2), 2 * log(abs(x)), "proved"),
        (sqrt(x**2), x, "refuted"),
        (Sum(exp(X[i]), (i, 1, n)), Sum(exp(X[j]), (j, 1, n)), "proved"),
        (KroneckerDelta(i, j) * X[i], KroneckerDelta(i, j) * X[j], "proved"),
        (X[i + 1], X[i], "not_understood"),
    ],
)
def test_an_equation_gets_one_answer(lhs, rhs, status):
    assert verify(lhs, rhs).status == status


def test_assumptions_count():
    assert verify(sqrt(x**2), x, assuming=[x >= 0]).status == "proved"
    assert verify(sqrt(x**2), x, assuming=[Q.positive(x)]).status == "proved"
    assert verify(X[i], X[j], assuming=[Eq(i, j)]).status == "proved"
    assert verify(X[i], X[j], assuming=[Ne(i, j)]).status == "refuted"


@pytest.mark.parametrize("assumption", ["x > 0", x, Q.even(x), (x > 0) | (y > 0)])
def test_other_assumptions_are_type_errors(assumption):
    with pytest.raises(TypeError):
        verify(x, x, assuming=[assumption])


def test_text_is_no_expression():
    with pytest.raises(TypeError, match="not str"):
        verify("x", x)


def test_the_public_name_is_this_function():
    assert symback.verify is verify
    assert verify(Function("f")(x), Function("f")(x)).status == "proved"
