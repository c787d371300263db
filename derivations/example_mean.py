"""The gradient of the mean cost over examples is the mean of their gradients.

C[m] is the cost of example m. The source divides by n, its own summation index, outside of the sum; what is
meant is the number of examples N. Here the misplaced letter is a number n of its own.

Source: Backpropagation, lecture notes, "We need to average all ...".
"""

from sympy import Derivative, Function, IndexedBase, Sum, symbols

from symback import Derivation, prime, refuted

m = symbols("m", integer=True)
N = symbols("N", integer=True, positive=True)
mean_cost, w, b, n = symbols("mean_cost w b n", real=True)
sigma = Function("sigma")
x = IndexedBase("x", shape=(N,))
gamma = IndexedBase("gamma", shape=(N,))
z = IndexedBase("z", shape=(N,))
C = IndexedBase("C", shape=(N,))

mean = Derivation("gradient of a mean cost", source="Backpropagation, lecture notes")
mean.define(z[m], w * x[m] + b)
mean.define(C[m], (sigma(z[m]) - gamma[m]) ** 2)
mean.define(mean_cost, Sum(C[m], (m, 1, N)) / N)
mean.chain(
    Derivative(mean_cost, w),
    Sum(Derivative(C[m], w), (m, 1, N)) / N,
    Sum(2 * (sigma(z[m]) - gamma[m]) * prime(sigma, z[m]) * x[m], (m, 1, N)) / N,
    result="weight_gradient",
)
mean.chain(
    Derivative(mean_cost, b),
    Sum(Derivative(C[m], b), (m, 1, N)) / N,
    Sum(2 * (sigma(z[m]) - gamma[m]) * prime(sigma, z[m]), (m, 1, N)) / N,
    result="bias_gradient",
)

printed = Derivation("gradient of a mean cost, as printed", source="Backpropagation, lecture notes")
printed.define(z[m], w * x[m] + b)
printed.define(C[m], (sigma(z[m]) - gamma[m]) ** 2)
printed.define(mean_cost, Sum(C[m], (m, 1, N)) / N)
printed.claim(Derivative(mean_cost, w), refuted(1 / n * Sum(Derivative(C[m], w), (m, 1, N))))
printed.claim(Derivative(mean_cost, b), refuted(1 / n * Sum(Derivative(C[m], b), (m, 1, N))))
