"""Rows in many spellings."""

import sympy as sp
from sympy import *
from symback import Derivation, prime, refuted

x, y, z, w, b = symbols("x y z w b")
n, m = symbols("n m", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True)
X = IndexedBase("X")
W = IndexedBase("W", shape=(m, n))
f = Function("f")
half = 1 / 2
rate = 0.010
inner = 2 * (x + y)


def logistic(u):
    """The logistic function."""
    e = exp(-u)
    return 1 / (1 + e)


square = lambda u: u * u  # noqa: E731

d = Derivation("spellings")
d.claim(x / x, 1)
d.claim(2 * (x + y), 2 * x + 2 * y)
d.claim(inner * half, x + y)
d.claim(x - 1 / 3 * y, x - y / 3)
d.claim(rate * x, x / 100)
d.claim(x + 0.21, x + Rational(21, 100))
d.claim(0.79 * 0.21 * 0.79, 0.131)
d.claim(logistic(x) * logistic(-x), exp(-x) / (1 + exp(-x)) ** 2)
d.claim(square(x + y), (x + y) ** 2)
d.claim(sp.sqrt(x) * sqrt(y), sqrt(x * y))
d.claim(prime(f, w * x + b) * x, f(w * x + b).diff(x))
d.claim(f(x).diff(x), prime(f, x))
d.claim(diff(x**2 * y, x, y), 2 * x)
d.claim(Derivative(x**3, (x, 2)), 6 * x)
d.claim(Sum(W[i, k] * X[k], (k, 1, n)), Sum(X[k] * W[i, k], (k, 1, n)))
d.claim(Derivative(Sum(X[k] ** 2, (k, 1, n)), X[j]), 2 * X[j], where=[Ne(i, j)])
d.claim(KroneckerDelta(i, j) * X[i] + 0 * X[j], KroneckerDelta(i, j) * X[j])
d.claim(Piecewise((x, x > 0), (0, True)), Max(x, 0))
d.claim(abs(x), sp.Abs(x))
d.claim(log(x, 2), log(x) / log(2))
d.claim(Heaviside(x, 0) * x, Max(0, x))
with evaluate(False):
    d.claim(x + x, 2 * x)
    row = x * x
    d.claim(row, x**2)
for c in range(1, 3):
    d.claim(c * x + x, (c + 1) * x)
parts = [x, y]
d.claim(parts[0] + parts[1], y + x)
rows = [x + y, y + x]
d.chain(*rows)
d.claim(sum(parts), x + y)
d.claim(expand((x + y) ** 2), x**2 + 2 * x * y + y**2)
d.claim(Derivative(x**2, x).doit(), 2 * x)
total = 0
for part in parts:
    total += part / part
d.claim(total, 2)
d.claim(-x ** 2, (-1) * x * x)
d.claim(S(1) / 2 * x, x * S.Half)
d.claim(1e-3 * x, x / 1000)
d.claim(sin(x), -0.5)
d.claim(x, x)
d.approx(exp(1), 2.718)
d.proportional(3 * x * y, x, varying=[x])
d.claim(Eq(x, 1) if False else x, x)
d.assume(x > 0, Q.positive(y))
d.assume(Ne(i, j))
