from __future__ import annotations

import ast
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symback.compiler import arrays as p
from symback.targets._numpy_expressions import called_functions, text

A, B, C = p.Name("a"), p.Name("b"), p.Name("c")
TWO = p.Exact(Fraction(2))


@pytest.mark.parametrize(
    ("array", "wanted"),
    [
        (p.Plus(((1, A), (-1, B))), "a - b"),
        (p.Plus(((-1, p.Plus(((1, A), (1, B)))),)), "-(a + b)"),
        (p.Plus(((1, A), (-1, p.Plus(((1, B), (-1, C)))))), "a - (b - c)"),
        (p.Times((p.Plus(((1, A), (-1, B))), C)), "(a - b) * c"),
        (p.Times((A, p.Times((B, C)))), "a * b * c"),
        (p.Times((A, p.Times((B,), (C,)))), "a * (b / c)"),
        (p.Times((p.Times((A,), (B,)), C)), "(a / b) * c"),
        (p.Times((), (A, B)), "1 / a / b"),
        (p.Times((p.MatrixProduct(A, B), C)), "(a @ b) * c"),
        (p.MatrixProduct(p.Permuted(A, (1, 0)), p.MatrixProduct(B, C)), "a.T @ (b @ c)"),
        (p.Permuted(A, (0, 2, 1)), "a.transpose(0, 2, 1)"),
        (p.Raised(p.Plus(((-1, A),)), TWO), "(-a) ** 2"),
        (p.Plus(((-1, p.Raised(A, TWO)),)), "-a ** 2"),
        (p.Raised(A, p.Exact(Fraction(-1, 2))), "a ** (-0.5)"),
        (p.Exact(Fraction(1, 3)), "1 / 3"),
        (p.Times((p.Exact(Fraction(2, 3)), A)), "(2 / 3) * a"),
        (p.Exact(Fraction(10**20)), "1e+20"),
        (p.Spread(p.Total(A, (1,)), (True, False)), "a.sum(axis=1, keepdims=True)"),
        (p.Spread(p.Total(A, (1,)), (True, False, False)), "a.sum(axis=1)[:, None, None]"),
        (p.Total(p.Plus(((1, A), (1, B))), (), mean=True), "(a + b).mean()"),
        (p.Apply("asin", (A,)), "np.arcsin(a)"),
        (p.Apply("softplus", (A,)), "np.logaddexp(0.0, a)"),
        (p.Labelled(A, B, rows=True), "a[np.arange(b.shape[0]), b]"),
        (p.Labelled(A, B, rows=False), "a[b]"),
        (p.Picked(A, (None, 0)), "a[:, 0]"),
        (p.Identity(p.Length(A, 0), mask=True), "np.eye(a.shape[0], dtype=bool)"),
        (p.Stretched(TWO, (p.Length(A, 0),)), "np.broadcast_to(2.0, (a.shape[0],))"),
        (p.ConstantValue("pi"), "np.pi"),
        (p.CallOf("f", (A, B)), "f(a, b)"),
        (p.Einsum("ii->i", (A,)), 'np.einsum("ii->i", a)'),
        (p.Outer(A, B), "np.outer(a, b)"),
        (p.DiagonalMatrix(A), "np.diag(a)"),
        (p.SamePosition(A, p.Length(B, 1)), "np.equal.outer(a, np.arange(b.shape[1]))"),
        (p.Choice(((p.Comparison(">", A, TWO), TWO),), None), "np.where(a > 2, 2.0, np.nan)"),
        (p.Logical("|", (p.Comparison("<", A, B), p.Logical("~", (C,)))), "(a < b) | ~c"),
        (p.Along("softmax", A, -1), "softmax(a, axis=-1)"),
    ],
)
def test_text(array: p.Array, wanted: str) -> None:
    assert text(array) == wanted
    ast.parse(wanted, mode="eval")


def test_functions_that_the_text_calls() -> None:
    assert called_functions(p.Apply("sigmoid", (A,))) == {"sigmoid"}
    assert called_functions(p.Along("log_softmax", A, -1)) == {"log_softmax"}
    assert called_functions(p.Apply("exp", (A,))) == set()


def expressions() -> st.SearchStrategy[p.Array]:
    leaf = st.sampled_from([A, B, TWO, p.Exact(Fraction(-3, 4)), p.Exact(Fraction(1, 3))])

    def larger(inner: st.SearchStrategy[p.Array]) -> st.SearchStrategy[p.Array]:
        some = st.lists(inner, min_size=1, max_size=3).map(tuple)
        signs = st.lists(st.tuples(st.sampled_from([1, -1]), inner), min_size=1, max_size=3).map(tuple)
        return st.one_of(
            signs.map(p.Plus),
            st.builds(p.Times, some, st.lists(inner, max_size=2).map(tuple)),
            st.builds(p.Raised, inner, st.sampled_from([TWO, p.Exact(Fraction(3))])),
        )

    return st.recursive(leaf, larger, max_leaves=8)


def value(array: p.Array) -> float:
    match array:
        case p.Name(name=name):
            return {"a": 1.25, "b": -0.75}[name]
        case p.Exact(value=exact):
            return float(exact)
        case p.Plus(terms=terms):
            return sum(sign * value(term) for sign, term in terms)
        case p.Times(factors=factors, divisors=divisors):
            top = np.prod([value(each) for each in factors])
            return float(np.divide(top, np.prod([value(each) for each in divisors])))
        case p.Raised(base=base, exponent=exponent):
            return value(base) ** value(exponent)
    raise AssertionError(array)


@given(expressions())
def test_text_means_what_the_expression_means(array: p.Array) -> None:
    with np.errstate(all="ignore"):
        names = {"a": np.float64(1.25), "b": np.float64(-0.75)}
        try:
            got = eval(text(array), {"np": np, **names})  # noqa: S307
        except ZeroDivisionError:
            return
        wanted = value(array)
    if np.isfinite(wanted) and abs(wanted) < 1e6:
        np.testing.assert_allclose(got, wanted, rtol=1e-6, atol=1e-6)
