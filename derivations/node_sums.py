"""The input sum of a node and its derivatives by its inputs, for two nodes and for layers of any size.

W[i, j] is the weight from input i to node j (the source writes it W_{x_i}^{h_j}).

Source: B. S. Knight, Backwards Propagation (2017), the two lines before eq. (6).
"""

from sympy import Derivative, IndexedBase, Sum, symbols

from symback import Derivation

i, j = symbols("i j", integer=True)
n_in, n_nodes = symbols("n_in n_nodes", integer=True, positive=True)

two = Derivation("input sums of two nodes", source="Knight, Backwards Propagation (2017), before eq. (6)")
x = IndexedBase("x", shape=(2,))
W = IndexedBase("W", shape=(2, 2))
h_1, h_2 = symbols("h_1 h_2", real=True)
two.define(h_1, x[1] * W[1, 1] + x[2] * W[2, 1])
two.define(h_2, x[1] * W[1, 2] + x[2] * W[2, 2])
two.claim(Derivative(h_1, x[1]), W[1, 1])
two.claim(Derivative(h_1, x[2]), W[2, 1])
two.claim(Derivative(h_2, x[1]), W[1, 2])
two.claim(Derivative(h_2, x[2]), W[2, 2])

layer = Derivation("input sums of a layer", source="Knight, Backwards Propagation (2017), before eq. (6), any size")
inputs = IndexedBase("inputs", shape=(n_in,))
weights = IndexedBase("weights", shape=(n_in, n_nodes))
h = IndexedBase("h", shape=(n_nodes,))
layer.define(h[j], Sum(inputs[i] * weights[i, j], (i, 1, n_in)))
layer.claim(h[j], Sum(weights[i, j] * inputs[i], (i, 1, n_in)), result="input_sum")
layer.claim(Derivative(h[j], inputs[i]), weights[i, j], result="input_derivative")
