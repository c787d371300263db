import ast

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.readers._lift import Lifter
from symback.readers._lift_calls import Unliftable
from symback.readers._namespace import Namespace
from symback.readers._source import parse
from symback.sympy_bridge.written import evaluated

NAMES = {name: getattr(sympy, name) for name in ("exp", "log", "sin", "Rational", "S", "Q", "Max", "Matrix", "gamma")}
NAMES |= {"x": sympy.Symbol("x"), "y": sympy.Symbol("y"), "i": sympy.Symbol("i"), "sp": sympy, "count": 3}
NAMES |= {"X": sympy.IndexedBase("X"), "f": sympy.Function("f"), "items": [sympy.Symbol("x"), 2], "rate": 0.1}


def lifted(text, names=NAMES):
    """The last expression of a text, with the lifter that read it."""
    source = parse(text)
    lifter = Lifter()
    node = source.tree.body[-1].value
    return lifter.row(node, Namespace(source, source.tree, {}, names), condition=False), lifter


def shape(text):
    return str(lifted(text)[0])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x / x", "x/x"),
        ("2 * (x + y)", "2*(x + y)"),
        ("x + x - y", "x + x - y"),
        ("(-1) * x ** (-2) * exp(-x)", "-exp(-x)/x**2"),
        ("x * y / x", "x*y/x"),
        ("+x", "x"),
        ("1 / 3 * x", "1/3*x"),
        ("0.210 * x", "0.210*x"),
        ("1_000.5 + x", "x + 1000.5"),
        ("x ** 2 ** 3", "x**8"),
        ("S(1) / 2 * x", "1*x/2"),
        ("Rational(1, 3) - Rational(-1, 3)", "1/3 - 1*(-1/3)"),
        ("X[i] * X[1]", "X[1]*X[i]"),
        ("sp.exp(x) + sp.pi", "exp(x) + pi"),
        ("items[0] * items[-1]", "x*2"),
        ("f(x) * f(2 * (x + y))", "f(x)*f(2*(x + y))"),
        ("count * x", "3*x"),
        ("(z := x) + x", "x + x"),
        ("Max(x, 0)", "Max(0, x)"),
        ("S.Half * x", "x/2"),
    ],
)
def test_an_expression_stands_as_written(text, written):
    assert shape(text) == written


def test_a_sum_is_one_sum_and_a_product_one_product():
    assert len(lifted("x + y - x + 1")[0].args) == 4
    assert len(lifted("x * y / x * 2")[0].args) == 4
    assert len(lifted("x + (y - x)")[0].args) == 2


def test_long_sums_do_not_nest():
    expression, _ = lifted("+".join(["x"] * 400))
    assert len(expression.args) == 400


def test_names_bound_once_are_written_out():
    inner = "u = 2 * (x + y)\nu * u"
    expression, lifter = lifted(inner, NAMES | {"u": 2 * (NAMES["x"] + NAMES["y"])})
    assert [str(factor) for factor in expression.args] == ["2*(x + y)"] * 2
    assert not lifter.touched


def test_names_bound_in_a_loop_stand_for_their_value():
    text = "u = x\nfor step in (1, 2):\n    u = exp(u) + u\nu * y"
    expression, lifter = lifted(text, NAMES | {"u": sympy.exp(NAMES["x"]) + NAMES["x"]})
    assert lifter.touched
    assert evaluated(expression) == (sympy.exp(NAMES["x"]) + NAMES["x"]) * NAMES["y"]


def test_what_sympy_cannot_have_rewritten_is_as_written():
    value = NAMES["f"](NAMES["X"][NAMES["i"]])
    assert not lifted("u * x", NAMES | {"u": value})[1].touched
    assert lifted("u * x", NAMES | {"u": value + 1})[1].touched
    assert lifted("one", NAMES | {"one": sympy.S.One})[1].touched


def test_functions_of_the_file_are_written_out():
    text = (
        "def logistic(u):\n    '''σ.'''\n    e = exp(-u)\n    return 1 / (1 + e)\n\nlogistic(2 * (x + y)) - square(x)"
    )
    source = parse("square = lambda u: u * u\n" + text)
    module = dict(NAMES)
    code = {part.co_name: part for part in compile(source.text, "a file", "exec").co_consts if hasattr(part, "co_name")}
    function = type(lifted)
    module["logistic"] = function(code["logistic"], module)
    module["square"] = function(code["<lambda>"], module)
    lifter = Lifter()
    names = Namespace(source, source.tree, {}, module)
    expression = lifter.row(source.tree.body[-1].value, names, condition=False)
    x, y = NAMES["x"], NAMES["y"]
    assert evaluated(expression, stepwise=True) == 1 / (1 + sympy.exp(-2 * (x + y))) - x**2
    assert expression.has(sympy.Add(x, y))
    assert not lifter.touched


@pytest.mark.parametrize(
    "text",
    [
        "missing + x",
        "[x for x in items][0]",
        "x if count else y",
        "x // y",
        "x % 2",
        "Matrix([x])[0]",
        "f(*items)",
        "'x'",
        "True",
        "1j * x",
        "rate * x",
        "items[7]",
        "items[count]",
        "x.subs(x, y)",
        "(x > 0)",
        "exp",
    ],
)
def test_what_is_no_formula_is_not_lifted(text):
    with pytest.raises(Unliftable) as stopped:
        lifted(text)
    assert isinstance(stopped.value.node, ast.expr)


leaves = st.sampled_from(["x", "y", "2", "3", "0.5", "X[i]", "sp.pi"])


def wider(inner):
    pair = st.tuples(inner, st.sampled_from("+-*/"), inner)
    return st.one_of(
        pair.map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        pair.map(lambda parts: f"{parts[0]} {parts[1]} {parts[2]}"),
        inner.map(lambda part: f"-{part}"),
        inner.map(lambda part: f"({part}) ** 2"),
        st.tuples(st.sampled_from(["exp", "sin", "f"]), inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
    )


@settings(max_examples=2500, deadline=None)
@given(st.recursive(leaves, wider, max_leaves=8))
def test_what_is_lifted_evaluates_to_what_python_computes(text):
    code = compile(f"value = {text}", "a row", "exec")
    names = dict(NAMES)
    try:
        type(lifted)(code, names)()
    except ZeroDivisionError:
        return
    value = sympy.S(names["value"])
    try:
        expression, lifter = lifted(text)
    except Unliftable:
        pytest.fail(f"{text} is plain")
    assert not lifter.touched
    found = evaluated(expression, stepwise=True)
    assert found == value or abs(sympy.N((found - value).subs({"x": 0.37, "y": 1.9}), 15, chop=True)) < 1e-9
