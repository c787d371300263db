"""How an error passes back through one layer: one output as in eq. (6), any number of outputs as in eq. (7).

Node j has the output g_j; unit i has the input sum net_i = sum_j v_ij g_j and the output h_i = sigma(net_i).
The error is any smooth function of each output, summed. In eq. (7) the source writes sigma'(h_i) where h_i is
also the output whose error derivative follows; the derivative has to be taken at the input sum. Where the
errors dE/dh_i are numbers that come from behind, E changes by sum_i error_i dh_i; that form can be compiled.

In eq. (6) the error terms are negative derivatives by input sums: delta = -dE/dnet.

Source: B. S. Knight, Backwards Propagation (2017), eq. (6) and (7).
"""

from sympy import Derivative, Function, IndexedBase, Sum, symbols

from symback import Derivation, prime, refuted

i, j, m = symbols("i j m", integer=True)
n_units, n_nodes = symbols("n_units n_nodes", integer=True, positive=True)
E, change, z, y, t = symbols("E change z y t", real=True)
sigma, f, loss = Function("sigma"), Function("f"), Function("loss")
g = IndexedBase("g", shape=(n_nodes,))
v = IndexedBase("v", shape=(n_units, n_nodes))
net = IndexedBase("net", shape=(n_units,))
h = IndexedBase("h", shape=(n_units,))
error = IndexedBase("error", shape=(n_units,))

layer = Derivation("error through a layer", source="Knight, Backwards Propagation (2017), eq. (7)")
layer.define(net[i], Sum(v[i, j] * g[j], (j, 1, n_nodes)))
layer.define(h[i], sigma(net[i]))
layer.define(E, Sum(loss(h[m]), (m, 1, n_units)))
layer.chain(
    Derivative(E, g[j]),
    Sum(Derivative(E, h[i]) * Derivative(h[i], net[i]) * Derivative(net[i], g[j]), (i, 1, n_units)),
    Sum(prime(sigma, net[i]) * v[i, j] * Derivative(E, h[i]), (i, 1, n_units)),
    label="eq. (7)",
)
layer.claim(
    Derivative(E, g[j]),
    refuted(Sum(prime(sigma, h[i]) * v[i, j] * Derivative(E, h[i]), (i, 1, n_units))),
    label="eq. (7) with the slope at the output",
)

given = Derivation(
    "error through a layer, outputs' errors given", source="Knight, Backwards Propagation (2017), eq. (7)"
)
given.define(net[i], Sum(v[i, j] * g[j], (j, 1, n_nodes)))
given.define(h[i], sigma(net[i]))
given.define(change, Sum(error[i] * h[i], (i, 1, n_units)))
given.claim(
    Derivative(change, g[j]), Sum(prime(sigma, net[i]) * v[i, j] * error[i], (i, 1, n_units)), result="node_error"
)
given.claim(Derivative(change, v[i, j]), prime(sigma, net[i]) * error[i] * g[j], result="weight_gradient")

single = Derivation("hidden error with one output", source="Knight, Backwards Propagation (2017), eq. (6)")
w = IndexedBase("w", shape=(n_nodes,))
hidden_net = IndexedBase("hidden_net", shape=(n_nodes,))
hidden = IndexedBase("hidden", shape=(n_nodes,))
delta_out, delta_hidden = symbols("delta_out", real=True), IndexedBase("delta_hidden", shape=(n_nodes,))
single.define(hidden[j], f(hidden_net[j]))
single.define(z, Sum(w[j] * hidden[j], (j, 1, n_nodes)))
single.define(y, f(z))
single.define(E, (t - y) ** 2 / 2)
single.define(delta_out, -Derivative(E, z))
single.define(delta_hidden[j], -Derivative(E, hidden_net[j]))
single.claim(delta_out, (t - y) * prime(f, z))
single.claim(delta_hidden[j], w[j] * delta_out * prime(f, hidden_net[j]), result="hidden_delta", label="eq. (6)")
