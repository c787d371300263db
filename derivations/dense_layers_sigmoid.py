"""Two dense layers of any size with sigmoid and half the squared distance: gradients, deltas and steps.

a1 = x w + b1, h = sigma(a1), a2 = h u + b2, y = sigma(a2) with rows as vectors: u[i, j] leads from hidden unit i to
output j. The error terms are positive derivatives: delta_out_j = dL/da2_j.

Wrong in the source: dL/dy_j = y_i - t_i, with i where j belongs. Two things it writes without saying so: u from
the same layer is called w in its last formula, and the hidden output h is called y there.

Source: I. Valchanov, Backpropagation Algorithm, course notes of 365 DataScience, sections 1 to 5.
"""

from sympy import Derivative, Function, IndexedBase, Rational, Sum, exp, symbols

from symback import Derivation, prime, refuted

i, j, k = symbols("i j k", integer=True)
n_in, n_hidden, n_out = symbols("n_in n_hidden n_out", integer=True, positive=True)
L, eta, v = symbols("L eta v", real=True)
sigma = Function("sigma")
x = IndexedBase("x", shape=(n_in,))
w = IndexedBase("w", shape=(n_in, n_hidden))
b1 = IndexedBase("b1", shape=(n_hidden,))
a1 = IndexedBase("a1", shape=(n_hidden,))
h = IndexedBase("h", shape=(n_hidden,))
delta_hidden = IndexedBase("delta_hidden", shape=(n_hidden,))
u = IndexedBase("u", shape=(n_hidden, n_out))
b2 = IndexedBase("b2", shape=(n_out,))
a2 = IndexedBase("a2", shape=(n_out,))
y = IndexedBase("y", shape=(n_out,))
t = IndexedBase("t", shape=(n_out,))
delta_out = IndexedBase("delta_out", shape=(n_out,))

SOURCE = "Valchanov, Backpropagation Algorithm, 365 DataScience"

net = Derivation("two dense layers with sigmoid", source=SOURCE)
net.define(sigma(v), 1 / (1 + exp(-v)))
net.define(a1[j], Sum(x[i] * w[i, j], (i, 1, n_in)) + b1[j])
net.define(h[j], sigma(a1[j]))
net.define(a2[j], Sum(h[i] * u[i, j], (i, 1, n_hidden)) + b2[j])
net.define(y[j], sigma(a2[j]))
net.define(L, Rational(1, 2) * Sum((y[i] - t[i]) ** 2, (i, 1, n_out)))
net.claim(prime(sigma, v), sigma(v) * (1 - sigma(v)))
net.claim(Derivative(L, y[j]), y[j] - t[j])
net.chain(Derivative(y[j], a2[j]), sigma(a2[j]) * (1 - sigma(a2[j])), y[j] * (1 - y[j]))
net.claim(Derivative(a2[j], u[i, j]), h[i])
net.define(delta_out[j], (y[j] - t[j]) * y[j] * (1 - y[j]))
net.claim(Derivative(L, a2[j]), delta_out[j])
net.claim(Derivative(L, a2[j]), (y[j] - t[j]) * y[j] * (1 - y[j]), result="output_delta")
net.chain(
    Derivative(L, u[i, j]),
    Derivative(L, y[j]) * Derivative(y[j], a2[j]) * Derivative(a2[j], u[i, j]),
    (y[j] - t[j]) * y[j] * (1 - y[j]) * h[i],
    delta_out[j] * h[i],
    result="output_weight_gradient",
)
net.claim(Derivative(L, b2[j]), delta_out[j], result="output_bias_gradient")
net.update(u[i, j], u[i, j] - eta * Derivative(L, u[i, j]))
net.update(u[i, j], u[i, j] - eta * delta_out[j] * h[i], result="output_weight_step")

net.claim(Derivative(L, w[i, j]), Derivative(L, h[j]) * Derivative(h[j], a1[j]) * Derivative(a1[j], w[i, j]))
net.chain(Derivative(h[j], a1[j]), sigma(a1[j]) * (1 - sigma(a1[j])), h[j] * (1 - h[j]))
net.claim(Derivative(a1[j], w[i, j]), x[i])
net.chain(
    Derivative(L, h[j]),
    Sum(Derivative(L, y[k]) * Derivative(y[k], a2[k]) * Derivative(a2[k], h[j]), (k, 1, n_out)),
    Sum((y[k] - t[k]) * y[k] * (1 - y[k]) * u[j, k], (k, 1, n_out)),
    result="hidden_output_gradient",
)
net.define(delta_hidden[j], Sum(delta_out[k] * u[j, k] * h[j] * (1 - h[j]), (k, 1, n_out)))
net.chain(
    Derivative(L, a1[j]),
    delta_hidden[j],
    h[j] * (1 - h[j]) * Sum(delta_out[k] * u[j, k], (k, 1, n_out)),
    result="hidden_delta",
)
net.chain(
    Derivative(L, w[i, j]),
    Sum((y[k] - t[k]) * y[k] * (1 - y[k]) * u[j, k] * h[j] * (1 - h[j]) * x[i], (k, 1, n_out)),
    delta_hidden[j] * x[i],
    result="hidden_weight_gradient",
)
net.claim(Derivative(L, b1[j]), delta_hidden[j], result="hidden_bias_gradient")
net.update(w[i, j], w[i, j] - eta * Derivative(L, w[i, j]))
net.update(w[i, j], w[i, j] - eta * delta_hidden[j] * x[i], result="hidden_weight_step")

printed = Derivation("two dense layers with sigmoid, as printed", source=SOURCE)
printed.define(L, Rational(1, 2) * Sum((y[i] - t[i]) ** 2, (i, 1, n_out)))
printed.claim(Derivative(L, y[j]), refuted(y[i] - t[i]))
