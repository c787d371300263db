"""Backpropagation in a layer, softmax with cross-entropy, batch statistics."""

from sympy import Derivative, Eq, Function, IndexedBase, KroneckerDelta, Ne, Rational, Sum, Symbol, exp, log, symbols

from symback import Derivation, prime

i, j, k, l = symbols("i j k l", integer=True)
n, m = symbols("n m", integer=True, positive=True)
x, w, z, h, t, a, p, v, xhat = (IndexedBase(name) for name in ("x", "w", "z", "h", "t", "a", "p", "v", "xhat"))
E, eta, mu, var, eps = symbols("E eta mu var eps")
f = Function("f")

layer = Derivation("one layer", source="textbook")
layer.define(z[j], Sum(w[j, k] * x[k], (k, 1, n)))
layer.define(h[j], f(z[j]))
layer.define(E, Sum((t[j] - h[j]) ** 2, (j, 1, m)) / 2)
layer.chain(
    Derivative(E, w[i, j]),
    Derivative(E, h[i]) * Derivative(h[i], z[i]) * Derivative(z[i], w[i, j]),
    (h[i] - t[i]) * prime(f, z[i]) * x[j],
    result="gradient",
)
layer.claim(Derivative(z[i], w[k, l]), KroneckerDelta(i, k) * x[l])
layer.update(w[i, j], w[i, j] - eta * Derivative(E, w[i, j]), result="step")
layer.update(w[k, l], w[k, l] - eta * (h[k] - t[k]) * prime(f, z[k]) * x[l])

softmax = Derivation("softmax and cross-entropy")
softmax.define(p[i], exp(a[i]) / Sum(exp(a[k]), (k, 1, n)))
softmax.define(E, -Sum(t[i] * log(p[i]), (i, 1, n)))
softmax.assume(Eq(Sum(t[i], (i, 1, n)), 1))
softmax.chain(Derivative(p[i], a[j]), p[i] * (KroneckerDelta(i, j) - p[j]), result="jacobian")
softmax.claim(Derivative(p[i], a[j]), -p[i] * p[j], where=[Ne(i, j)])
softmax.claim(Derivative(E, a[j]), p[j] - t[j], result="gradient")

norm = Derivation("batch normalisation")
norm.define(mu, Sum(x[i], (i, 0, n - 1)) / n)
norm.define(var, Sum((x[i] - mu) ** 2, (i, 0, n - 1)) / n)
norm.define(xhat[i], (x[i] - mu) * (var + eps) ** Rational(-1, 2))
norm.define(E, Sum(v[i] * xhat[i], (i, 0, n - 1)))
norm.assume(eps > 0)
norm.claim(
    Derivative(E, mu),
    Sum(Derivative(E, xhat[i]) * Derivative(xhat[i], mu), (i, 0, n - 1)) + Derivative(E, var) * Derivative(var, mu),
)
norm.claim(Derivative(xhat[i], var), -(x[i] - mu) / 2 * (var + eps) ** Rational(-3, 2))
norm.proportional(Derivative(E, v[i]), 3 * n * xhat[i])
