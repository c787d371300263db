from sympy import Derivative, Function, Subs, exp, symbols

import symback
from symback.readers._marks import RefutedRow, prime, refuted

x, y = symbols("x y")
f = Function("f")


def test_a_row_known_to_be_wrong_keeps_its_expression_and_its_code():
    assert refuted(x) == RefutedRow(x, None)
    assert refuted(x, "SB101") == RefutedRow(x, code="SB101")


def test_prime_is_the_derivative_at_the_argument():
    derivative = prime(f, x * y)
    assert isinstance(derivative, Subs)
    assert derivative.point == (x * y,)
    assert derivative == prime(f, x * y)
    assert prime(f, x).doit() == Derivative(f(x), x)
    assert prime(exp, x * y).doit() == exp(x * y)


def test_both_are_public():
    assert (symback.prime, symback.refuted) == (prime, refuted)
