"""Both partial derivatives of x^2 + xy + y^2, with the rows kept as the source writes them.

The rows 2x^1 + (1)x^0 y + 0 and 0 + x(1)y^0 + 2y^1 show what the power rule leaves of each summand. With
x^0 read as 1, both are right.

Source: B. S. Knight, Backwards Propagation (2017), eq. (4) and (5).
"""

from sympy import Derivative, Function, symbols

from symback import Derivation

x, y = symbols("x y", real=True)
f = Function("f")

quadratic = Derivation(
    "partial derivatives of a quadratic", source="Knight, Backwards Propagation (2017), eq. (4), (5)"
)
quadratic.define(f(x, y), x**2 + x * y + y**2)
quadratic.chain(
    Derivative(f(x, y), x),
    Derivative(x**2 + x * y + y**2, x),
    2 * x**1 + 1 * x**0 * y + 0,
    2 * x + y,
    result="partial_x",
    label="eq. (4)",
)
quadratic.chain(
    Derivative(f(x, y), y),
    Derivative(x**2 + x * y + y**2, y),
    0 + x * 1 * y**0 + 2 * y**1,
    x + 2 * y,
    result="partial_y",
    label="eq. (5)",
)
