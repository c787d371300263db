import pytest
from sympy import Add, Integer, Pow, Rational, Symbol, sin, symbols

from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.guard import DEPTH, DIGITS, EXPONENT, NODES, check_size

x = Symbol("x")


def nested(depth):
    expression = x
    for _ in range(depth):
        expression = sin(expression)
    return expression


@pytest.mark.parametrize(
    "expression",
    [
        nested(DEPTH - 1),
        Integer(10) ** (DIGITS - 1),
        x**EXPONENT,
        x**-EXPONENT,
        Add(*symbols("v:2000"), evaluate=False),
        x ** Symbol("n"),
    ],
)
def test_what_is_within_the_limits_passes(expression):
    check_size(expression)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (nested(DEPTH + 1), "deeper"),
        (Integer(10) ** (DIGITS + 1), "digits"),
        (Rational(1, Integer(10) ** (DIGITS + 1)) * x, "digits"),
        (x ** (EXPONENT + 1), "exponent"),
        (Pow(x, Integer(10) ** 900, evaluate=False), "exponent"),
        (Add(*[x] * (NODES + 1), evaluate=False), "parts"),
    ],
)
def test_what_is_beyond_a_limit_stops(expression, words):
    with pytest.raises(NotReadable, match=words) as stopped:
        check_size(expression)
    assert stopped.value.reason.code == "SB222"


def test_shared_parts_count_each_time_without_taking_long():
    expression = x
    for _ in range(60):
        expression = Add(expression, expression, evaluate=False)
    with pytest.raises(NotReadable, match="parts"):
        check_size(expression)
