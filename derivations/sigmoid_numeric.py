"""One output error in numbers: residual times the slope of the sigmoid at -1.28.

A decimal that is a whole side is a rounded value; inside a formula it is exactly what it says. The source
replaces sigma(-1.28) = 0.2175... by 0.21, which is a truncation and not a rounding (0.22): the product
0.131 that it reports is the rounded value of the wrong product, the error itself rounds to 0.134.

Source: B. S. Knight, Backwards Propagation (2017), eq. (2) and (3).
"""

from sympy import Function, Rational, exp, symbols

from symback import Derivation, refuted

x, y, y_hat, error, delta = symbols("x y y_hat error delta", real=True)
sigma = Function("sigma")
output, residual = Rational("0.21"), Rational("0.79")

printed = Derivation("output error in numbers, as printed", source="Knight, Backwards Propagation (2017), eq. (2), (3)")
printed.define(sigma(x), 1 / (1 + exp(-x)))
printed.define(y, 1)
printed.define(y_hat, output)
printed.define(error, y - y_hat)
printed.claim(error, 0.79, label="eq. (2)")
printed.define(delta, (y - y_hat) * sigma(Rational("-1.28")) * (1 - sigma(Rational("-1.28"))))
printed.chain(
    delta,
    (1 - output) * (1 / (1 + exp(-Rational("-1.28")))) * (1 - 1 / (1 + exp(-Rational("-1.28")))),
    refuted((1 - output) * output * (1 - output)),
    residual * output * residual,
    0.131,
    label="eq. (3)",
)

right = Derivation("output error in numbers", source="Knight, Backwards Propagation (2017), eq. (2), (3), corrected")
right.define(sigma(x), 1 / (1 + exp(-x)))
right.define(y, 1)
right.define(y_hat, output)
right.define(delta, (y - y_hat) * sigma(Rational("-1.28")) * (1 - sigma(Rational("-1.28"))))
right.approx(sigma(Rational("-1.28")), refuted(0.21))
right.approx(sigma(Rational("-1.28")), 0.22)
right.approx(sigma(Rational("-1.28")), 0.2176)
right.chain(
    delta,
    (1 - output) * (1 / (1 + exp(-Rational("-1.28")))) * (1 - 1 / (1 + exp(-Rational("-1.28")))),
    0.134,
    label="eq. (3), corrected",
)
