"""One neuron behind another: the cost by weight, bias and previous activation.

C = (a - gamma)^2 with a = sigma(z) and z = w a_prev + b, for any smooth activation sigma. The source swaps the
results for weight and bias, and in the derivative by the previous activation it prints the residual of that
previous activation, which has no target.

Source: Backpropagation, lecture notes, "Simple neural network example".
"""

from sympy import Derivative, Function, symbols

from symback import Derivation, prime, refuted

C, a, z, w, a_prev, b, gamma = symbols("C a z w a_prev b gamma", real=True)
sigma = Function("sigma")

neuron = Derivation("cost of a chain of single neurons", source="Backpropagation, lecture notes")
neuron.define(z, w * a_prev + b)
neuron.define(a, sigma(z))
neuron.define(C, (a - gamma) ** 2)
neuron.claim(
    Derivative(z, w) * Derivative(a, z) * Derivative(C, a),
    Derivative(C, w),
    label="chain rule",
)
neuron.chain(Derivative(z, w), Derivative(w * a_prev + b, w), a_prev)
neuron.claim(Derivative(a, z), prime(sigma, z))
neuron.chain(Derivative(C, a), Derivative((a - gamma) ** 2, a), 2 * (a - gamma), result="output_gradient")
neuron.claim(Derivative(C, w), 2 * a_prev * prime(sigma, z) * (a - gamma), result="weight_gradient")
neuron.claim(Derivative(C, b), 2 * prime(sigma, z) * (a - gamma), result="bias_gradient")
neuron.claim(Derivative(C, a_prev), 2 * w * prime(sigma, z) * (a - gamma), result="previous_activation_gradient")

printed = Derivation("cost of a chain of single neurons, as printed", source="Backpropagation, lecture notes")
printed.define(z, w * a_prev + b)
printed.define(a, sigma(z))
printed.define(C, (a - gamma) ** 2)
printed.claim(Derivative(C, b), refuted(2 * a_prev * prime(sigma, z) * (a - gamma)))
printed.claim(Derivative(C, w), refuted(2 * prime(sigma, z) * (a - gamma)))
printed.claim(Derivative(C, a_prev), refuted(2 * w * prime(sigma, z) * (a_prev - gamma)))
