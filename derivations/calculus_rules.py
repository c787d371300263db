"""The rules of differentiation that derivations of backpropagation lean on, for arbitrary smooth functions.

Sources: Derivation of Backpropagation, section 3 (exponential, sum and power rule). B. S. Knight, Backwards
Propagation (2017), "A Note on Partial Derivatives" ff. (chain rule). Part-II: A gentle introduction to Neural
Network Backpropagation, before eq. (1.2) (chain rule along one path).
"""

from sympy import Derivative, Function, exp, symbols

from symback import Derivation, prime

x, n, E, y_j, z_j = symbols("x n E y_j z_j", real=True)
u, g, h, f, F, loss = [Function(name) for name in ("u", "g", "h", "f", "F", "loss")]

rules = Derivation("rules of differentiation", source="Derivation of Backpropagation, section 3")
rules.claim(Derivative(exp(u(x)), x), exp(u(x)) * Derivative(u(x), x), label="exponential")
rules.claim(Derivative(g(x) + h(x), x), Derivative(g(x), x) + Derivative(h(x), x), label="sum")
rules.claim(Derivative(g(x) ** n, x), n * g(x) ** (n - 1) * Derivative(g(x), x), label="power", where=[g(x) > 0])

chain_rule = Derivation("chain rule", source="Knight, Backwards Propagation (2017), section Back Propagation")
chain_rule.define(F(x), f(g(x)))
chain_rule.claim(prime(F, x), prime(f, g(x)) * prime(g, x), label="F'(x)")
chain_rule.define(y_j, f(z_j))
chain_rule.define(E, loss(y_j))
chain_rule.claim(Derivative(E, z_j), Derivative(E, y_j) * Derivative(y_j, z_j), label="error by input sum")

a, b, c = symbols("a b c", real=True)
path = Derivation("chain rule along one path", source="A gentle introduction to Neural Network Backpropagation")
path.define(b, g(c))
path.define(a, f(b))
path.claim(Derivative(a, c), Derivative(a, b) * Derivative(b, c))
