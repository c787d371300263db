"""The Jacobian of softmax for any number of components: ds_i/dx_j = s_i (delta_ij - s_j).

Wrong in the source, and kept below as printed: the quotient rule before the cases are split (the first term
lacks e^{x_i} and holds for i = j only); both rows for i != j (a product joins the fraction inside the
derivative, and the result stands twice, added to itself); the first row for i = j (e^{x_n} with n free where
the sum belongs); the entries (1, 2), (2, 1), (n, 1) and (n, n) of the matrix (lost signs, a repeated index,
and first and last entry of the last row exchanged).

Source: Backpropagation, lecture notes, "If sigma(x) := softmax(x)" to "The Jacobian of softmax(x) is".
"""

from sympy import Derivative, Eq, IndexedBase, KroneckerDelta, Ne, Piecewise, Sum, exp, symbols

from symback import Derivation, refuted

i, j, k, m = symbols("i j k m", integer=True)
n = symbols("n", integer=True, positive=True)
x = IndexedBase("x", shape=(n,))
s = IndexedBase("s", shape=(n,))
J = IndexedBase("J", shape=(n, n))
total = symbols("total", real=True)

softmax = Derivation("Jacobian of softmax", source="Backpropagation, lecture notes, softmax")
softmax.define(s[i], exp(x[i]) / Sum(exp(x[k]), (k, 1, n)))
softmax.define(total, Sum(exp(x[k]), (k, 1, n)))
softmax.define(J[i, j], Derivative(s[i], x[j]))
softmax.claim(
    s[i] * (KroneckerDelta(i, j) - s[j]),
    s[i] * (Piecewise((0, Ne(i, j)), (1, True)) - s[j]),
    label="Kronecker's delta",
)
softmax.chain(
    Derivative(s[i], x[j]),
    Derivative(exp(x[i]) / Sum(exp(x[k]), (k, 1, n)), x[j]),
    (KroneckerDelta(i, j) * exp(x[i]) * total - exp(x[i]) * exp(x[j])) / total**2,
    s[i] * (KroneckerDelta(i, j) - s[j]),
    result="jacobian",
)
softmax.chain(
    Derivative(s[i], x[j]),
    Derivative(exp(x[i]) / Sum(exp(x[k]), (k, 1, n)), x[j]),
    -(exp(x[i]) / total) * (exp(x[j]) / total),
    -s[i] * s[j],
    where=[Ne(i, j)],
    label="i != j",
)
softmax.chain(
    Derivative(s[i], x[j]),
    (exp(x[i]) * total - exp(x[i]) * exp(x[i])) / total**2,
    exp(x[i]) * (total - exp(x[i])) / total**2,
    (exp(x[i]) / total) * ((total - exp(x[i])) / total),
    (exp(x[i]) / total) * (1 - exp(x[i]) / total),
    s[i] * (1 - s[i]),
    where=[Eq(i, j)],
    label="i = j",
)
softmax.claim(J[i, j], s[i] * (KroneckerDelta(i, j) - s[j]), label="matrix entry")
softmax.claim(J[1, 1], s[1] * (1 - s[1]), label="matrix entry (1, 1)")
softmax.claim(J[1, 2], -s[1] * s[2], label="matrix entry (1, 2)")
softmax.claim(J[2, 1], -s[2] * s[1], label="matrix entry (2, 1)")
softmax.claim(J[2, 2], s[2] * (1 - s[2]), label="matrix entry (2, 2)")
softmax.claim(J[m, 1], -s[m] * s[1], where=[Ne(m, 1)], label="matrix entry (n, 1)")
softmax.claim(J[m, m], s[m] * (1 - s[m]), label="matrix entry (n, n)")

printed = Derivation("Jacobian of softmax, as printed", source="Backpropagation, lecture notes, softmax")
printed.define(s[i], exp(x[i]) / Sum(exp(x[k]), (k, 1, n)))
printed.define(total, Sum(exp(x[k]), (k, 1, n)))
printed.define(J[i, j], Derivative(s[i], x[j]))
printed.chain(
    Derivative(s[i], x[j]),
    Derivative(exp(x[i]) / total, x[j]),
    refuted((total - exp(x[i]) * exp(x[j])) / total**2),
)
printed.chain(
    Derivative(s[i], x[j]),
    refuted(Derivative(exp(x[i]) / total - exp(x[i]) * exp(x[j]), x[j])),
    refuted(-(exp(x[i]) / total) * (exp(x[j]) / total) + (-s[i] * s[j])),
    where=[Ne(i, j)],
    label="i != j",
)
printed.chain(
    Derivative(s[i], x[j]),
    refuted((exp(x[i]) * exp(x[m]) - exp(x[i]) * exp(x[i])) / total**2),
    exp(x[i]) * (total - exp(x[i])) / total**2,
    (exp(x[i]) / total) * ((total - exp(x[i])) / total),
    (exp(x[i]) / total) * (1 - exp(x[i]) / total),
    s[i] * (1 - s[i]),
    where=[Eq(i, j)],
    label="i = j",
)
printed.claim(J[1, 2], refuted(s[1] * s[2]), label="matrix entry (1, 2)")
printed.claim(J[2, 1], refuted(s[1] * s[1]), label="matrix entry (2, 1)")
printed.claim(J[m, 1], refuted(s[m] * (1 - s[m])), where=[Ne(m, 1)], label="matrix entry (n, 1)")
printed.claim(J[m, m], refuted(s[m] * s[1]), where=[Ne(m, 1)], label="matrix entry (n, n)")
