from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Derivative, Subs, Sum, symbols

from symback.kernel import terms as t
from symback.sympy_bridge.back import to_sympy
from symback.sympy_bridge.reading import Reading

N = t.Range("n", "n")
I, J, K = (t.IndexVariable(name, N) for name in "ijk")
ONE_TO_THREE = t.Range("1..3", 3)
x = t.Symbol("x")

leaves = st.one_of(
    st.fractions(max_denominator=9).map(t.Number),
    st.sampled_from(
        [x, t.Symbol("y"), t.Constant("pi"), t.Size(N), t.Delta(I, J), t.Entry("X", (I,)), t.Entry("W", (J, I))]
    ),
)


def summed(body):
    """A sum over a letter that no sum inside the body has."""
    inside = sum(isinstance(node, t.Sum) for node in t.walk(body))
    letter = t.IndexVariable(f"k{inside}", N)
    return t.Sum(letter, t.Add((t.Entry("X", (letter,)), body)))


def wider(inner):
    pair = st.tuples(inner, inner)
    compare = st.tuples(st.sampled_from(["<", "<=", ">", ">="]), inner, inner).map(lambda parts: t.Compare(*parts))
    return st.one_of(
        pair.map(t.Add),
        st.tuples(inner, inner, inner).map(t.Mul),
        inner.map(lambda base: t.Power(base, t.number(-2))),
        st.tuples(st.sampled_from(["exp", "log", "sqrt", "tanh", "abs", "erf"]), inner).map(
            lambda parts: t.Function(parts[0], (parts[1],))
        ),
        pair.map(lambda arguments: t.Call("f", arguments, (0, 0))),
        inner.map(summed),
        inner.map(lambda body: t.Derivative(body, x, "total")),
        st.tuples(compare, inner, inner).map(lambda parts: t.Piecewise(((parts[0], parts[1]), (t.Always(), parts[2])))),
    )


def back_again(term):
    """SymPy and back. The sum gives all indices their size."""
    expression = to_sympy(term)
    around = to_sympy(t.Sum(K, t.Mul((t.Entry("X", (K,)), t.Entry("W", (K, K)), t.Delta(I, K), t.Delta(J, K)))))
    reading = Reading()
    scope = reading.scope()
    assert reading.learn(expression, scope) is None
    assert reading.learn(around, scope) is None
    return reading.term(expression, scope)


@settings(max_examples=1500, deadline=None)
@given(st.recursive(leaves, wider, max_leaves=10))
def test_a_term_comes_back_from_sympy_as_it_was(term):
    assert back_again(term) is term


def test_opaque_derivatives_are_derivatives_at_a_point():
    prime = to_sympy(t.Call("f", (t.Add((x, x)),), (1,)))
    assert isinstance(prime, Subs)
    assert isinstance(to_sympy(t.Derivative(x, x, "direct")), Derivative)


def test_numbers_of_elements_and_sizes_are_written_out():
    total = to_sympy(t.Sum(t.IndexVariable("k", ONE_TO_THREE), t.Entry("X", (t.IndexValue(2, ONE_TO_THREE),))))
    assert isinstance(total, Sum)
    assert str(total) == "Sum(X[2], (k, 1, 3))"


def test_conditions_on_indices():
    same = t.SameIndex(I, J)
    either = t.Or((t.Not(same), t.And((same, t.Compare("!=", x, t.number(Fraction(1, 2)))))))
    assert str(to_sympy(t.Piecewise(((either, x),)))) in (
        "Piecewise((x, Ne(i, j) | (Eq(i, j) & Ne(x, 1/2))))",
        "Piecewise((x, (Eq(i, j) & Ne(x, 1/2)) | Ne(i, j)))",
    )


def test_functions_of_whole_arrays_come_back_only_whole():
    family = t.Family((K,), t.Entry("X", (K,)))
    assert str(to_sympy(t.Functional("F", (), (family, t.Family((), x)), ()))) == "F(X, x)"
    with pytest.raises(ValueError, match="F is a function of whole arrays"):
        to_sympy(t.Functional("F", (), (family,), ((0, (I,)),)))


def test_symbols_are_real_and_sizes_positive():
    assert to_sympy(x) == symbols("x", real=True)
    assert to_sympy(t.Size(N)) == symbols("n", integer=True, positive=True)
