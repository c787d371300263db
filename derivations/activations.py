"""Derivatives of common activations, by the functions themselves where that is shorter.

Sources of the definitions: C. Dugas et al., NIPS 13 (2000), for softplus; D. Hendrycks, K. Gimpel,
arXiv:1606.08415, section 2, for SiLU and GELU; D. Misra, arXiv:1908.08681, eq. (1), for mish; D.-A. Clevert et al.,
arXiv:1511.07289, eq. (15), for ELU; A. L. Maas et al., ICML (2013), eq. (2), for leaky ReLU.
"""

from sympy import Derivative, Function, Ne, Piecewise, Rational, erf, exp, log, pi, sqrt, symbols, tanh

from symback import Derivation

x = symbols("x", real=True)
sigma, log_sigmoid, softplus = Function("sigma"), Function("log_sigmoid"), Function("softplus")
silu, gelu, mish, elu, leaky_relu = [Function(name) for name in ("silu", "gelu", "mish", "elu", "leaky_relu")]

smooth = Derivation("smooth activations", source="Dugas et al. (2000); arXiv:1606.08415; arXiv:1908.08681")
smooth.define(sigma(x), 1 / (1 + exp(-x)))
smooth.define(log_sigmoid(x), -log(1 + exp(-x)))
smooth.define(softplus(x), log(1 + exp(x)))
smooth.define(silu(x), x * sigma(x))
smooth.define(gelu(x), Rational(1, 2) * x * (1 + erf(x / sqrt(2))))
smooth.define(mish(x), x * tanh(softplus(x)))
smooth.claim(Derivative(tanh(x), x), 1 - tanh(x) ** 2, result="tanh_derivative")
smooth.claim(Derivative(softplus(x), x), sigma(x), result="softplus_derivative")
smooth.claim(Derivative(log_sigmoid(x), x), 1 - sigma(x), result="log_sigmoid_derivative")
smooth.chain(
    Derivative(silu(x), x),
    sigma(x) + x * sigma(x) * (1 - sigma(x)),
    sigma(x) * (1 + x * (1 - sigma(x))),
    silu(x) + sigma(x) * (1 - silu(x)),
    result="silu_derivative",
)
smooth.claim(
    Derivative(gelu(x), x),
    Rational(1, 2) * (1 + erf(x / sqrt(2))) + x * exp(-(x**2) / 2) / sqrt(2 * pi),
    result="gelu_derivative",
)
smooth.claim(
    Derivative(mish(x), x),
    tanh(softplus(x)) + x * (1 - tanh(softplus(x)) ** 2) * sigma(x),
    result="mish_derivative",
)

pieces = Derivation("activations with a kink or a seam at 0", source="arXiv:1511.07289; Maas et al. (2013)")
pieces.define(elu(x), Piecewise((x, x > 0), (exp(x) - 1, True)))
pieces.define(leaky_relu(x), Piecewise((x, x > 0), (x / 100, True)))
pieces.claim(
    Derivative(elu(x), x), Piecewise((1, x > 0), (elu(x) + 1, True)), where=[Ne(x, 0)], result="elu_derivative"
)
pieces.claim(
    Derivative(leaky_relu(x), x),
    Piecewise((1, x > 0), (Rational(1, 100), True)),
    where=[Ne(x, 0)],
    result="leaky_relu_derivative",
)
