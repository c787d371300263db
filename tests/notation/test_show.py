from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from symback.kernel import terms as t
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, Term, negative, number
from symback.notation.show import show, show_index, show_name

x, y = t.Symbol("x"), t.Symbol("y_h")
n = t.Range("n", "n")
i, j, k = (t.IndexVariable(name, n) for name in "ijk")
exp = t.Function("exp", (negative(x),))
total = t.Sum(k, t.Entry("x", (k,)))


def ratio(over: Term, under: Term) -> Term:
    return t.Mul((over, t.Power(under, MINUS_ONE)))


def call(name: str, *arguments: Term, orders: tuple[int, ...] | None = None) -> Term:
    return t.Call(name, arguments, orders or (0,) * len(arguments))


@pytest.mark.parametrize(
    ("term", "text", "plain"),
    [
        (ratio(ONE, t.Add((ONE, exp))), "1/(1 + exp(−x))", "1/(1 + exp(-x))"),
        (t.Power(t.Add((ONE, exp)), number(-2)), "(1 + exp(−x))⁻²", "(1 + exp(-x))^-2"),
        (t.Mul((MINUS_ONE, t.Power(x, number(-2)), exp)), "−x⁻²·exp(−x)", "-x^-2*exp(-x)"),
        (t.Mul((ratio(ONE, x), ratio(exp, x))), "(1/x)·(exp(−x)/x)", "(1/x)*(exp(-x)/x)"),
        (negative(ratio(x, y)), "−x/y_h", "-x/y_h"),
        (negative(t.Add((x, y))), "−(x + y_h)", "-(x + y_h)"),
        (negative(negative(x)), "−(−x)", "-(-x)"),
        (t.Mul((x, number(-2))), "x·(−2)", "x*(-2)"),
        (t.Add((x, negative(t.Add((x, y))), number(-3))), "x − (x + y_h) − 3", "x - (x + y_h) - 3"),
        (t.Add((x, t.Add((x, y)))), "x + (x + y_h)", "x + (x + y_h)"),
        (t.Power(t.Power(x, number(2)), number(3)), "(x²)³", "(x^2)^3"),
        (t.Power(x, negative(y)), "x^(−y_h)", "x^(-y_h)"),
        (t.Power(x, number(12)), "x¹²", "x^12"),
        (t.Power(x, t.Number(Fraction(1, 2))), "√x", "sqrt(x)"),
        (t.Power(t.Add((x, y)), t.Number(Fraction(-1, 2))), "1/√(x + y_h)", "1/sqrt(x + y_h)"),
        (t.Power(x, t.Number(Fraction(2, 3))), "x^(2/3)", "x^(2/3)"),
        (t.Power(t.Number(Fraction(-2, 3)), number(2)), "(−2/3)²", "(-2/3)^2"),
        (negative(t.Number(Fraction(-32, 25))), "−(−1.28)", "-(-1.28)"),
        (t.Mul((t.Number(Fraction(1, 100)), x)), "0.01·x", "0.01*x"),
        (ratio(t.Number(Fraction(21, 100)), t.Number(Fraction(-1, 20))), "0.21/(−0.05)", "0.21/(-0.05)"),
        (t.Sum(k, t.Mul((t.Entry("w", (j, k)), t.Entry("x", (k,))))), "Σ_k w[j,k]·x[k]", "sum_k w[j,k]*x[k]"),
        (t.Mul((ratio(ONE, t.Size(n)), total)), "(1/n)·Σ_k x[k]", "(1/n)*sum_k x[k]"),
        (t.Mul((total, y)), "(Σ_k x[k])·y_h", "(sum_k x[k])*y_h"),
        (t.Sum(k, t.Add((x, y))), "Σ_k (x + y_h)", "sum_k (x + y_h)"),
        (t.Sum(k, negative(x)), "Σ_k (−x)", "sum_k (-x)"),
        (t.Delta(i, j), "δ_ij", "delta_ij"),
        (t.Delta(i, t.IndexVariable("out", n)), "δ_[i,out]", "delta_[i,out]"),
        (t.Entry("w", (t.IndexValue(2, n), i)), "w[2,i]", "w[2,i]"),
        (call("sigma", x, orders=(1,)), "σ′(x)", "sigma'(x)"),
        (call("f", x, orders=(5,)), "f^(5)(x)", "f^(5)(x)"),
        (call("f", x, y, orders=(1, 0)), "(∂_1 f)(x, y_h)", "(d_1 f)(x, y_h)"),
        (t.Derivative(call("sigma", x), x, "total"), "dσ(x)/dx", "dsigma(x)/dx"),
        (t.Derivative(t.Symbol("E"), t.Entry("w", (i, j)), "total"), "∂E/∂w[i,j]", "dE/dw[i,j]"),
        (t.Derivative(t.Add((ONE, exp)), x, "total"), "d/dx[1 + exp(−x)]", "d/dx[1 + exp(-x)]"),
        (t.Derivative(t.Derivative(x, x, "total"), x, "total"), "d²x/dx²", "d^2x/dx^2"),
        (t.Derivative(t.Derivative(x, y, "total"), x, "total"), "∂²x/(∂x∂y_h)", "d^2x/(dxdy_h)"),
        (t.Function("abs", (x,)), "|x|", "abs(x)"),
        (t.Function("sqrt", (x,)), "√x", "sqrt(x)"),
        (t.Function("max", (ZERO, x)), "max(0, x)", "max(0, x)"),
        (t.Constant("pi"), "π", "pi"),
        (t.Mul(()), "1", "1"),
        (t.Add(()), "0", "0"),
        (
            t.Piecewise(((t.Compare(">=", x, ZERO), x), (t.Always(), ZERO))),
            "{x if x ≥ 0; 0 otherwise}",
            "{x if x >= 0; 0 otherwise}",
        ),
        (
            t.Functional("L", (), (t.Family((i,), t.Entry("z", (i,))),), ((0, (j,)),)),
            "∂L(z)/∂z[j]",
            "dL(z)/dz[j]",
        ),
        (
            t.Functional("F", (j,), (t.Family((i,), negative(t.Entry("z", (i,)))),), ()),
            "F[j]((−z[i])_i)",
            "F[j]((-z[i])_i)",
        ),
    ],
)
def test_terms(term: Term, text: str, plain: str) -> None:
    assert show(term) == text
    assert show(term, plain=True) == plain
    assert plain.isascii()


@pytest.mark.parametrize(
    ("condition", "text", "plain"),
    [
        (t.Compare("!=", x, ZERO), "x ≠ 0", "x != 0"),
        (t.Compare("==", x, ONE), "x = 1", "x = 1"),
        (t.SameIndex(i, j), "i = j", "i = j"),
        (t.Not(t.SameIndex(i, j)), "i ≠ j", "i != j"),
        (t.Not(t.Compare("<", x, ONE)), "not (x < 1)", "not (x < 1)"),
        (t.And((t.SameIndex(i, j), t.Compare("<", x, ONE))), "i = j and x < 1", "i = j and x < 1"),
        (t.Or((t.And((t.Always(), t.SameIndex(i, j))), t.Always())), "(always and i = j) or always", None),
    ],
)
def test_conditions(condition: t.Condition, text: str, plain: str | None) -> None:
    assert show(condition) == text
    assert show(condition, plain=True) == (plain or text)


def test_the_direct_reading_is_marked_on_request() -> None:
    term = t.Derivative(t.Symbol("E"), x, "direct")
    assert show(term) == "∂E/∂x"
    assert show(term, modes=True) == "∂E/∂x|direct"


def test_names_and_indices() -> None:
    assert show_name("sigma_1") == "σ₁"
    assert show_index(i) == "i"
    assert show_index(t.IndexValue(3, n)) == "3"


def test_a_deep_term_is_shown() -> None:
    term: Term = x
    for _ in range(15_000):
        term = t.Function("exp", (term,))
    assert show(term) == "exp(" * 15_000 + "x" + ")" * 15_000


def test_a_small_graph_with_an_endless_text_is_cut() -> None:
    term: Term = x
    for _ in range(200):
        term = t.Add((term, term))
    assert "…" in show(term)
    assert len(show(term)) < 200_000


def numbers() -> st.SearchStrategy[Term]:
    return st.fractions(min_value=-3, max_value=3, max_denominator=25).map(t.Number)


def larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    exponents = st.integers(-3, 3).map(number)
    return st.one_of(
        several.map(t.Add),
        several.map(t.Mul),
        st.tuples(inner, exponents).map(lambda pair: t.Power(*pair)),
        inner.map(negative),
        inner.map(lambda term: t.Function("sin", (term,))),
        inner.map(lambda term: t.Power(t.Function("abs", (term,)), t.Number(Fraction(1, 2)))),
    )


TERMS = st.recursive(numbers() | st.sampled_from([x, t.Symbol("z")]), larger, max_leaves=12)
VALUES = {"x": mpf(7) / 10, "z": mpf(-13) / 10, "sin": mp.sin, "abs": abs, "sqrt": mp.sqrt, "mpf": mpf}


def value(term: Term) -> mpf:
    match term:
        case t.Number(value=fraction):
            return mpf(fraction.numerator) / fraction.denominator
        case t.Symbol(name=name):
            return VALUES[name]
        case t.Add(terms=terms):
            return mp.fsum(map(value, terms))
        case t.Mul(factors=factors):
            return mp.fprod(map(value, factors))
        case t.Power(base=base, exponent=exponent):
            return value(base) ** value(exponent)
        case t.Function(name=name, arguments=(argument,)):
            return VALUES[name](value(argument))
    raise TypeError(term)


@given(TERMS)
def test_brackets_stand_where_they_are_needed(term: Term) -> None:
    """The plain text, read by Python's own rules of precedence, has the value of the term."""
    text = re.sub(r"\d+(\.\d+)?", r"mpf('\g<0>')", show(term, plain=True)).replace("^", "**")
    with mp.workdps(200):
        try:
            expected = value(term)
        except ZeroDivisionError:
            return
        found = eval(text, {"__builtins__": {}}, VALUES)  # noqa: S307 - the text of the line above
    assert mp.almosteq(found, expected, rel_eps=mpf(10) ** -50, abs_eps=mpf(10) ** -50), text
