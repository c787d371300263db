"""A network with two inputs, three hidden units and two outputs: the path to one weight, written out.

The hidden units have no target; the error reaches h_1 over both outputs. The general form for layers of any size
is in dense_layers_sigmoid.py.

Source: I. Valchanov, Backpropagation Algorithm, course notes of 365 DataScience, section 4.
"""

from sympy import Derivative, Function, IndexedBase, Rational, Sum, exp, symbols

from symback import Derivation

i, j, k = symbols("i j k", integer=True)
L, v = symbols("L v", real=True)
sigma = Function("sigma")
x = IndexedBase("x", shape=(2,))
w = IndexedBase("w", shape=(2, 3))
b1 = IndexedBase("b1", shape=(3,))
a1 = IndexedBase("a1", shape=(3,))
h = IndexedBase("h", shape=(3,))
u = IndexedBase("u", shape=(3, 2))
b2 = IndexedBase("b2", shape=(2,))
a2 = IndexedBase("a2", shape=(2,))
y = IndexedBase("y", shape=(2,))
t = IndexedBase("t", shape=(2,))

net = Derivation("network 2-3-2", source="Valchanov, Backpropagation Algorithm, 365 DataScience, section 4")
net.define(sigma(v), 1 / (1 + exp(-v)))
net.define(a1[j], Sum(x[i] * w[i, j], (i, 1, 2)) + b1[j])
net.define(h[j], sigma(a1[j]))
net.define(a2[j], Sum(h[i] * u[i, j], (i, 1, 3)) + b2[j])
net.define(y[j], sigma(a2[j]))
net.define(L, Rational(1, 2) * Sum((y[i] - t[i]) ** 2, (i, 1, 2)))
net.chain(
    Derivative(L, h[1]),
    Derivative(L, y[1]) * Derivative(y[1], a2[1]) * Derivative(a2[1], h[1])
    + Derivative(L, y[2]) * Derivative(y[2], a2[2]) * Derivative(a2[2], h[1]),
    (y[1] - t[1]) * y[1] * (1 - y[1]) * u[1, 1] + (y[2] - t[2]) * y[2] * (1 - y[2]) * u[1, 2],
)
net.claim(
    Derivative(L, w[1, 1]),
    ((y[1] - t[1]) * y[1] * (1 - y[1]) * u[1, 1] + (y[2] - t[2]) * y[2] * (1 - y[2]) * u[1, 2])
    * h[1]
    * (1 - h[1])
    * x[1],
)
net.claim(
    Derivative(L, w[i, j]),
    Sum((y[k] - t[k]) * y[k] * (1 - y[k]) * u[j, k] * h[j] * (1 - h[j]) * x[i], (k, 1, 2)),
    result="hidden_weight_gradient",
)
net.claim(Derivative(L, u[i, j]), (y[j] - t[j]) * y[j] * (1 - y[j]) * h[i], result="output_weight_gradient")
