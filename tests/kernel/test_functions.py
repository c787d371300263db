"""The function table: every line against numerical differentiation, at simple and composite arguments."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.derive import differentiate
from symback.kernel.errors import Unsupported
from symback.kernel.functions import FUNCTIONS
from tests.evaluating import holds
from tests.kernel.build import add, enclosure_at, f, mul, num, point, power, sub, x, y

POINTS = [Fraction(text) for text in ["-7/3", "-5/4", "-7/8", "-1/3", "1/5", "1/2", "4/5", "3/2", "11/4", "5"]]
INSIDES = {
    "plain": x,
    "product": mul(x, y),
    "square": add(power(x, 2), num("1/7")),
    "quotient": mul(x, power(add(2, power(x, 2)), -1)),
    "exponential": f("exp", mul(num("1/3"), x)),
    "difference": sub(x, num("1/9")),
}
BINARY = ("max", "min")


def applied(name: str, inside: t.Term) -> t.Term:
    return f(name, inside, sub(num("3/10"), x)) if name in BINARY else f(name, inside)


def at(term: t.Term, place: Fraction) -> mpmath.mpf:
    low, high = enclosure_at(term, point(x=place, y=num("5/7").value))
    assert high - low < Fraction(1, 10**30)
    return mpmath.mpf(low.numerator) / low.denominator


def exists(conditions: tuple[t.Condition, ...], place: Fraction) -> bool:
    where = point(x=place, y=num("5/7").value)
    return all(holds(condition, where, {}, fast().balls(200)) for condition in conditions)


@pytest.mark.parametrize("inside", INSIDES.values(), ids=INSIDES.keys())
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_derivative_is_the_limit_of_differences(name: str, inside: t.Term) -> None:
    term = applied(name, inside)
    derivative, conditions = differentiate(term, x, {})
    step = Fraction(1, 10**9)
    compared = 0
    for place in POINTS:
        if not exists(conditions, place):
            continue
        compared += 1
        with mpmath.workdps(50):
            slope = (at(term, place + step) - at(term, place - step)) / (
                2 * mpmath.mpf(step.numerator) / step.denominator
            )
            assert abs(slope - at(derivative, place)) < mpmath.mpf(10) ** -10 * (1 + abs(slope))
    if name != "acosh" or inside is x:
        assert compared >= 2


@pytest.mark.parametrize("name", FUNCTIONS)
def test_domain_and_smoothness_are_conditions_on_the_arguments(name: str) -> None:
    rule = FUNCTIONS[name]
    arguments = (x, y) if rule.arity is None else (x,)
    for condition in (*rule.domain(arguments), *rule.smooth(arguments)):
        assert isinstance(condition, t.Compare)
        assert condition.right is t.ZERO or name in BINARY
    assert len(rule.derivative(arguments)) == len(arguments)
    assert rule.source


@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_exist_where_the_domain_says_and_only_there(name: str) -> None:
    rule = FUNCTIONS[name]
    for place in [*POINTS, Fraction(0), Fraction(1), Fraction(-1)]:
        arguments = (num(place), num(2)) if rule.arity is None else (num(place),)
        inside = all(holds(item, point(), {}, fast().balls(200)) for item in rule.domain(arguments))
        try:
            enclosure_at(f(name, *arguments), point())
            defined = True
        except ArithmeticError:
            defined = False
        assert defined == inside, (name, place)


def test_the_kinks_are_excluded() -> None:
    for name in ("abs", "sign", "relu"):
        assert t.Compare("!=", x, t.ZERO) in differentiate(f(name, x), x, {})[1]
    assert t.Compare("!=", x, y) in differentiate(f("max", x, y), x, {})[1]


def test_another_function_is_refused() -> None:
    with pytest.raises(Unsupported):
        differentiate(f("gamma", x), x, {})
