"""A layer with any number of neurons: the cost by its weights, its biases and the activations before it.

a_j = sigma(z_j) with z_j = sum_k w_jk a_prev_k + b_j and C = sum_j (a_j - gamma_j)^2, for any smooth activation
that acts on each neuron alone. The source writes N for the size of both layers; they are n and n_prev here.

Source: Backpropagation, lecture notes, "Multineuron layer example".
"""

from sympy import Derivative, Function, IndexedBase, Sum, symbols

from symback import Derivation, prime

j, k = symbols("j k", integer=True)
n, n_prev = symbols("n n_prev", integer=True, positive=True)
C = symbols("C", real=True)
sigma = Function("sigma")
w = IndexedBase("w", shape=(n, n_prev))
b = IndexedBase("b", shape=(n,))
z = IndexedBase("z", shape=(n,))
a = IndexedBase("a", shape=(n,))
gamma = IndexedBase("gamma", shape=(n,))
a_prev = IndexedBase("a_prev", shape=(n_prev,))

layer = Derivation("gradients of a layer", source="Backpropagation, lecture notes, multineuron layer")
layer.define(z[j], Sum(w[j, k] * a_prev[k], (k, 1, n_prev)) + b[j])
layer.define(a[j], sigma(z[j]))
layer.define(C, Sum((a[j] - gamma[j]) ** 2, (j, 1, n)))
layer.chain(
    Derivative(C, w[j, k]),
    Derivative(C, a[j]) * Derivative(a[j], z[j]) * Derivative(z[j], w[j, k]),
    2 * (a[j] - gamma[j]) * prime(sigma, z[j]) * a_prev[k],
    result="weight_gradient",
)
layer.chain(
    Derivative(C, b[j]),
    Derivative(C, a[j]) * Derivative(a[j], z[j]) * Derivative(z[j], b[j]),
    2 * (a[j] - gamma[j]) * prime(sigma, z[j]),
    result="bias_gradient",
)
layer.chain(
    Derivative(C, a_prev[k]),
    Sum(Derivative(C, a[j]) * Derivative(a[j], z[j]) * Derivative(z[j], a_prev[k]), (j, 1, n)),
    Sum(2 * (a[j] - gamma[j]) * prime(sigma, z[j]) * w[j, k], (j, 1, n)),
    result="previous_activation_gradient",
)
