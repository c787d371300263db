"""The derivative of half the sum of squared errors by one output.

y_hat[m] is the output for record m, y[m] its target. The source loses the inner derivative -1 and keeps the
sum although only one of its terms depends on y_hat[m]; its last line, with the sign put back, is right.

Source: B. S. Knight, Backwards Propagation (2017), eq. (8).
"""

from sympy import Derivative, IndexedBase, Rational, Sum, symbols

from symback import Derivation, refuted

m, q = symbols("m q", integer=True)
n_records = symbols("n_records", integer=True, positive=True)
E = symbols("E", real=True)
y = IndexedBase("y", shape=(n_records,))
y_hat = IndexedBase("y_hat", shape=(n_records,))

right = Derivation("half sum of squared errors", source="Knight, Backwards Propagation (2017), eq. (8)")
right.define(E, Rational(1, 2) * Sum((y[q] - y_hat[q]) ** 2, (q, 1, n_records)))
right.chain(
    Derivative(E, y_hat[m]),
    Derivative(Rational(1, 2) * Sum((y[q] - y_hat[q]) ** 2, (q, 1, n_records)), y_hat[m]),
    2 * Rational(1, 2) * (y[m] - y_hat[m]) ** 1 * Derivative(y[m] - y_hat[m], y_hat[m]),
    -(y[m] - y_hat[m]),
    result="output_gradient",
    label="eq. (8), corrected",
)

printed = Derivation("half sum of squared errors, as printed", source="Knight, Backwards Propagation (2017), eq. (8)")
printed.define(E, Rational(1, 2) * Sum((y[q] - y_hat[q]) ** 2, (q, 1, n_records)))
printed.chain(
    Derivative(E, y_hat[m]),
    Derivative(Rational(1, 2) * Sum((y[q] - y_hat[q]) ** 2, (q, 1, n_records)), y_hat[m]),
    refuted(2 * Rational(1, 2) * Sum((y[q] - y_hat[q]) ** 1, (q, 1, n_records))),
    Sum(y[q] - y_hat[q], (q, 1, n_records)),
    refuted(y[m] - y_hat[m]),
    label="eq. (8)",
)
printed.claim(Derivative(E, y_hat[m]), -(y[m] - y_hat[m]), label="eq. (8), last line")
