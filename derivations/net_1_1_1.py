"""The smallest network: one input, one hidden and one output unit, sigmoid at both, no biases.

r_h = sigma(w_h i), r_o = sigma(w_o r_h), E = (t - r_o)^2 / 2. The source renames z, x and y in every use of the
chain rule; here each use has names of its own: (z_e, x_e) for the error, (z_o, x_o) for the output unit and
(z_h, x_h) for the hidden one. The y of the source is the weight itself.

Slips of notation in the source, read as meant: brackets that are not closed or not opened, and in eq. (2.3) and
what follows from it a d that is missing above the fraction line. One slip changes the value as it is set: the
row that substitutes eq. (2.3) into eq. (2.2) has no brackets around 0 - ..., and is kept as printed below. The
next display has them.

Both steps use the weights from before the update.

Source: Part-II: A gentle introduction to Neural Network Backpropagation, eq. (1.1) to (2.8) and the update rules.
"""

from sympy import Derivative, Function, Rational, exp, symbols

from symback import Derivation, prime, refuted

i, t, w_h, w_o, r_h, r_o, E, eta = symbols("i t w_h w_o r_h r_o E eta", real=True)
z_e, x_e, z_o, x_o, z_h, x_h = symbols("z_e x_e z_o x_o z_h x_h", real=True)
delta_w_o, delta_w_h, u, x = symbols("delta_w_o delta_w_h u x", real=True)
sigma, square = Function("sigma"), Function("square")

SOURCE = "A gentle introduction to Neural Network Backpropagation, part II"

net = Derivation("network 1-1-1", source=SOURCE)
net.define(sigma(x), 1 / (1 + exp(-x)))
net.define(square(u), u**2)
net.define(r_h, sigma(w_h * i))
net.define(r_o, sigma(w_o * r_h))
net.define(E, (t - r_o) ** 2 / 2)
net.define(z_e, t - r_o)
net.define(x_e, z_e**2)
net.define(z_o, w_o * r_h)
net.define(x_o, sigma(z_o))
net.define(z_h, w_h * i)
net.define(x_h, sigma(z_h))
net.claim(Derivative(sigma(x), x), sigma(x) * (1 - sigma(x)))

net.chain(
    Derivative(E, w_o),
    Derivative((t - r_o) ** 2 / 2, w_o),
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_o),
    label="eq. (1.1)",
)
net.chain(
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_o),
    Rational(1, 2) * Derivative(x_e, w_o),
    Rational(1, 2) * Derivative(x_e, z_e) * Derivative(z_e, w_o),
    Rational(1, 2) * Derivative(z_e**2, z_e) * Derivative(z_e, w_o),
    Rational(1, 2) * prime(square, t - r_o) * Derivative(t - r_o, w_o),
    Rational(1, 2) * (2 * (t - r_o)) * Derivative(t - r_o, w_o),
    label="eq. (1.2)",
)
net.chain(
    Derivative(t - r_o, w_o),
    Derivative(t - sigma(w_o * r_h), w_o),
    Derivative(t, w_o) - Derivative(sigma(w_o * r_h), w_o),
    0 - Derivative(sigma(w_o * r_h), w_o),
    label="eq. (1.3)",
)
net.chain(
    Derivative(sigma(w_o * r_h), w_o),
    Derivative(x_o, w_o),
    Derivative(x_o, z_o) * Derivative(z_o, w_o),
    Derivative(sigma(z_o), z_o) * Derivative(z_o, w_o),
    prime(sigma, w_o * r_h) * Derivative(w_o * r_h, w_o),
    label="eq. (1.4)",
)
net.chain(
    Derivative(sigma(w_o * r_h), w_o),
    prime(sigma, w_o * r_h) * Derivative(w_o * r_h, w_o),
    sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * Derivative(w_o * r_h, w_o),
    sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h * Derivative(w_o, w_o),
    sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h,
)
net.chain(
    Derivative(t - r_o, w_o),
    0 - Derivative(sigma(w_o * r_h), w_o),
    0 - sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h,
)
net.chain(
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_o),
    Rational(1, 2) * (2 * (t - r_o)) * Derivative(t - r_o, w_o),
    (t - r_o) * (0 - sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h),
)
net.chain(
    Derivative(E, w_o),
    Derivative((t - r_o) ** 2 / 2, w_o),
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_o),
    (t - r_o) * (0 - sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h),
    -(t - r_o) * sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * r_h,
    -(t - r_o) * (r_o * (1 - r_o)) * r_h,
    result="output_weight_gradient",
)

net.chain(
    Derivative(E, w_h),
    Derivative((t - r_o) ** 2 / 2, w_h),
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_h),
    label="eq. (2.1)",
)
net.chain(
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_h),
    Rational(1, 2) * Derivative(x_e, w_h),
    Rational(1, 2) * Derivative(x_e, z_e) * Derivative(z_e, w_h),
    Rational(1, 2) * Derivative(z_e**2, z_e) * Derivative(z_e, w_h),
    Rational(1, 2) * prime(square, t - r_o) * Derivative(t - r_o, w_h),
    Rational(1, 2) * (2 * (t - r_o)) * Derivative(t - r_o, w_h),
    label="eq. (2.2)",
)
net.chain(
    Derivative(t - r_o, w_h),
    Derivative(t - sigma(w_o * r_h), w_h),
    Derivative(t, w_h) - Derivative(sigma(w_o * r_h), w_h),
    0 - Derivative(sigma(w_o * r_h), w_h),
    label="eq. (2.3)",
)
net.chain(
    Derivative(sigma(w_o * r_h), w_h),
    Derivative(x_o, w_h),
    Derivative(x_o, z_o) * Derivative(z_o, w_h),
    Derivative(sigma(z_o), z_o) * Derivative(z_o, w_h),
    prime(sigma, w_o * r_h) * Derivative(w_o * r_h, w_h),
    label="eq. (2.4)",
)
net.chain(
    Derivative(sigma(w_o * r_h), w_h),
    prime(sigma, w_o * r_h) * Derivative(w_o * r_h, w_h),
    sigma(w_o * r_h) * (1 - sigma(w_o * r_h)) * Derivative(w_o * r_h, w_h),
    r_o * (1 - r_o) * Derivative(w_o * r_h, w_h),
    label="eq. (2.5)",
)
net.chain(
    Derivative(w_o * r_h, w_h),
    Derivative(w_o * sigma(w_h * i), w_h),
    w_o * Derivative(sigma(w_h * i), w_h),
    label="eq. (2.6)",
)
net.chain(
    Derivative(sigma(w_h * i), w_h),
    Derivative(x_h, w_h),
    Derivative(x_h, z_h) * Derivative(z_h, w_h),
    Derivative(sigma(z_h), z_h) * Derivative(z_h, w_h),
    prime(sigma, w_h * i) * Derivative(w_h * i, w_h),
    sigma(w_h * i) * (1 - sigma(w_h * i)) * (i * Derivative(w_h, w_h)),
    sigma(w_h * i) * (1 - sigma(w_h * i)) * i,
    label="eq. (2.7)",
)
net.chain(
    Derivative(w_o * r_h, w_h),
    w_o * Derivative(sigma(w_h * i), w_h),
    w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i,
    label="eq. (2.8)",
)
net.chain(
    Derivative(sigma(w_o * r_h), w_h),
    r_o * (1 - r_o) * Derivative(w_o * r_h, w_h),
    r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i,
)
net.chain(
    Derivative(t - r_o, w_h),
    0 - Derivative(sigma(w_o * r_h), w_h),
    0 - r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i,
)
net.chain(
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_h),
    Rational(1, 2) * (2 * (t - r_o)) * Derivative(t - r_o, w_h),
    Rational(1, 2) * (2 * (t - r_o)) * (0 - r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i),
)
net.chain(
    Derivative(E, w_h),
    Derivative((t - r_o) ** 2 / 2, w_h),
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_h),
    Rational(1, 2) * (2 * (t - r_o)) * (0 - r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i),
    (t - r_o) * (0 - r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i),
    -(t - r_o) * (r_o * (1 - r_o) * w_o * r_h * (1 - r_h) * i),
    result="hidden_weight_gradient",
)

net.define(delta_w_o, -eta * Derivative(E, w_o))
net.chain(
    delta_w_o,
    -eta * (-(t - r_o) * (r_o * (1 - r_o)) * r_h),
    eta * (t - r_o) * (r_o * (1 - r_o)) * r_h,
)
net.update(w_o, w_o + delta_w_o)
net.update(w_o, w_o + eta * (t - r_o) * (r_o * (1 - r_o)) * r_h, result="output_weight_step")
net.define(delta_w_h, -eta * Derivative(E, w_h))
net.chain(
    delta_w_h,
    -eta * (-(t - r_o) * (r_o * (1 - r_o) * w_o * r_h * (1 - r_h) * i)),
    eta * (t - r_o) * (r_o * (1 - r_o) * w_o * r_h * (1 - r_h) * i),
)
net.update(w_h, w_h + delta_w_h)
net.update(w_h, w_h + eta * (t - r_o) * (r_o * (1 - r_o) * w_o * r_h * (1 - r_h) * i), result="hidden_weight_step")

printed = Derivation("network 1-1-1, as printed", source=SOURCE)
printed.define(sigma(x), 1 / (1 + exp(-x)))
printed.define(r_h, sigma(w_h * i))
printed.define(r_o, sigma(w_o * r_h))
printed.chain(
    Rational(1, 2) * Derivative((t - r_o) ** 2, w_h),
    Rational(1, 2) * (2 * (t - r_o)) * Derivative(t - r_o, w_h),
    refuted(Rational(1, 2) * (2 * (t - r_o)) * 0 - r_o * (1 - r_o) * w_o * (sigma(w_h * i) * (1 - sigma(w_h * i))) * i),
    label="eq. (2.3) in eq. (2.2) without brackets",
)
