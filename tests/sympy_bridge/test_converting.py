from fractions import Fraction

import pytest
import sympy
from sympy import (
    Add,
    Derivative,
    Function,
    Idx,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Limit,
    MatrixSymbol,
    Max,
    Mul,
    Piecewise,
    Pow,
    RootOf,
    Subs,
    Sum,
    Symbol,
    exp,
    log,
    sqrt,
    symbols,
)

from symback.document import Reason
from symback.kernel import terms as t
from symback.sympy_bridge.reading import Reading

x, y, z = symbols("x y z")
i, j, k = symbols("i j k", integer=True)
n, m = symbols("n m", integer=True, positive=True)
X, W = IndexedBase("X"), IndexedBase("W")
f = Function("f")
N_RANGE = t.Range("n", "n")


def read(*expressions):
    """The terms, or the first reason, of expressions read in one scope."""
    reading = Reading()
    scope = reading.scope()
    for expression in expressions:
        reason = reading.learn(expression, scope)
        if reason is not None:
            return reason
    return tuple(reading.term(expression, scope) for expression in expressions)


def one(expression):
    found = read(expression)
    return found if isinstance(found, Reason) else found[0]


def sx(name):
    return t.Symbol(name)


@pytest.mark.parametrize(
    ("expression", "term"),
    [
        (sympy.Rational(2, 3), t.number(Fraction(2, 3))),
        (sympy.Float("0.21"), t.number(Fraction(21, 100))),
        (sympy.Float(0.1) + x, t.Add((t.number(Fraction(1, 10)), sx("x")))),
        (sympy.pi, t.Constant("pi")),
        (sympy.E, t.Constant("e")),
        (Add(x, x, evaluate=False), t.Add((sx("x"), sx("x")))),
        (Mul(x, Pow(x, -1, evaluate=False), evaluate=False), t.Mul((sx("x"), t.Power(sx("x"), t.MINUS_ONE)))),
        (sqrt(x), t.Function("sqrt", (sx("x"),))),
        (1 / sqrt(x), t.Power(t.Function("sqrt", (sx("x"),)), t.MINUS_ONE)),
        (exp(x), t.Function("exp", (sx("x"),))),
        (Pow(sympy.E, x, evaluate=False), t.Function("exp", (sx("x"),))),
        (x**y, t.Power(sx("x"), sx("y"))),
        (f(x, y), t.Call("f", (sx("x"), sx("y")), (0, 0))),
        (sympy.UnevaluatedExpr(x), sx("x")),
        (Derivative(f(x), x), t.Derivative(t.Call("f", (sx("x"),), (0,)), sx("x"), "total")),
    ],
)
def test_an_expression_keeps_its_shape(expression, term):
    assert one(expression) is term


def test_derivatives_are_nested_in_the_order_of_their_variables():
    inner = t.Derivative(t.Call("f", (sx("x"), sx("y")), (0, 0)), sx("x"), "total")
    twice = t.Derivative(inner, sx("x"), "total")
    assert one(Derivative(f(x, y), (x, 2), y)) is t.Derivative(twice, sx("y"), "total")


def test_a_derivative_may_be_by_an_entry_or_a_function_value():
    assert isinstance(one(Derivative(X[i] ** 2, X[j])).variable, t.Entry)
    assert isinstance(one(Derivative(f(f(x)), f(x))).variable, t.Call)


@pytest.mark.parametrize(
    ("expression", "term"),
    [
        (Subs(Derivative(f(z), z), z, x + y), t.Call("f", (t.Add((sx("x"), sx("y"))),), (1,))),
        (Subs(Derivative(f(z, y), (z, 2)), z, x), t.Call("f", (sx("x"), sx("y")), (2, 0))),
        (Subs(z**2, z, x, evaluate=False), t.Power(sx("x"), t.number(2))),
    ],
)
def test_a_derivative_at_a_point_is_that_of_the_function(expression, term):
    assert one(expression) is term


def test_a_bound_letter_that_is_also_free_gets_a_name_of_its_own():
    term = one(Derivative(Sum(X[j] ** 2, (j, 1, n)), X[j]))
    bound, free = term.body.index, term.variable.indices[0]
    assert bound is not free
    assert (bound.range, free.range) == (N_RANGE, N_RANGE)
    assert term.body.body.base.indices == (bound,)


def test_nested_sums_over_one_letter_do_not_capture():
    outer = one(Sum(X[i] * Sum(X[i], (i, 1, n)), (i, 1, n)))
    inner = next(node for node in t.walk(outer.body) if isinstance(node, t.Sum))
    assert inner.index is not outer.index
    assert inner.body.indices == (inner.index,)


def test_several_limits_are_sums_in_sums_with_the_first_inside():
    term = one(Sum(W[i, j], (i, 1, n), (j, 0, m - 1)))
    assert (term.index.range.size, term.body.index.range.size) == ("m", "n")


def test_sizes_are_values_and_indices_are_not():
    assert read(Sum(1, (k, 1, n)), n)[1] is t.Size(N_RANGE)
    assert one(n + x).terms[0] is t.Size(N_RANGE) or one(n + x).terms[1] is t.Size(N_RANGE)
    assert one(i * X[i]).code == "SB224"
    assert one(Sum(k * X[k], (k, 1, n))).code == "SB224"
    assert one(f(i) + X[i]).code == "SB224"


def test_written_positions_are_elements():
    assert one(X[2] + Sum(X[k], (k, 1, 3))).terms[0].indices == (t.IndexValue(2, t.Range("1..3", 3)),)
    assert one(X[0] + Sum(X[k], (k, 0, 2))).terms[0].indices == (t.IndexValue(1, t.Range("1..3", 3)),)


def test_deltas_and_pieces():
    delta = one(KroneckerDelta(i, j) * X[i])
    letters = {variable.name for variable in t.walk(delta) if isinstance(variable, t.IndexVariable)}
    assert letters == {"i", "j"}
    ranged = KroneckerDelta(i, j, (1, n))
    assert one(ranged).left.range is N_RANGE
    term = one(Piecewise((x, x > 0), (0, True)))
    assert term is t.Piecewise(((t.Compare(">", sx("x"), t.ZERO), sx("x")), (t.Always(), t.ZERO)))
    assert one(Max(x, y, evaluate=False)).name == "max"


def test_functions_of_whole_arrays_are_functionals():
    term = read(f(X), Sum(X[k], (k, 1, n)))[0]
    assert isinstance(term, t.Functional)
    assert term.arguments[0].indices[0].range is N_RANGE
    assert one(f(X)).code == "SB220"


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        (sympy.zoo, "SB221"),
        (sympy.nan, "SB221"),
        (sympy.oo * x, "SB221"),
        (sympy.I * x, "SB221"),
        (Integral(x, x), "SB220"),
        (Limit(1 / x, x, 0), "SB220"),
        (MatrixSymbol("A", 2, 2), "SB220"),
        (sympy.ImmutableMatrix([[x]]), "SB220"),
        (RootOf(x**5 - x - 1, 0), "SB220"),
        (sympy.gamma(x), "SB220"),
        (sympy.floor(x), "SB220"),
        (sympy.atan2(x, y), "SB220"),
        (sympy.EulerGamma, "SB220"),
        (sympy.Eq(x, y), "SB220"),
        (sympy.Product(X[k], (k, 1, n)), "SB220"),
        (X + x, "SB220"),
        (Symbol("c", complex=True), "SB228"),
        (Symbol("A", commutative=False) * x, "SB228"),
        (Symbol("q", integer=True) * x, "SB228"),
        (IndexedBase("c", complex=True)[i], "SB228"),
        (Function("f", positive=True)(x), "SB228"),
        (Derivative(sympy.E, x), "SB229"),
        (Derivative(x**2, (x, Symbol("k", integer=True, positive=True))), "SB222"),
        (Derivative(f(n), n), "SB220"),
        (Subs(Derivative(z * f(z), z), z, x), "SB220"),
        (Idx("i", n) * x, "SB224"),
    ],
)
def test_what_has_no_counterpart_gives_a_reason(expression, code):
    assert one(expression).code == code


def test_deep_expressions_give_a_reason_and_no_recursion_error():
    deep = x
    for _ in range(199):
        deep = sympy.sin(deep)
    assert isinstance(one(deep), t.Term)
    assert one(log(deep + 1)).code == "SB222"
