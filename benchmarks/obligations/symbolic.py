"""Equations over sums of symbolic length, for every n, as SymPy writes them."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from benchmarks.obligations.obligation import Obligation

n, m = sp.symbols("n m", integer=True, positive=True)
i, j, k = (sp.Idx(name, n) for name in "ijk")
u = sp.Idx("u", m)
x, y, z, g = (sp.IndexedBase(name, shape=(n,), real=True) for name in "xyzg")
w = sp.IndexedBase("w", shape=(m, n), real=True)
t = sp.IndexedBase("t", shape=(m,), real=True)


def over(body: sp.Expr, index: sp.Idx, last: sp.Symbol = n) -> sp.Sum:
    """The sum over the whole range of the index."""
    return sp.Sum(body, (index, 0, last - 1))


def slope(body: sp.Expr, variable: sp.Expr) -> sp.Derivative:
    """The derivative, not carried out."""
    return sp.Derivative(body, variable, evaluate=False)


def obligations() -> Iterator[Obligation]:
    """True for every n."""
    total = over(sp.exp(z[k]), k)
    s = [sp.exp(z[index]) / total for index in (i, j)]
    delta = sp.KroneckerDelta(i, j)

    def pair(name: str, left: sp.Expr, right: sp.Expr) -> Obligation:
        return Obligation(name, left, right, symbolic=True)

    yield pair("squares, all n", slope(over(x[k] ** 2, k), x[j]), 2 * x[j])
    yield pair("softmax Jacobian, all n", slope(s[0], z[j]), s[0] * (delta - s[1]))
    yield pair("log-sum-exp, all n", slope(sp.log(total), z[j]), s[1])
    yield pair("renamed index", over(x[k] ** 2, k), over(x[j] ** 2, j))
    yield pair("sum of a sum", over(x[k] + y[k], k), over(x[k], k) + over(y[j], j))
    yield pair("square of a sum", over(x[k], k) ** 2, over(over(x[k] * x[j], j), k))
    mean = over(x[k], k) / n
    yield pair("variance, all n", over((x[j] - mean) ** 2, j) / n, over(x[k] ** 2, k) / n - mean**2)
    norm = sp.sqrt(over(x[k] ** 2, k))
    yield pair("norm, all n", slope(norm, x[j]), x[j] / norm)
    yield pair("unit vector, all n", slope(x[i] / norm, x[j]), delta / norm - x[i] * x[j] / norm**3)
    yield pair("contraction", over(sp.KroneckerDelta(i, k) * x[k], k), x[i])
    yield pair("weights of a layer", slope(over(w[u, k] * x[k], k), w[u, j]), x[j])
    yield pair("inputs of a layer", slope(over(w[u, k] * x[k], k), x[j]), w[u, j])
    error = over(w[u, k] * x[k], k) - t[u]
    yield pair(
        "least squares, all n and m",
        slope(over(error**2, u, m) / 2, x[j]),
        over(error * w[u, j], u, m),
    )
    weighted = over(g[k] * sp.exp(z[k]), k) / total
    yield pair("average by softmax", slope(weighted, z[j]), s[1] * (g[j] - weighted))
