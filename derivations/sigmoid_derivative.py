"""The derivative of the sigmoid, expressed by the sigmoid itself.

Two sources derive the same identity and each prints one wrong row; the rows that follow are right again.

- Knight, eq. (1), row 4: the inner derivative of 1 + e^-x is written e^-x. It is -e^-x, as row 5 has it.
- Backpropagation notes: (1 - e^-x)/(1 + e^-x) stands where (1 + e^-x)/(1 + e^-x) is meant.

Sources: B. S. Knight, Backwards Propagation (2017), eq. (1). Backpropagation, lecture notes, section on the
multineuron layer, "If sigma(x) := sigmoid(x)".
"""

from sympy import Derivative, Function, exp, symbols

from symback import Derivation, refuted

x, s = symbols("x s", real=True)
sigma = Function("sigma")

sigmoid = Derivation("sigmoid derivative", source="Knight, Backwards Propagation (2017), eq. (1)")
sigmoid.define(sigma(x), 1 / (1 + exp(-x)))
sigmoid.chain(
    Derivative(sigma(x), x),
    Derivative(1 / (1 + exp(-x)), x),
    Derivative((1 + exp(-x)) ** (-1), x),
    (-1) * (1 + exp(-x)) ** (-2) * Derivative(1 + exp(-x), x),
    (-1) * (1 + exp(-x)) ** (-2) * (-exp(-x)),
    -((1 + exp(-x)) ** (-2)) * (-exp(-x)),
    exp(-x) / (1 + exp(-x)) ** 2,
    1 / (1 + exp(-x)) * (exp(-x) / (1 + exp(-x))),
    1 / (1 + exp(-x)) * (((1 + exp(-x)) - 1) / (1 + exp(-x))),
    1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x))),
    sigma(x) * (1 - sigma(x)),
    result="derivative",
    label="eq. (1), corrected",
)

knight = Derivation("sigmoid derivative, Knight as printed", source="Knight, Backwards Propagation (2017), eq. (1)")
knight.define(sigma(x), 1 / (1 + exp(-x)))
knight.chain(
    Derivative(sigma(x), x),
    Derivative(1 / (1 + exp(-x)), x),
    Derivative((1 + exp(-x)) ** (-1), x),
    (-1) * (1 + exp(-x)) ** (-2) * Derivative(1 + exp(-x), x),
    refuted((-1) * (1 + exp(-x)) ** (-2) * exp(-x)),
    -((1 + exp(-x)) ** (-2)) * (-exp(-x)),
    exp(-x) / (1 + exp(-x)) ** 2,
    1 / (1 + exp(-x)) * (exp(-x) / (1 + exp(-x))),
    1 / (1 + exp(-x)) * (((1 + exp(-x)) - 1) / (1 + exp(-x))),
    1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x))),
    sigma(x) * (1 - sigma(x)),
    label="eq. (1)",
)

notes = Derivation("sigmoid derivative, notes as printed", source="Backpropagation, lecture notes")
notes.define(sigma(x), 1 / (1 + exp(-x)))
notes.define(s, sigma(x))
notes.chain(
    Derivative(sigma(x), x),
    Derivative(1 / (1 + exp(-x)), x),
    exp(-x) / (1 + exp(-x)) ** 2,
    1 / (1 + exp(-x)) * (exp(-x) / (1 + exp(-x))),
    sigma(x) * ((1 - 1 + exp(-x)) / (1 + exp(-x))),
    refuted(sigma(x) * ((1 - exp(-x)) / (1 + exp(-x)) - 1 / (1 + exp(-x)))),
    sigma(x) * (1 - sigma(x)),
    s * (1 - s),
)

repaired = Derivation("sigmoid derivative, notes repaired", source="Backpropagation, lecture notes")
repaired.define(sigma(x), 1 / (1 + exp(-x)))
repaired.chain(
    sigma(x) * ((1 - 1 + exp(-x)) / (1 + exp(-x))),
    sigma(x) * ((1 + exp(-x)) / (1 + exp(-x)) - 1 / (1 + exp(-x))),
    sigma(x) * (1 - sigma(x)),
)
