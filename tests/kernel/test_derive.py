"""Derivatives: chain rule over definitions, indices and opaque functions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.derive import boundaries, differentiate, lower
from symback.kernel.errors import Unsupported
from symback.kernel.point import ConcreteFunction
from symback.kernel.scope import free_indices, kinds
from tests.kernel.build import (
    N,
    add,
    call,
    compare,
    define,
    derivative,
    entry,
    f,
    i,
    inv,
    j,
    k,
    mul,
    num,
    number_at,
    piecewise,
    point,
    power,
    sub,
    total,
    w,
    x,
    y,
    z,
)

POLYNOMIALS = st.recursive(
    st.sampled_from([x, y, num(2), num("-1/3"), num(0)]),
    lambda below: (
        st.builds(add, below, below)
        | st.builds(mul, below, below)
        | below.map(lambda item: power(item, 2))
        | below.map(lambda item: power(add(1, power(item, 2)), -1))
    ),
    max_leaves=8,
)
F = ConcreteFunction(("a",), add(power(t.Symbol("a"), 3), mul(2, t.Symbol("a"))))
G = ConcreteFunction(("a", "b"), mul(power(t.Symbol("a"), 2), power(t.Symbol("b"), 3)))


def partial(term: t.Term, variable: t.Term, *definitions: object, mode: str = "total") -> t.Term:
    return differentiate(term, variable, {d.name: d for d in definitions}, mode)[0]  # type: ignore[attr-defined]


@given(POLYNOMIALS, st.fractions(-3, 3, max_denominator=5), st.fractions(-3, 3, max_denominator=5))
@settings(max_examples=60, deadline=None)
def test_rational_functions_against_exact_differences(term: t.Term, a: Fraction, b: Fraction) -> None:
    step = Fraction(1, 10**12)
    slope = (number_at(term, point(x=a + step, y=b)) - number_at(term, point(x=a - step, y=b))) / (2 * step)
    exact = number_at(partial(term, x), point(x=a, y=b))
    assert abs(slope - exact) <= Fraction(1, 10**6) * (1 + abs(exact))


def test_an_entry_by_an_entry_is_a_delta() -> None:
    assert partial(entry("x", i), entry("x", j)) is t.Delta(i, j)
    assert partial(entry("x", i), entry("x", i)) is t.ONE
    assert partial(entry("A", i, k), entry("A", j, k)) is t.Delta(i, j)
    assert partial(entry("y", i), entry("x", i)) is t.ZERO


def test_a_bound_index_of_the_same_name_is_another_index() -> None:
    """∂/∂x_i Σ_i x_i² = 2 x_i."""
    result = partial(total(i, power(entry("x", i), 2)), entry("x", i))
    assert free_indices(result) == {i}
    assert number_at(result, point({"n": 3}, {"i": 2}, x=[5, 7, 11])) == 14


def test_arrays_of_two_ranks_are_refused() -> None:
    with pytest.raises(Unsupported):
        partial(entry("x", i), entry("x", i, j))


def test_total_and_direct() -> None:
    """E := a·x, a := x²: in total 3x², directly a."""
    energy, inner = define("E", mul(t.Symbol("a"), x)), define("a", power(x, 2))
    at = point(x=5)
    both = (energy, inner)
    assert number_at(partial(t.Symbol("E"), x, *both), at, both) == 75
    assert number_at(partial(t.Symbol("E"), x, *both, mode="direct"), at, both) == 25
    assert number_at(partial(t.Symbol("E"), t.Symbol("a"), *both), at) == 5


def test_the_variable_is_held_even_where_it_has_a_definition() -> None:
    """∂C/∂a with a := σ(z): a is independent, and z does not depend on it."""
    cost, inner = define("C", mul(t.Symbol("a"), z)), define("a", power(z, 2))
    assert number_at(partial(t.Symbol("C"), t.Symbol("a"), cost, inner), point(z=7)) == 7


def test_parameters_do_not_hide_the_variable() -> None:
    """f(x) := x·w with w := x: ∂f(3)/∂x = 3, ∂f(x)/∂x = 2x."""
    function, weight = define("f", mul(x, w), x), define("w", x)
    both = (function, weight)
    assert number_at(partial(call("f", 3), x, *both), point(x=5), both) == 3
    assert t.Call in kinds(partial(call("f", x), x, *both))


def test_what_a_function_needs_beside_its_parameters_is_asked_at_its_arguments() -> None:
    """g(x) := log(x z) by z, at y and at w."""
    function = define("g", f("log", mul(x, z)), x)
    _, conditions = differentiate(add(call("g", y), call("g", w)), z, {"g": function})
    assert {compare(mul(y, z), ">"), compare(mul(w, z), ">")} <= set(conditions)
    assert all("·" not in node.name for item in conditions for node in t.walk(item) if isinstance(node, t.Symbol))


def test_a_function_that_does_not_depend_on_the_variable_still_has_its_domain() -> None:
    logarithm, inverse = define("g", f("log", x), x), define("h", inv(x), x)
    assert compare(y, ">") in differentiate(call("g", y), z, {"g": logarithm})[1]
    assert compare(num(0), "!=") in differentiate(call("h", 0), z, {"h": inverse})[1]


def test_the_chain_rule_of_opaque_functions() -> None:
    at = point(functions={"f": F, "g": G}, x=2, y=3)
    assert number_at(partial(call("f", power(x, 2)), x), at) == (3 * 16 + 2) * 4
    assert number_at(partial(call("g", mul(x, y), x), x), at) == 2 * 6 * 3 * 8 + 36 * 3 * 4
    assert partial(partial(call("f", x), x), x) is call("f", x, orders=(2,))


def test_partials_of_functions_of_arrays() -> None:
    family = t.Family((k,), mul(w, entry("x", k)))
    result = partial(t.Functional("F", (), (family,), ()), entry("x", i))
    assert isinstance(result, t.Sum)
    assert {type(node) for node in t.walk(result)} >= {t.Functional, t.Delta}
    assert free_indices(result) == {i}


def test_a_derivative_by_an_expression() -> None:
    """∂ f(w x)/∂(w x) = f′(w x)."""
    assert partial(call("f", mul(w, x)), mul(w, x)) is call("f", mul(w, x), orders=(1,))
    assert partial(call("f", mul(x, w)), mul(w, x)) is call("f", mul(w, x), orders=(1,))
    with pytest.raises(Unsupported):
        partial(add(call("f", mul(w, x)), x), mul(w, x))


def test_where_a_body_has_no_value_it_has_no_derivative() -> None:
    positive = compare(y, ">")
    assert positive in differentiate(add(x, f("log", y)), x, {})[1]
    assert positive in differentiate(mul(z, f("log", y)), x, {})[1]
    assert compare(x, "!=") in differentiate(inv(x), x, {})[1]
    assert (
        compare(x, ">") in differentiate(power(x, num("1/3")), x, {})[1]
        or compare(x, ">=") in differentiate(power(x, num("1/3")), x, {})[1]
    )


def test_pieces_are_differentiated_off_their_boundaries() -> None:
    term = piecewise((compare(x, ">"), power(x, 2)), (None, 0))
    result, conditions = differentiate(term, x, {})
    assert compare(x, "!=") in conditions
    assert number_at(result, point(x=3)) == 6
    assert number_at(result, point(x=-3)) == 0
    inner = t.Or((t.Not(compare(x, ">", y)), t.SameIndex(i, j)))
    assert boundaries(inner) == [compare(x, "!=", y)]


def test_lower_carries_out_the_innermost_first() -> None:
    term, conditions = lower(derivative(derivative(power(x, 3), x), x), {})
    assert t.Derivative not in kinds(term)
    assert number_at(term, point(x=4)) == 24
    assert conditions == ()
    plain = add(x, y)
    assert lower(plain, {}) == (plain, ())


def test_a_circle_of_definitions_is_refused() -> None:
    circle = (define("a", t.Symbol("b")), define("b", add(t.Symbol("a"), x)))
    with pytest.raises((Unsupported, RecursionError)):
        partial(t.Symbol("a"), x, *circle)


def test_sizes_and_deltas_are_constant() -> None:
    assert partial(mul(t.Size(N), t.Delta(i, j)), x) is t.ZERO
    assert number_at(partial(sub(mul(t.Size(N), x), 1), x), point({"n": 3}, x=1)) == 3
