"""The second opinion itself: against difference quotients, by hand, and without the kernel."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.terms import Always, Compare, Number, Piecewise, Power, Range, Symbol
from tests.soundness.building import (
    call,
    claim,
    define,
    delta,
    derivative,
    entry,
    function,
    functional,
    index,
    scalar,
    total,
)
from tests.soundness.certifier import agrees, is_false
from tests.soundness.elementary import FUNCTIONS, apply
from tests.soundness.independent import Unsettled, evaluate, satisfied
from tests.soundness.jets import Jet, Undefined, add, base, derivative_part, divide, multiply, perturbed, power, real

HERE = Path(__file__).parent
INSIDE = {"acosh": Fraction(7, 3), "log": Fraction(5, 4)}
rationals = st.fractions(min_value=-9, max_value=9, max_denominator=12)


def at(**values: Fraction | int) -> Point:
    return Point({}, {}, {name: Fraction(value) for name, value in values.items()}, {}, {}, {})


def test_it_uses_the_value_classes_of_the_kernel_only() -> None:
    allowed = {"symback.kernel.terms"}
    for name in ("jets", "elementary", "rebuilding", "shapes", "independent"):
        for node in ast.walk(ast.parse((HERE / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("symback"):
                assert node.module in allowed
    for name in ("sampling", "certifier", "mutants", "rewritings", "algebra_rewriters", "index_rewriters", "lines"):
        for node in ast.walk(ast.parse((HERE / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("symback"):
                assert node.module in allowed | {"symback.kernel.claim", "symback.kernel.point"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_slopes_against_difference_quotients(name: str) -> None:
    with mp.workdps(60):
        where = real(INSIDE.get(name, Fraction(2, 5)))
        slope = base(derivative_part(apply(name, (perturbed(where, 0),)), 0))
        assert mpmath.almosteq(slope, mpmath.diff(FUNCTIONS[name].number, where), mpf(10) ** -20)
        second = perturbed(perturbed(where, 0), 1)
        twice = base(derivative_part(derivative_part(apply(name, (second,)), 0), 1))
        assert mpmath.almosteq(twice, mpmath.diff(FUNCTIONS[name].number, where, 2), mpf(10) ** -15)


@given(rationals, rationals, rationals)
def test_infinitesimals_obey_the_laws_of_a_ring(a: Fraction, b: Fraction, c: Fraction) -> None:
    x, y, z = perturbed(a, 0), perturbed(b, 1), perturbed(c, 0)
    assert multiply(x, add(y, z)) == add(multiply(x, y), multiply(x, z))
    assert multiply(multiply(x, y), z) == multiply(x, multiply(y, z))
    assert power(perturbed(Fraction(0), 3), 2) == 0


@given(rationals, rationals)
def test_a_quotient_times_its_divisor(a: Fraction, b: Fraction) -> None:
    x, y = perturbed(a, 0), perturbed(b, 0)
    if b == 0:
        with pytest.raises(Undefined):
            divide(x, y)
    else:
        assert multiply(divide(x, y), y) == x


def test_exact_values_stay_exact() -> None:
    x = scalar("x")
    assert evaluate((x**2 / 3 - 1).term, at(x=Fraction(1, 2))) == Fraction(-11, 12)
    assert evaluate(derivative(x**3, x).term, at(x=2)) == 12
    assert evaluate(derivative(derivative(x**3, x), x).term, at(x=2)) == 12


def test_what_has_no_value() -> None:
    x = scalar("x")
    for term in (1 / (x - x), function("log", -(x**2)), function("sqrt", -1 - x), 0 * function("log", x - x)):
        with pytest.raises(Undefined):
            evaluate(term.term, at(x=1))
    for term in (derivative(function("abs", x), x), derivative(function("max", x, 0), x)):
        with pytest.raises(Undefined):
            evaluate(term.term, at(x=0))
    with pytest.raises(Undefined):
        evaluate(Power(Symbol("x"), Number(Fraction(1, 3))), at(x=-8))


def test_pieces_are_tried_in_order() -> None:
    x = Symbol("x")
    term = Piecewise(((Compare("<", x, Number(Fraction(0))), Number(Fraction(-1))), (Always(), x)))
    assert [evaluate(term, at(x=value)) for value in (-2, 0, 3)] == [-1, 0, 3]
    assert satisfied(Compare(">=", x, x), at(x=1))


def test_total_and_direct_slopes_differ() -> None:
    x, m, f = scalar("x"), scalar("m"), scalar("f")
    definitions = (define(m, 3 * x), define(f, x * m))
    assert evaluate(derivative(f, x).term, at(x=2), definitions) == 12
    assert evaluate(derivative(f, x, "direct").term, at(x=2), definitions) == 6
    assert evaluate(derivative(f, m).term, at(x=2), definitions) == 2


def test_a_slope_by_an_expression_holds_it_as_one_variable() -> None:
    w, h = scalar("w"), scalar("h")
    term = derivative(function("exp", w * h) * h, w * h)
    with mp.workdps(60):
        assert mpmath.almosteq(evaluate(term.term, at(w=2, h=3)), 3 * mpmath.exp(6))


def test_a_slope_below_a_held_quantity_is_unsettled() -> None:
    x, v, f = scalar("x"), scalar("v"), scalar("f")
    definitions = (define(v, x**2), define(f, v**2))
    with pytest.raises(Unsettled):
        evaluate(derivative(derivative(f, x), v).term, at(x=2), definitions)


def test_sums_deltas_and_bound_names() -> None:
    where = Range("n", "n")
    i, k = index("i", where), index("k", where)
    point = Point({"n": 3}, {"i": 2}, {}, {("x", (place,)): Fraction(place) for place in (1, 2, 3)}, {}, {})
    assert evaluate(total(k, entry("x", k) ** 2).term, point) == 14
    assert evaluate(total(k, delta(i, k) * entry("x", k)).term, point) == 2
    assert evaluate(derivative(total(i, entry("x", i) ** 2), entry("x", i)).term, point) == 4
    assert evaluate(derivative(total(k, entry("x", k)) ** 2, entry("x", i)).term, point) == 12


def test_opaque_functions_and_their_slopes() -> None:
    point = Point(
        {"n": 2},
        {"i": 1},
        {"x": Fraction(3)},
        {("z", (1,)): Fraction(2), ("z", (2,)): Fraction(5)},
        {"f": ConcreteFunction(("t",), Power(Symbol("t"), Number(Fraction(3))))},
        {"F": ConcreteFunctional((Fraction(1),), (Fraction(1),), Fraction(1), Fraction(1))},
    )
    x, i, k = scalar("x"), index("i", Range("n", "n")), index("k", Range("n", "n"))
    assert evaluate(call("f", x**2, orders=(1,)).term, point) == 3 * 81
    assert evaluate(derivative(call("f", x**2), x).term, point) == 3 * 81 * 6
    assert evaluate(functional("F", "z", k).term, point) == 7 + 29 + 49
    assert evaluate(functional("F", "z", k, i).term, point) == 1 + 4 + 14
    assert evaluate(derivative(functional("F", "z", k), entry("z", i)).term, point) == 19


def test_the_certifier_tells_false_from_true() -> None:
    x, y = scalar("x"), scalar("y")
    assert agrees(claim((x + y) ** 2, x**2 + 2 * x * y + y**2))
    assert is_false(claim((x + y) ** 2, x**2 + y**2))
    assert not is_false(claim((x + y) ** 2, x**2 + 2 * x * y + y**2))
    assert not is_false(claim(1 / (x - x), x))
    assert isinstance(perturbed(Fraction(1), 0), Jet)
