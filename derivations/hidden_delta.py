"""The error term of a hidden layer, from the error terms of the layer after it, for every size of both layers.

h_j = f(a_j), z_k = sum_j w_kj h_j + b_k, y_k = g(z_k) and E = sum_k loss(y_k, t_k): any smooth activations, any
smooth loss of each output. With delta_k = dE/dz_k the hidden error term is dE/da_j = f'(a_j) sum_k w_kj delta_k.

What the layer before needs of all that lies behind it is delta alone. The second derivation therefore takes delta
as given: the error changes by sum_k delta_k dz_k, and its derivative by a_j, with delta held, is the hidden error
term. It is written with the sigmoid and the layer's own input sums, a_j = sum_i u_ji x_i + c_j, and compiles.

Sources: B. S. Knight, Backwards Propagation (2017), eq. (6), with one output and the opposite sign. Derivation of
Backpropagation, section 4.5, and I. Valchanov, Backpropagation Algorithm, section 5, for the sigmoid.
"""

from sympy import Derivative, Function, IndexedBase, Sum, exp, symbols

from symback import Derivation, prime

i, j, k = symbols("i j k", integer=True)
n_in, n_hidden, n_out = symbols("n_in n_hidden n_out", integer=True, positive=True)
E, change, v = symbols("E change v", real=True)
f, g, loss, sigma = Function("f"), Function("g"), Function("loss"), Function("sigma")
x = IndexedBase("x", shape=(n_in,))
u = IndexedBase("u", shape=(n_hidden, n_in))
c = IndexedBase("c", shape=(n_hidden,))
a = IndexedBase("a", shape=(n_hidden,))
h = IndexedBase("h", shape=(n_hidden,))
w = IndexedBase("w", shape=(n_out, n_hidden))
b = IndexedBase("b", shape=(n_out,))
z = IndexedBase("z", shape=(n_out,))
y = IndexedBase("y", shape=(n_out,))
t = IndexedBase("t", shape=(n_out,))
delta = IndexedBase("delta", shape=(n_out,))

layer = Derivation("hidden delta", source="Knight, Backwards Propagation (2017), eq. (6), for layers of any size")
layer.define(h[j], f(a[j]))
layer.define(z[k], Sum(w[k, j] * h[j], (j, 1, n_hidden)) + b[k])
layer.define(y[k], g(z[k]))
layer.define(E, Sum(loss(y[k], t[k]), (k, 1, n_out)))
layer.define(delta[k], Derivative(E, z[k]))
layer.claim(delta[k], Derivative(loss(y[k], t[k]), y[k]) * prime(g, z[k]))
layer.chain(
    Derivative(E, a[j]),
    Sum(Derivative(E, z[k]) * Derivative(z[k], h[j]) * Derivative(h[j], a[j]), (k, 1, n_out)),
    Sum(delta[k] * w[k, j] * prime(f, a[j]), (k, 1, n_out)),
    prime(f, a[j]) * Sum(w[k, j] * delta[k], (k, 1, n_out)),
)
layer.claim(Derivative(E, w[k, j]), delta[k] * h[j])
layer.claim(Derivative(E, b[k]), delta[k])

sigmoid = Derivation("hidden delta of a sigmoid layer", source="Derivation of Backpropagation, section 4.5")
sigmoid.define(sigma(v), 1 / (1 + exp(-v)))
sigmoid.define(a[j], Sum(u[j, i] * x[i], (i, 1, n_in)) + c[j])
sigmoid.define(h[j], sigma(a[j]))
sigmoid.define(z[k], Sum(w[k, j] * h[j], (j, 1, n_hidden)) + b[k])
sigmoid.define(change, Sum(delta[k] * z[k], (k, 1, n_out)))
sigmoid.chain(
    Derivative(change, a[j]),
    prime(sigma, a[j]) * Sum(w[k, j] * delta[k], (k, 1, n_out)),
    h[j] * (1 - h[j]) * Sum(w[k, j] * delta[k], (k, 1, n_out)),
    result="hidden_delta",
)
sigmoid.claim(
    Derivative(change, u[j, i]),
    h[j] * (1 - h[j]) * Sum(w[k, j] * delta[k], (k, 1, n_out)) * x[i],
    result="hidden_weight_gradient",
)
sigmoid.claim(
    Derivative(change, c[j]), h[j] * (1 - h[j]) * Sum(w[k, j] * delta[k], (k, 1, n_out)), result="hidden_bias_gradient"
)
sigmoid.claim(Derivative(change, w[k, j]), delta[k] * h[j], result="weight_gradient")
sigmoid.claim(Derivative(change, b[k]), delta[k], result="bias_gradient")
