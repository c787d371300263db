"""The derivative of the rectified linear unit.

It does not exist at 0; the value 0 there is a convention of the source, so the identity is claimed off 0.

Source: Backpropagation, lecture notes, "If sigma(x) := ReLU(x)".
"""

from sympy import Derivative, Function, Max, Ne, Piecewise, symbols

from symback import Derivation

x = symbols("x", real=True)
sigma = Function("sigma")

relu = Derivation("rectified linear unit", source="Backpropagation, lecture notes")
relu.define(sigma(x), Max(x, 0))
relu.claim(sigma(x), Piecewise((x, x > 0), (0, True)), result="value")
relu.claim(Derivative(sigma(x), x), Piecewise((1, x > 0), (0, x <= 0)), where=[Ne(x, 0)], result="derivative")
