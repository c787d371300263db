"""Each program is compared with its theorem when it is built (see `nets.compiled`); here its shape is looked at."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from symback.compiler.program import CompileError
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import IndexVariable, Range, Term
from tests.compiler.nets import (
    HALF,
    SIGMA,
    SOFTMAX,
    I,
    K,
    L,
    X,
    add,
    body,
    call,
    compiled,
    derivative,
    entry,
    exp,
    i,
    inverse,
    j,
    k,
    log,
    m,
    mul,
    neg,
    q,
    square,
)

S, Z, T = entry("s", k), entry("z", k), entry("t", k)
OTHER = IndexVariable("i'", I)
CROSS_ENTROPY = Definition("L", neg(t.Sum(k, mul(T, log(S)))))


def test_softmax_jacobian_is_diagonal_minus_outer() -> None:
    left, right = derivative(S, entry("z", m)), mul(S, add(t.Delta(k, m), neg(entry("s", m))))
    _, source = compiled(left, right, SOFTMAX)
    assert body(source, "value") == ["s = softmax(z, axis=-1)", "return np.diag(s) - np.outer(s, s)"]


def test_softmax_jacobian_times_vector_makes_no_matrix() -> None:
    right = t.Sum(m, mul(S, add(t.Delta(k, m), neg(entry("s", m))), entry("v", m)))
    left = t.Sum(m, mul(derivative(S, entry("z", m)), entry("v", m)))
    _, source = compiled(left, right, SOFTMAX, batch=("z", "v"))
    assert body(source, "value") == [
        "s = softmax(z, axis=-1)",
        "delta_k = s * v",
        "return delta_k - s * delta_k.sum(axis=1, keepdims=True)",
    ]


def test_softmax_jacobian_of_a_batch() -> None:
    left, right = derivative(S, entry("z", m)), mul(S, add(t.Delta(k, m), neg(entry("s", m))))
    module, _ = compiled(left, right, SOFTMAX, batch=("z",))
    single, _ = compiled(left, right, SOFTMAX)
    z = np.random.default_rng(0).normal(size=(4, 5))
    np.testing.assert_allclose(module.value(z), [single.value(row) for row in z], rtol=1e-14)


def test_cross_entropy_is_taken_on_the_logarithmic_scale() -> None:
    module, source = compiled(L, CROSS_ENTROPY.body, SOFTMAX, CROSS_ENTROPY, batch=("z", "t"))
    assert body(source, "value") == ["return -(t * log_softmax(z, axis=-1)).sum(axis=1)"]
    assert module.value(t=np.array([[0.0, 1.0]]), z=np.array([[1000.0, 0.0]])) == 1000.0


def test_binary_cross_entropy_needs_no_sigmoid() -> None:
    p, y, z = t.Symbol("p"), t.Symbol("y"), t.Symbol("z")
    loss = neg(add(mul(y, log(p)), mul(add(t.ONE, neg(y)), log(add(t.ONE, neg(p))))))
    definitions = SIGMA, Definition("p", call("σ", z)), Definition("L", loss)
    module, source = compiled(L, loss, *definitions)
    assert body(source, "value") == ["return y * np.logaddexp(0.0, -z) + (1 - y) * np.logaddexp(0.0, z)"]
    assert module.value(y=1.0, z=-2000.0) == 2000.0
    _, source = compiled(derivative(L, z), add(p, neg(y)), *definitions)
    assert body(source, "value") == ["p = sigmoid(z)", "return p - y"]


def test_a_class_label_is_a_position() -> None:
    label = IndexVariable("t", K)
    cost = Definition("L", neg(log(entry("s", label))))
    right = add(S, neg(t.Delta(k, label)))
    module, source = compiled(derivative(L, Z), right, SOFTMAX, cost, batch=("z",))
    assert body(source, "value")[-1] == "return s - np.equal.outer(t, np.arange(z.shape[1]))"
    z, labels = np.random.default_rng(1).normal(size=(3, 4)), np.array([2, 0, 3])
    single, _ = compiled(derivative(L, Z), right, SOFTMAX, cost)
    rows = [single.value(z=row, t=int(place)) for row, place in zip(z, labels, strict=True)]
    np.testing.assert_allclose(module.value(z=z, t=labels), rows, rtol=1e-14)
    value, _ = compiled(L, cost.body, SOFTMAX, cost, batch=("z",))
    np.testing.assert_allclose(
        value.value(z=z, t=labels), -np.log([np.exp(r[p]) / np.exp(r).sum() for r, p in zip(z, labels, strict=True)])
    )


def test_tanh_derivative_does_not_cancel() -> None:
    h = Definition("h", t.Function("tanh", (Z,)), (k,))
    module, source = compiled(derivative(entry("h", k), Z), add(t.ONE, neg(square(entry("h", k)))), h)
    assert body(source, "value") == ["return tanh_derivative(z)"]
    np.testing.assert_allclose(module.value(np.array([20.0])), 4 * np.exp(-40.0), rtol=1e-14)


@pytest.mark.parametrize("written", ["output", "exponentials", "prime"])
def test_sigmoid_derivative_does_not_cancel(written: str) -> None:
    s = call("σ", q)
    right: Term = {
        "output": mul(s, add(t.ONE, neg(s))),
        "exponentials": mul(exp(neg(q)), inverse(square(add(t.ONE, exp(neg(q)))))),
        "prime": call("σ", q, orders=(1,)),
    }[written]
    module, source = compiled(derivative(s, q), right, SIGMA)
    assert body(source, "value") == ["s, one_minus_s = sigmoid_and_complement(q)", "return s * one_minus_s"]
    with np.errstate(all="raise", under="ignore"):
        found = module.value(np.array([-700.0, -40.0, 0.0, 40.0, 700.0, 1e300]))
    np.testing.assert_allclose(
        found, [np.exp(-700.0), np.exp(-40.0), 0.25, np.exp(-40.0), np.exp(-700.0), 0.0], rtol=1e-12
    )


def test_means_over_an_index_are_means() -> None:
    size = t.Size(I)
    mean = Definition("mu", mul(inverse(size), t.Sum(i, entry("x", i))))
    _, source = compiled(t.Symbol("mu"), mean.body, mean)
    assert body(source, "value") == ["return x.mean()"]


def test_layer_norm_keeps_its_intermediates() -> None:
    size, s, mu = t.Size(I), t.Symbol("s"), t.Symbol("mu")
    definitions = (
        Definition("mu", mul(inverse(size), t.Sum(i, entry("x", i)))),
        Definition("var", mul(inverse(size), t.Sum(i, square(add(entry("x", i), neg(mu)))))),
        Definition("s", t.Power(add(t.Symbol("var"), t.Symbol("eps")), HALF)),
        Definition("n", mul(add(entry("x", i), neg(mu)), inverse(s)), (i,)),
        Definition("L", t.Sum(i, mul(entry("g", i), entry("n", i)))),
    )
    inner = add(
        mul(size, entry("g", i)),
        neg(t.Sum(OTHER, entry("g", OTHER))),
        neg(mul(entry("n", i), t.Sum(OTHER, mul(entry("g", OTHER), entry("n", OTHER))))),
    )
    _, source = compiled(
        derivative(L, entry("x", i)), mul(inverse(mul(size, s)), inner), *definitions, batch=("x", "g")
    )
    lines = body(source, "value")
    assert "mu = x.mean(axis=1)" in lines
    assert "var = (delta_i ** 2).mean(axis=1)" in lines
    assert "s = np.sqrt(var + eps)" in lines


def test_least_squares_over_written_examples() -> None:
    n = IndexVariable("n", Range("n", "n"))
    residual = add(t.Sum(i, mul(entry("X", n, i), entry("w", i))), neg(entry("y", n)))
    definitions = (
        Definition("r", residual, (n,)),
        Definition("L", mul(inverse(mul(t.number(2), t.Size(n.range))), t.Sum(n, square(entry("r", n))))),
    )
    right = mul(inverse(t.Size(n.range)), t.Sum(n, mul(entry("r", n), entry("X", n, i))))
    _, source = compiled(derivative(L, entry("w", i)), right, *definitions)
    assert body(source, "value") == ["r = X @ w - y", "return (r @ X) / X.shape[0]"]


def test_quadratic_form_trace_and_constants() -> None:
    def a(one: t.Index, other: t.Index) -> Term:
        return entry("A", one, other)

    form = Definition("L", t.Sum(i, t.Sum(OTHER, mul(entry("x", i), a(i, OTHER), entry("x", OTHER)))))
    right = t.Sum(OTHER, mul(add(a(i, OTHER), a(OTHER, i)), entry("x", OTHER)))
    _, source = compiled(derivative(L, entry("x", i)), right, form)
    assert body(source, "value") == ["return (A + A.T) @ x"]
    trace = Definition("L", t.Sum(i, a(i, i)))
    assert body(compiled(L, trace.body, trace)[1], "value") == ['return np.einsum("ii->i", A).sum()']
    assert body(compiled(derivative(L, a(i, OTHER)), t.Delta(i, OTHER), trace)[1], "value") == [
        "return np.eye(A.shape[0])"
    ]
    total = Definition("L", t.Sum(i, entry("x", i)))
    found = compiled(derivative(L, entry("x", i)), t.ONE, total)[1]
    assert body(found, "value") == ["return np.broadcast_to(1.0, (x.shape[0],))"]


def test_written_positions_are_picked() -> None:
    second = t.IndexValue(2, Range("I", 3))
    n = IndexVariable("i", second.range)
    loss = Definition("L", t.Sum(n, square(entry("x", n))))
    _, source = compiled(derivative(L, entry("x", second)), mul(t.number(2), entry("x", second)), loss, batch=("x",))
    assert body(source, "value") == ["return 2 * x[:, 1]"]


def test_undefined_functions_are_arguments() -> None:
    definitions = (
        Definition("a", t.Sum(i, mul(entry("w", j, i), entry("x", i))), (j,)),
        Definition("h", call("f", entry("a", j)), (j,)),
        Definition("L", t.Sum(j, call("c", entry("h", j), entry("t", j)))),
    )
    slope = call("c", entry("h", j), entry("t", j), orders=(1, 0))
    right = mul(slope, call("f", entry("a", j), orders=(1,)), entry("x", i))
    module, source = compiled(derivative(L, entry("w", j, i)), right, *definitions, batch=("x", "t"))
    assert "return ((c_d1(h, t) * f_prime(a)).T @ x) / x.shape[0]" in source
    random = np.random.default_rng(2)
    w, x, target = random.normal(size=(2, 3)), random.normal(size=(4, 3)), random.normal(size=(4, 2))
    found = module.value(
        x=x, t=target, w=w, f=np.tanh, f_prime=lambda a: 1 / np.cosh(a) ** 2, c_d1=lambda h, t: 2 * (h - t)
    )

    def cost(w: np.ndarray) -> complex:
        return ((np.tanh(x @ w.T) - target) ** 2).sum() / 4

    for place in np.ndindex(2, 3):
        step = np.zeros((2, 3), complex)
        step[place] = 1e-30j
        np.testing.assert_allclose(found[place], cost(w + step).imag / 1e-30, rtol=1e-12)


def test_an_opaque_function_of_arrays_is_refused() -> None:
    f = t.Functional("F", (), (t.Family((i,), entry("x", i)),), ())
    with pytest.raises(CompileError, match="whole arrays"):
        compiled(add(f, X), add(X, f))


def test_fractions_and_decimals_are_written_as_people_do() -> None:
    third = t.number(Fraction(1, 3))
    assert body(compiled(mul(third, X), mul(X, third))[1], "value") == ["return X / 3"]
    tenth = mul(t.number(Fraction(7, 10)), X)
    assert body(compiled(tenth, mul(X, t.number(Fraction(7, 10))))[1], "value") == ["return 0.7 * X"]
