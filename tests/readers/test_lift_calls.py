import pytest
import sympy
from sympy import Derivative, KroneckerDelta, Pow, Rational, Subs, Sum, symbols

from symback.readers._lift import Lifter
from symback.readers._lift_calls import CALLS, Unliftable
from symback.readers._marks import prime
from symback.readers._namespace import Namespace
from symback.readers._source import parse
from symback.sympy_bridge.written import Differentiated, Written, evaluated

x, y, n = symbols("x y n")
i, j, k = symbols("i j k")
X, f = sympy.IndexedBase("X"), sympy.Function("f")
NAMES = {**vars(sympy), "x": x, "y": y, "n": n, "i": i, "j": j, "k": k, "X": X, "f": f, "prime": prime, "sp": sympy}
NAMES["idx"] = sympy.Idx("idx", sympy.Symbol("m", integer=True))


def lift(text, *, condition=False):
    source = parse(text)
    return Lifter().row(source.tree.body[-1].value, Namespace(source, source.tree, {}, NAMES), condition=condition)


def test_derivatives_are_kept():
    assert lift("Derivative(x + x, x)") == sympy.Expr.__new__(
        Derivative, sympy.Add(x, x, evaluate=False), sympy.Tuple(x, sympy.Integer(1))
    )
    assert lift("Derivative(f(x), x, 2)").variable_count == lift("Derivative(f(x), (x, 2))").variable_count
    assert [pair[0] for pair in lift("sp.Derivative(f(x, y), x, y)").variable_count] == [x, y]


@pytest.mark.parametrize("text", ["diff(x**2, x)", "(x**2).diff(x)", "Derivative(x**2, x, evaluate=True)"])
def test_derivatives_that_sympy_evaluates_are_kept_too(text):
    found = lift(text)
    assert isinstance(found, Differentiated)
    assert found.expr == x**2
    assert evaluated(found) == 2 * x


def test_sums_keep_their_body_and_normalise_their_limits():
    found = lift("Sum(X[k] / X[k], (k, 1, n))")
    assert isinstance(found.function, sympy.Mul)
    assert found.limits == Sum(X[k], (k, 1, n)).limits
    assert lift("Sum(X[k], (k, 0, n - 1))").limits[0][2] == n - 1
    assert lift("Sum(X[idx], idx)").limits == Sum(X[NAMES["idx"]], NAMES["idx"]).limits
    assert len(lift("Sum(X[k] * X[j], (k, 1, n), (j, 1, n))").limits) == 2


def test_deltas_are_not_decided():
    assert lift("KroneckerDelta(i, i)").args == (i, i)
    assert lift("KroneckerDelta(j, i, (1, n))").args[2] == sympy.Tuple(1, n)
    assert isinstance(lift("KroneckerDelta(i, j) * x"), sympy.Mul)
    assert evaluated(lift("KroneckerDelta(i, j)")) == KroneckerDelta(i, j)


def test_pieces_keep_their_order():
    found = lift("Piecewise((x, x > 0), (x + x, Eq(x, y)), (0, True))")
    assert [str(piece.expr) for piece in found.args] == ["x", "x + x", "0"]
    assert [str(piece.cond) for piece in found.args] == ["x > 0", "Eq(x, y)", "True"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sqrt(4)", Pow(4, Rational(1, 2), evaluate=False)),
        ("cbrt(x)", Pow(x, Rational(1, 3), evaluate=False)),
        ("abs(x)", sympy.Abs(x)),
        ("Add(x, x)", sympy.Add(x, x, evaluate=False)),
        ("Mul(x, x, evaluate=False)", sympy.Mul(x, x, evaluate=False)),
        ("pow(x, 2)", x**2),
        ("UnevaluatedExpr(x * y)", x * y),
        ("Rational('1/3') * x", Rational(1, 3) * x),
        ("Symbol('x') * 2", sympy.Mul(x, 2, evaluate=False)),
        ("IndexedBase('X')[i]", X[i]),
        ("Function('f')(x)", f(x)),
        ("Subs(f(x), x, y)", Subs(f(x), x, y)),
        ("prime(f, x * y)", prime(f, x * y)),
        ("log(1)", sympy.log(1, evaluate=False)),
    ],
)
def test_constructors_and_functions_are_written_out(text, expected):
    assert lift(text) == expected


def test_a_float_given_as_text_keeps_its_digits():
    assert lift("Float('0.210') * x").atoms(Written).pop().text == "0.210"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x / x > 0", "x/x > 0"),
        ("Ne(x, y) & (x < 1)", "Ne(x, y) & (x < 1)"),
        ("~(x > 0)", "x <= 0"),
        ("And(x > 0, Or(Eq(i, j), y > 0))", "(x > 0) & (Eq(i, j) | (y > 0))"),
    ],
)
def test_conditions_are_written_out(text, expected):
    assert sorted(str(lift(text, condition=True))) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Derivative(f(x))",
        "Derivative(f(x), (x, n))",
        "Sum(X[k])",
        "KroneckerDelta(i)",
        "Piecewise((x, True), evaluate=False) if x else y",
        "Piecewise(*[(x, True)])",
        "prime(Function('f'), x)",
        "Subs(f(x), (x,), (y,))",
        "integrate(x, x)",
        "sqrt(x, y)",
        "Eq(x)",
        "exp(x, order=2)",
        "S('x + 1')",
        "Float(x)",
    ],
)
def test_other_forms_are_not_lifted(text):
    with pytest.raises(Unliftable):
        lift(text)


def test_every_rule_belongs_to_a_function_of_sympy_or_python():
    assert all(callable(called) for called in CALLS)
    assert len(CALLS) > 20
