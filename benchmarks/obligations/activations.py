"""Activations and their slopes, stable forms, powers, roots and logarithms."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from benchmarks.obligations.obligation import Obligation

x, y, a, b = sp.symbols("x y a b", real=True)
p, q = sp.symbols("p q", positive=True)


def sigmoid(z: sp.Expr) -> sp.Expr:
    """1/(1 + e^-z)."""
    return 1 / (1 + sp.exp(-z))


def obligations() -> Iterator[Obligation]:
    """True equations; the derivative is SymPy's, done before any clock runs."""
    s = sigmoid(x)
    yield Obligation("sigmoid slope", sp.diff(s, x), s * (1 - s))
    yield Obligation("sigmoid slope by exponentials", sp.diff(s, x), sp.exp(x) / (1 + sp.exp(x)) ** 2)
    yield Obligation("sigmoid second slope", sp.diff(s, x, 2), s * (1 - s) * (1 - 2 * s))
    yield Obligation("sigmoid third slope", sp.diff(s, x, 3), s * (1 - s) * (1 - 6 * s + 6 * s**2))
    yield Obligation("sigmoid mirrored", sigmoid(-x), 1 - s)
    yield Obligation("sigmoid by tanh", s, (1 + sp.tanh(x / 2)) / 2)
    yield Obligation("sigmoid by e^x", s, sp.exp(x) / (sp.exp(x) + 1))
    yield Obligation("log sigmoid", sp.log(s), x - sp.log(1 + sp.exp(x)))
    yield Obligation("log sigmoid slope", sp.diff(sp.log(s), x), 1 - s)
    yield Obligation("logit of sigmoid", sp.log(s / (1 - s)), x)
    yield Obligation("tanh slope", sp.diff(sp.tanh(x), x).rewrite(sp.exp), 1 - sp.tanh(x) ** 2)
    yield Obligation("tanh by exponentials", sp.tanh(x), (sp.exp(2 * x) - 1) / (sp.exp(2 * x) + 1))
    yield Obligation("tanh second slope", sp.diff(sp.tanh(x), x, 2), -2 * sp.sinh(x) / sp.cosh(x) ** 3)
    yield Obligation("softplus slope", sp.diff(sp.log(1 + sp.exp(x)), x), s)
    yield Obligation("softplus mirrored", sp.log(1 + sp.exp(x)) - sp.log(1 + sp.exp(-x)), x)
    yield Obligation("softplus stable", sp.log(1 + sp.exp(x)), sp.Max(x, 0) + sp.log(1 + sp.exp(-sp.Abs(x))))
    yield Obligation("silu slope", sp.diff(x * s, x), s * (1 + x * (1 - s)))
    swish = x * sigmoid(b * x)
    yield Obligation("swish slope", sp.diff(swish, x), b * swish + sigmoid(b * x) * (1 - b * swish))
    softplus = sp.log(1 + sp.exp(x))
    mish = x * sp.tanh(softplus)
    omega = 4 * (x + 1) + 4 * sp.exp(2 * x) + sp.exp(3 * x) + sp.exp(x) * (4 * x + 6)
    yield Obligation("mish slope", sp.diff(mish, x), sp.tanh(softplus) + x * s * (1 - sp.tanh(softplus) ** 2))
    yield Obligation(
        "mish slope, closed", sp.diff(mish, x), sp.exp(x) * omega / (2 * sp.exp(x) + sp.exp(2 * x) + 2) ** 2
    )
    gelu = x * (1 + sp.erf(x / sp.sqrt(2))) / 2
    yield Obligation(
        "gelu slope",
        sp.diff(gelu, x),
        (1 + sp.erf(x / sp.sqrt(2))) / 2 + x * sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi),
    )
    inner = sp.sqrt(2 / sp.pi) * (x + sp.Rational(44715, 10**6) * x**3)
    yield Obligation(
        "gelu by tanh, slope",
        sp.diff(x * (1 + sp.tanh(inner)) / 2, x),
        (1 + sp.tanh(inner)) / 2 + x * (1 - sp.tanh(inner) ** 2) * sp.diff(inner, x) / 2,
    )
    yield from elementary()


def elementary() -> Iterator[Obligation]:
    """Maxima, absolute values, powers, roots, sines and polynomials."""
    yield Obligation("softsign slope", sp.diff(p / (1 + p), p), 1 / (1 + p) ** 2)
    yield Obligation("relu by absolute value", sp.Max(x, 0), (x + sp.Abs(x)) / 2)
    yield Obligation("relu by pieces", sp.Piecewise((x, x > 0), (0, True)), sp.Max(x, 0))
    yield Obligation("relu mirrored", sp.Max(x, 0) - sp.Max(-x, 0), x)
    yield Obligation("leaky relu", sp.Max(x, x / 10), sp.Piecewise((x, x > 0), (x / 10, True)))
    yield Obligation("larger and smaller", sp.Max(x, y) + sp.Min(x, y), x + y)
    yield Obligation("absolute value by root", sp.sqrt(x**2 + 2 * x * y + y**2), sp.Abs(x + y))
    yield Obligation("log of a square", sp.log((x - y) ** 2), 2 * sp.log(sp.Abs(x - y)))
    yield Obligation("log of a product", sp.log(p * q + q), sp.log(q) + sp.log(p + 1))
    yield Obligation("power slope", sp.diff(p**a, p), a * p ** (a - 1))
    yield Obligation("power to a power", sp.diff(p**p, p), p**p * (sp.log(p) + 1))
    yield Obligation("root slope", sp.diff(sp.sqrt(x**2 + 1), x), x / sp.sqrt(x**2 + 1))
    yield Obligation("roots", (sp.sqrt(p) - sp.sqrt(q)) * (sp.sqrt(p) + sp.sqrt(q)), p - q)
    yield Obligation("rational denominators", 1 / (sp.sqrt(p) + sp.sqrt(q + p)), (sp.sqrt(q + p) - sp.sqrt(p)) / q)
    yield Obligation("sines", sp.sin(x + y), sp.sin(x) * sp.cos(y) + sp.cos(x) * sp.sin(y))
    yield Obligation("double angle", sp.sin(2 * x) ** 2, 4 * sp.cos(x) ** 2 - 4 * sp.cos(x) ** 4)
    yield Obligation("tangent slope", sp.diff(sp.sin(x) / sp.cos(x), x), 1 / sp.cos(x) ** 2)
    yield Obligation("arcus tangent slope", sp.diff(sp.atan(x / p), x), p / (p**2 + x**2))
    yield Obligation("hyperbolic square", sp.cosh(x) ** 2 - sp.sinh(x) ** 2, sp.Integer(1))
    yield Obligation("area tangent", sp.diff(sp.atanh(x / (1 + x**2)), x), (1 - x**2) / (1 + x**2 + x**4))
    yield Obligation("three exponentials", (sp.exp(x) + sp.exp(y)) ** 3 * sp.exp(-3 * x), (1 + sp.exp(y - x)) ** 3)
    yield Obligation("polynomial", sp.diff(x**2 + x * y + y**2, x), 2 * x + y)
    yield Obligation("quotient", sp.diff((x - 1) / (x**2 + 1), x), (1 + 2 * x - x**2) / (x**2 + 1) ** 2)
