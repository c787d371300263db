"""Sigmoid: the derivative expressed by the function itself.

More text.
"""

from sympy import Derivative, Function, exp, symbols

from symback import Derivation, refuted

x = symbols("x", real=True)
sigma = Function("sigma")

sigmoid = Derivation("sigmoid derivative", source="Knight (2017), eq. (1)")
sigmoid.define(sigma(x), 1 / (1 + exp(-x)))
sigmoid.chain(
    Derivative(sigma(x), x),
    (-1) * (1 + exp(-x)) ** (-2) * Derivative(1 + exp(-x), x),
    refuted((-1) * (1 + exp(-x)) ** (-2) * exp(-x)),
    (1 + exp(-x)) ** (-2) * exp(-x),
    sigma(x) * (1 - sigma(x)),
    result="derivative",
    label="eq. (1)",
)
