"""Two dense layers of any size: sigmoid, then softmax with cross entropy; all four gradients and steps.

z1 = x W1 + b1, h = sigma(z1), z2 = h W2 + b2, y = softmax(z2) with rows as vectors, C = -sum_k t_k log y_k. The
target t is a distribution: sum_k t_k = 1, for example one-hot. Then dC/dz2_k = y_k - t_k, and the rest is the
chain rule through two linear maps. Every step is made with the weights from before the update.

Source: the derivation is symback's own; dC/dz2 = y - t is in C. M. Bishop, Pattern Recognition and Machine
Learning (2006), eq. (4.109) and section 5.3.
"""

from sympy import Derivative, Eq, Function, IndexedBase, KroneckerDelta, Sum, exp, log, symbols

from symback import Derivation, prime

i, j, k, m = symbols("i j k m", integer=True)
n_in, n_hidden, n_out = symbols("n_in n_hidden n_out", integer=True, positive=True)
C, eta, v = symbols("C eta v", real=True)
sigma = Function("sigma")
x = IndexedBase("x", shape=(n_in,))
W1 = IndexedBase("W1", shape=(n_in, n_hidden))
b1 = IndexedBase("b1", shape=(n_hidden,))
z1 = IndexedBase("z1", shape=(n_hidden,))
h = IndexedBase("h", shape=(n_hidden,))
delta1 = IndexedBase("delta1", shape=(n_hidden,))
W2 = IndexedBase("W2", shape=(n_hidden, n_out))
b2 = IndexedBase("b2", shape=(n_out,))
z2 = IndexedBase("z2", shape=(n_out,))
y = IndexedBase("y", shape=(n_out,))
t = IndexedBase("t", shape=(n_out,))
delta2 = IndexedBase("delta2", shape=(n_out,))

net = Derivation(
    "dense net with softmax",
    source="symback; dC/dz = y - t is in Bishop, Pattern Recognition and Machine Learning (2006), eq. (4.109)",
)
net.define(sigma(v), 1 / (1 + exp(-v)))
net.define(z1[j], Sum(x[i] * W1[i, j], (i, 1, n_in)) + b1[j])
net.define(h[j], sigma(z1[j]))
net.define(z2[k], Sum(h[j] * W2[j, k], (j, 1, n_hidden)) + b2[k])
net.define(y[k], exp(z2[k]) / Sum(exp(z2[m]), (m, 1, n_out)))
net.define(C, -Sum(t[k] * log(y[k]), (k, 1, n_out)))
net.assume(Eq(Sum(t[k], (k, 1, n_out)), 1))

net.claim(prime(sigma, v), sigma(v) * (1 - sigma(v)), result="sigmoid_derivative")
net.claim(Derivative(y[k], z2[m]), y[k] * (KroneckerDelta(k, m) - y[m]), result="softmax_jacobian")
net.define(delta2[k], y[k] - t[k])
net.chain(
    Derivative(C, z2[k]),
    -Sum(t[m] / y[m] * Derivative(y[m], z2[k]), (m, 1, n_out)),
    -Sum(t[m] * (KroneckerDelta(m, k) - y[k]), (m, 1, n_out)),
    y[k] * Sum(t[m], (m, 1, n_out)) - t[k],
    y[k] - t[k],
    delta2[k],
    result="output_delta",
)
net.chain(
    Derivative(C, W2[j, k]),
    Derivative(C, z2[k]) * Derivative(z2[k], W2[j, k]),
    delta2[k] * h[j],
    result="output_weight_gradient",
)
net.chain(
    Derivative(C, b2[k]),
    Derivative(C, z2[k]) * Derivative(z2[k], b2[k]),
    delta2[k],
    result="output_bias_gradient",
)

net.define(delta1[j], Sum(delta2[k] * W2[j, k], (k, 1, n_out)) * h[j] * (1 - h[j]))
net.chain(
    Derivative(C, z1[j]),
    Sum(Derivative(C, z2[k]) * Derivative(z2[k], h[j]), (k, 1, n_out)) * Derivative(h[j], z1[j]),
    Sum(delta2[k] * W2[j, k], (k, 1, n_out)) * prime(sigma, z1[j]),
    Sum(delta2[k] * W2[j, k], (k, 1, n_out)) * h[j] * (1 - h[j]),
    delta1[j],
    result="hidden_delta",
)
net.chain(
    Derivative(C, W1[i, j]),
    Derivative(C, z1[j]) * Derivative(z1[j], W1[i, j]),
    delta1[j] * x[i],
    result="hidden_weight_gradient",
)
net.chain(
    Derivative(C, b1[j]),
    Derivative(C, z1[j]) * Derivative(z1[j], b1[j]),
    delta1[j],
    result="hidden_bias_gradient",
)

net.update(W1[i, j], W1[i, j] - eta * Derivative(C, W1[i, j]))
net.update(W1[i, j], W1[i, j] - eta * delta1[j] * x[i], result="hidden_weight_step")
net.update(b1[j], b1[j] - eta * Derivative(C, b1[j]))
net.update(b1[j], b1[j] - eta * delta1[j], result="hidden_bias_step")
net.update(W2[j, k], W2[j, k] - eta * Derivative(C, W2[j, k]))
net.update(W2[j, k], W2[j, k] - eta * delta2[k] * h[j], result="output_weight_step")
net.update(b2[k], b2[k] - eta * Derivative(C, b2[k]))
net.update(b2[k], b2[k] - eta * delta2[k], result="output_bias_step")
