"""A network of input layer i, hidden layer j and output layer k, any sizes, by gradient descent on the error.

net_j = sum_i w_ji a_i, a_j = 1/(1 + e^-net_j), the same from j to k, E = 1/2 sum_k (t_k - a_k)^2. The error terms
are negative derivatives, so that steps are added. In the source an index letter tells the layer; here the names
do. A sign of proportionality hides the learning rate epsilon > 0.

Two braces in the source carry names that they do not deserve: over (t_k - a_k) a_k (1 - a_k) w_kj stands
delta_k, which was defined without w_kj; over delta_k w_kj stands delta_j, which is
a_j (1 - a_j) sum_k delta_k w_kj if the last formula is to hold. The formulas under the braces are right.

Source: Derivation of Backpropagation, sections 4 to 4.5.
"""

from sympy import Derivative, IndexedBase, Rational, Sum, exp, symbols

from symback import Derivation, refuted

i, j, k = symbols("i j k", integer=True)
n_in, n_hidden, n_out = symbols("n_in n_hidden n_out", integer=True, positive=True)
E = symbols("E", real=True)
epsilon = symbols("epsilon", positive=True)
a_in = IndexedBase("a_in", shape=(n_in,))
w_hidden = IndexedBase("w_hidden", shape=(n_hidden, n_in))
net_hidden = IndexedBase("net_hidden", shape=(n_hidden,))
a_hidden = IndexedBase("a_hidden", shape=(n_hidden,))
delta_hidden = IndexedBase("delta_hidden", shape=(n_hidden,))
dw_hidden = IndexedBase("dw_hidden", shape=(n_hidden, n_in))
w_out = IndexedBase("w_out", shape=(n_out, n_hidden))
net_out = IndexedBase("net_out", shape=(n_out,))
a_out = IndexedBase("a_out", shape=(n_out,))
t = IndexedBase("t", shape=(n_out,))
delta_out = IndexedBase("delta_out", shape=(n_out,))
dw_out = IndexedBase("dw_out", shape=(n_out, n_hidden))

SOURCE = "Derivation of Backpropagation, section 4"

net = Derivation("network of three layers", source=SOURCE)
net.define(net_hidden[j], Sum(w_hidden[j, i] * a_in[i], (i, 1, n_in)))
net.define(a_hidden[j], 1 / (1 + exp(-net_hidden[j])))
net.define(net_out[k], Sum(w_out[k, j] * a_hidden[j], (j, 1, n_hidden)))
net.define(a_out[k], 1 / (1 + exp(-net_out[k])))
net.define(E, Rational(1, 2) * Sum((t[k] - a_out[k]) ** 2, (k, 1, n_out)))

net.define(dw_out[k, j], -epsilon * Derivative(E, w_out[k, j]))
net.proportional(dw_out[k, j], -Derivative(E, w_out[k, j]), varying=[w_out])
net.claim(
    dw_out[k, j],
    -epsilon * Derivative(E, a_out[k]) * Derivative(a_out[k], net_out[k]) * Derivative(net_out[k], w_out[k, j]),
)
net.chain(
    Derivative(E, a_out[k]),
    Derivative(Rational(1, 2) * (t[k] - a_out[k]) ** 2, a_out[k]),
    -(t[k] - a_out[k]),
    label="section 4.1",
)
net.chain(
    Derivative(a_out[k], net_out[k]),
    Derivative((1 + exp(-net_out[k])) ** (-1), net_out[k]),
    exp(-net_out[k]) / (1 + exp(-net_out[k])) ** 2,
    a_out[k] * (1 - a_out[k]),
    label="section 4.2",
)
net.claim(1 - 1 / (1 + exp(-net_out[k])), exp(-net_out[k]) / (1 + exp(-net_out[k])))
net.chain(
    Derivative(net_out[k], w_out[k, j]),
    Derivative(w_out[k, j] * a_hidden[j], w_out[k, j]),
    a_hidden[j],
    label="section 4.3",
)
net.define(delta_out[k], (t[k] - a_out[k]) * a_out[k] * (1 - a_out[k]))
net.claim(-Derivative(E, net_out[k]), (t[k] - a_out[k]) * a_out[k] * (1 - a_out[k]), result="output_delta")
net.chain(
    dw_out[k, j],
    epsilon * ((t[k] - a_out[k]) * a_out[k] * (1 - a_out[k])) * a_hidden[j],
    epsilon * delta_out[k] * a_hidden[j],
    result="output_weight_change",
    label="section 4.4",
)

net.define(dw_hidden[j, i], -epsilon * Derivative(E, w_hidden[j, i]))
net.proportional(dw_hidden[j, i], -Derivative(E, w_hidden[j, i]), varying=[w_hidden])
net.proportional(
    dw_hidden[j, i],
    -Sum(
        Derivative(E, a_out[k]) * Derivative(a_out[k], net_out[k]) * Derivative(net_out[k], a_hidden[j]), (k, 1, n_out)
    )
    * Derivative(a_hidden[j], net_hidden[j])
    * Derivative(net_hidden[j], w_hidden[j, i]),
    varying=[w_hidden],
)
net.define(delta_hidden[j], a_hidden[j] * (1 - a_hidden[j]) * Sum(delta_out[k] * w_out[k, j], (k, 1, n_out)))
net.claim(
    -Derivative(E, net_hidden[j]),
    a_hidden[j] * (1 - a_hidden[j]) * Sum(delta_out[k] * w_out[k, j], (k, 1, n_out)),
    result="hidden_delta",
)
net.chain(
    dw_hidden[j, i],
    epsilon
    * Sum((t[k] - a_out[k]) * a_out[k] * (1 - a_out[k]) * w_out[k, j], (k, 1, n_out))
    * a_hidden[j]
    * (1 - a_hidden[j])
    * a_in[i],
    epsilon * Sum(delta_out[k] * w_out[k, j], (k, 1, n_out)) * a_hidden[j] * (1 - a_hidden[j]) * a_in[i],
    epsilon * delta_hidden[j] * a_in[i],
    result="hidden_weight_change",
    label="section 4.5",
)

braces = Derivation("network of three layers, names over braces as printed", source=SOURCE)
braces.define(delta_out[k], (t[k] - a_out[k]) * a_out[k] * (1 - a_out[k]))
braces.define(delta_hidden[j], a_hidden[j] * (1 - a_hidden[j]) * Sum(delta_out[k] * w_out[k, j], (k, 1, n_out)))
braces.claim(delta_out[k], refuted((t[k] - a_out[k]) * a_out[k] * (1 - a_out[k]) * w_out[k, j]))
braces.claim(delta_hidden[j], refuted(delta_out[k] * w_out[k, j]))
