"""Softmax with cross entropy: the cost by weights and biases of the output layer is (output - one-hot target).

z_i = sum_k w_ik a_prev_k + b_i and a = softmax(z). C[t] = -log a_t is the cost if t is the target class, for any
class t; the one-hot target is then gamma[t, i] = delta_ti. sigma and a are two names of the output, sigma_prev and
a_prev of the layer before.

For targets y that sum to one, one-hot or not, the cost is -sum_m y_m log a_m and the same derivation gives a - y;
that is the form to compile.

Softmax joins its components: z_i moves every a_m, so that dC/da_i da_i/dz_i is one path of many (it is even
0 unless i is the target). The source argues along that single path, prints intermediate rows that hold on no
path, and arrives at the right end in most of its blocks. The end is wrong where brackets are missing,
a_i - delta_ti a_prev_k, and for b_k, where t stands for k: the 0 there is what the row before it says, and not
the derivative. "Only nonzero for i = k" should say i = j: row i of z depends on row i of w.

The source repeats blocks under other letters; each letter stands for any class, and each distinct row is here.

Source: Backpropagation, lecture notes, "Let a(w) = sigma(z(w))" to the end.
"""

from sympy import Derivative, Eq, IndexedBase, KroneckerDelta, Sum, exp, log, symbols

from symback import Derivation, refuted

i, j, k, m, t = symbols("i j k m t", integer=True)
n, n_prev = symbols("n n_prev", integer=True, positive=True)
cost = symbols("cost", real=True)
C = IndexedBase("C", shape=(n,))
w = IndexedBase("w", shape=(n, n_prev))
b = IndexedBase("b", shape=(n,))
z = IndexedBase("z", shape=(n,))
sigma = IndexedBase("sigma", shape=(n,))
a = IndexedBase("a", shape=(n,))
gamma = IndexedBase("gamma", shape=(n, n))
J = IndexedBase("J", shape=(n, n))
a_prev = IndexedBase("a_prev", shape=(n_prev,))
sigma_prev = IndexedBase("sigma_prev", shape=(n_prev,))
y = IndexedBase("y", shape=(n,))
W = IndexedBase("W", shape=(n, n))
x = IndexedBase("x", shape=(n,))

head = Derivation("softmax with cross entropy", source="Backpropagation, lecture notes, softmax output layer")
head.define(z[i], Sum(w[i, k] * a_prev[k], (k, 1, n_prev)) + b[i])
head.define(a[i], exp(z[i]) / Sum(exp(z[m]), (m, 1, n)))
head.define(J[i, j], Derivative(a[i], z[j]))
head.define(C[t], -log(a[t]))
head.claim(Derivative(z[j], w[j, k]), a_prev[k])
head.claim(Derivative(z[i], w[j, k]), KroneckerDelta(i, j) * a_prev[k], label="nonzero for i = j only")
head.chain(
    Derivative(a[i], w[j, k]),
    Sum(Derivative(a[i], z[m]) * Derivative(z[m], w[j, k]), (m, 1, n)),
    Sum(J[i, m] * Derivative(z[m], w[j, k]), (m, 1, n)),
    a[i] * (KroneckerDelta(i, j) - a[j]) * a_prev[k],
    result="activation_by_weight",
)
head.chain(
    Derivative(C[t], z[i]),
    Sum(Derivative(C[t], a[m]) * Derivative(a[m], z[i]), (m, 1, n)),
    -1 / a[t] * Derivative(a[t], z[i]),
    -1 / a[t] * (a[t] * (KroneckerDelta(t, i) - a[i])),
    a[i] - KroneckerDelta(t, i),
)
head.chain(
    Derivative(C[t], w[i, j]),
    Sum(Derivative(C[t], a[m]) * Derivative(a[m], z[i]), (m, 1, n)) * Derivative(z[i], w[i, j]),
    (a[i] - KroneckerDelta(t, i)) * a_prev[j],
)
head.chain(
    Derivative(C[t], b[i]),
    Sum(Derivative(C[t], a[m]) * Derivative(a[m], z[i]), (m, 1, n)) * Derivative(z[i], b[i]),
    a[i] - KroneckerDelta(t, i),
)
head.claim(
    Derivative(C[t], a_prev[k]),
    Sum(w[i, k] * (a[i] - KroneckerDelta(t, i)), (i, 1, n)),
)

mixture = Derivation("softmax with cross entropy, targets that sum to one", source="Backpropagation, lecture notes")
mixture.define(z[i], Sum(w[i, k] * a_prev[k], (k, 1, n_prev)) + b[i])
mixture.define(a[i], exp(z[i]) / Sum(exp(z[m]), (m, 1, n)))
mixture.define(cost, -Sum(y[m] * log(a[m]), (m, 1, n)))
mixture.assume(Eq(Sum(y[m], (m, 1, n)), 1))
mixture.chain(
    Derivative(cost, z[i]),
    Sum(-y[m] / a[m] * (a[m] * (KroneckerDelta(m, i) - a[i])), (m, 1, n)),
    a[i] * Sum(y[m], (m, 1, n)) - y[i],
    a[i] - y[i],
    result="output_delta",
)
mixture.claim(Derivative(cost, w[i, k]), (a[i] - y[i]) * a_prev[k], result="weight_gradient")
mixture.claim(Derivative(cost, b[i]), a[i] - y[i], result="bias_gradient")
mixture.claim(
    Derivative(cost, a_prev[k]), Sum(w[i, k] * (a[i] - y[i]), (i, 1, n)), result="previous_activation_gradient"
)

square = Derivation("weights of a square layer, as printed", source="Backpropagation, lecture notes")
square.define(z[i], Sum(W[i, k] * x[k], (k, 1, n)) + b[i])
square.claim(Derivative(z[j], W[j, k]), x[k])
square.claim(Derivative(z[i], W[j, k]), refuted(KroneckerDelta(i, k) * x[k]), label="only nonzero for i = k")

printed = Derivation("softmax with cross entropy, as printed", source="Backpropagation, lecture notes")
printed.define(z[i], Sum(w[i, k] * a_prev[k], (k, 1, n_prev)) + b[i])
printed.define(sigma[i], exp(z[i]) / Sum(exp(z[m]), (m, 1, n)))
printed.define(a[i], sigma[i])
printed.define(sigma_prev[k], a_prev[k])
printed.define(gamma[t, i], KroneckerDelta(t, i))
printed.define(C[t], -log(a[t]))
printed.chain(
    Derivative(C[t], w[i, j]),
    refuted(Derivative(C[t], a[i]) * Derivative(a[i], w[i, j])),
    Derivative(C[t], a[i]) * Derivative(a[i], z[i]) * Derivative(z[i], w[i, j]),
    refuted(sigma[t] * (KroneckerDelta(t, i) - sigma[i]) * a_prev[j]),
    refuted(-1 / a[i] * KroneckerDelta(t, i) * (sigma[i] - sigma[t]) * a_prev[j]),
    (sigma[i] - KroneckerDelta(t, i)) * sigma_prev[j],
    (a[i] - KroneckerDelta(t, i)) * a_prev[j],
    label="w_ij",
)
printed.chain(
    Derivative(C[t], b[i]),
    refuted(Derivative(C[t], a[i]) * Derivative(a[i], b[i])),
    Derivative(C[t], a[i]) * Derivative(a[i], z[i]) * Derivative(z[i], b[i]),
    refuted(sigma[t] * (KroneckerDelta(t, i) - sigma[i])),
    refuted(-1 / a[i] * KroneckerDelta(t, i) * (sigma[i] - sigma[t])),
    a[i] - KroneckerDelta(t, i),
    a[i] - gamma[t, i],
    sigma[i] - gamma[t, i],
    label="b_i",
)
printed.chain(
    Derivative(C[t], w[i, k]),
    refuted(Derivative(C[t], a[i]) * Derivative(a[i], z[i]) * Derivative(z[i], w[i, k])),
    refuted(sigma[t] * (KroneckerDelta(t, i) - sigma[i]) * a_prev[k]),
    refuted(-1 / a[i] * KroneckerDelta(t, i) * (sigma[i] - sigma[t]) * a_prev[k]),
    refuted(a[i] - KroneckerDelta(t, i) * a_prev[k]),
    label="w_ik, first time",
)
printed.chain(
    Derivative(C[t], w[i, k]),
    refuted(Derivative(C[t], a[i]) * Derivative(a[i], z[i]) * Derivative(z[i], w[i, k])),
    refuted(sigma[t] * (KroneckerDelta(t, i) - sigma[i]) * a_prev[k]),
    refuted(-1 / a[i] * KroneckerDelta(t, i) * (sigma[i] - sigma[t]) * a_prev[k]),
    (a[i] - KroneckerDelta(t, i)) * a_prev[k],
    label="w_ik, second time",
)
printed.chain(
    Derivative(C[t], b[k]),
    refuted(Derivative(C[t], a[k]) * Derivative(a[k], z[k]) * Derivative(z[k], b[k])),
    refuted(sigma[t] * (KroneckerDelta(t, k) - sigma[t])),
    refuted(-1 / a[k] * KroneckerDelta(t, k) * (sigma[t] - sigma[t])),
    0,
    label="b_k",
)
printed.claim(Derivative(C[t], b[k]), refuted(0), label="b_k, end against start")
printed.chain(
    Derivative(C[t], w[j, k]),
    refuted(Derivative(C[t], a[j]) * Derivative(a[j], z[j]) * Derivative(z[j], w[j, k])),
    refuted(sigma[t] * (KroneckerDelta(t, j) - sigma[j]) * a_prev[k]),
    refuted(-1 / a[j] * KroneckerDelta(t, j) * (sigma[j] - sigma[t]) * a_prev[k]),
    (sigma[j] - KroneckerDelta(t, j)) * a_prev[k],
    (a[j] - KroneckerDelta(t, j)) * a_prev[k],
    label="w_jk",
)
printed.chain(
    Derivative(C[t], b[j]),
    refuted(Derivative(C[t], a[j]) * Derivative(a[j], z[j]) * Derivative(z[j], b[j])),
    refuted(sigma[t] * (KroneckerDelta(t, j) - sigma[j])),
    refuted(-1 / a[j] * KroneckerDelta(t, j) * (sigma[j] - sigma[t])),
    a[j] - KroneckerDelta(t, j),
    label="b_j",
)
