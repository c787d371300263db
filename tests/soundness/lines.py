"""True lines of derivations, written as kernel terms by hand: the material of mutants and rewritings.

Facts are those of any textbook of neural networks; each line is certified numerically in
`test_independent.py` before anything else is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symback.kernel.claim import Claim
from symback.kernel.terms import Always, Constant, Not, Piecewise, Range, SameIndex, Size
from tests.soundness.building import (
    Formula,
    call,
    claim,
    compare,
    define,
    delta,
    derivative,
    entry,
    function,
    functional,
    index,
    mean,
    scalar,
    total,
)

HALF = Fraction(1, 2)
PI = Formula(Constant("pi"))


@dataclass(frozen=True, slots=True)
class Line:
    """A true claim with a name; `symbolic` where a range of symbolic size is in it."""

    name: str
    claim: Claim
    symbolic: bool


def exp(argument: Formula | int) -> Formula:
    """e^argument."""
    return function("exp", argument)


def log(argument: Formula | int) -> Formula:
    """The natural logarithm."""
    return function("log", argument)


x, y, z, a, b, w, t = (scalar(name) for name in ["x", "y", "z", "a", "b", "w", "t"])
SIGMOID = define(call("σ", x), 1 / (1 + exp(-x)))


def sigma(argument: Formula) -> Formula:
    """The sigmoid, by name."""
    return call("σ", argument)


def scalars() -> Iterator[tuple[str, Claim]]:
    """Lines without a range."""
    definitions = (SIGMOID,)
    s = sigma(x)
    yield "sigmoid", claim(derivative(s, x), s * (1 - s), definitions)
    yield "sigmoid step", claim(derivative(s, x), -1 * (1 + exp(-x)) ** -2 * derivative(1 + exp(-x), x), definitions)
    yield "sigmoid expanded", claim(exp(-x) / (1 + exp(-x)) ** 2, (1 / (1 + exp(-x))) * (1 - 1 / (1 + exp(-x))))
    yield (
        "sigmoid at a sum",
        claim(derivative(sigma(w * x + b), w), sigma(w * x + b) * (1 - sigma(w * x + b)) * x, definitions),
    )
    yield "sigmoid second", claim(derivative(derivative(s, x), x), s * (1 - s) * (1 - 2 * s), definitions)
    yield "sigmoid by tanh", claim(s, (1 + function("tanh", x / 2)) / 2, definitions)
    yield "sigmoid mirrored", claim(sigma(-x), 1 - s, definitions)
    yield "tanh", claim(derivative(function("tanh", x), x), 1 - function("tanh", x) ** 2)
    yield "tanh by exponentials", claim(function("tanh", x), (exp(2 * x) - 1) / (exp(2 * x) + 1))
    yield "softplus", claim(derivative(log(1 + exp(x)), x), exp(x) / (1 + exp(x)))
    yield "silu", claim(derivative(x * s, x), s + x * s * (1 - s), definitions)
    yield (
        "mish",
        claim(
            derivative(x * function("tanh", log(1 + exp(x))), x),
            function("tanh", log(1 + exp(x))) + x * s * (1 - function("tanh", log(1 + exp(x))) ** 2),
            definitions,
        ),
    )
    root2 = function("sqrt", 2)
    yield (
        "gelu",
        claim(
            derivative(x * HALF * (1 + function("erf", x / root2)), x),
            HALF * (1 + function("erf", x / root2)) + x * exp(-(x**2) / 2) / function("sqrt", 2 * PI),
        ),
    )
    yield "polynomial", claim(derivative(x**2 + x * y + y**2, x), 2 * x + y)
    yield "quotient", claim(derivative(x / (1 + x**2), x), (1 - x**2) / (1 + x**2) ** 2)
    yield "root", claim(derivative(function("sqrt", 1 + x**2), x), x / function("sqrt", 1 + x**2))
    yield "power", claim(derivative(x**a, x), a * x ** (a - 1), (), (compare(x, ">", 0),))
    yield "exponential", claim(derivative(a**x, x), a**x * log(a), (), (compare(a, ">", 0),))
    yield "logarithms", claim(log(x * y), log(x) + log(y), (), (compare(x, ">", 0), compare(y, ">", 0)))
    yield "log of a square", claim(log(x**2), 2 * log(function("abs", x)))
    yield "absolute", claim(derivative(function("abs", x), x), function("sign", x))
    yield (
        "relu",
        claim(
            derivative(function("relu", x), x),
            Formula(Piecewise(((compare(x, ">", 0), (x - x + 1).term), (Always(), (x - x).term)))),
        ),
    )
    yield "larger", claim(function("max", x, y), (x + y + function("abs", x - y)) / 2)
    yield "trigonometry", claim(derivative(function("sin", x) * function("cos", x), x), 1 - 2 * function("sin", x) ** 2)
    yield "arcus tangent", claim(derivative(function("atan", x / a), x), a / (a**2 + x**2))
    yield "arcus sine", claim(derivative(function("asin", x), x), 1 / function("sqrt", 1 - x**2))
    yield "area sine", claim(derivative(function("asinh", x), x), 1 / function("sqrt", 1 + x**2))
    yield "cosh", claim(function("cosh", x) ** 2 - function("sinh", x) ** 2, x - x + 1)
    yield (
        "chain",
        claim(derivative(call("f", call("g", x)), x), call("f", call("g", x), orders=(1,)) * call("g", x, orders=(1,))),
    )
    yield (
        "product",
        claim(
            derivative(call("f", x) * call("g", x), x),
            call("f", x, orders=(1,)) * call("g", x) + call("f", x) * call("g", x, orders=(1,)),
        ),
    )
    yield (
        "two arguments",
        claim(
            derivative(call("f", x**2, x * y), x),
            2 * x * call("f", x**2, x * y, orders=(1, 0)) + y * call("f", x**2, x * y, orders=(0, 1)),
        ),
    )
    yield from nets()


def nets() -> Iterator[tuple[str, Claim]]:
    """Single neurons and small nets, with intermediate quantities."""
    cost, weight, before, out, hidden = (scalar(name) for name in ["C", "w_2", "p", "o", "h"])
    neuron = (SIGMOID, define(z, w * before + b), define(a, sigma(z)), define(cost, (a - y) ** 2))
    slope = call("σ", z, orders=(1,))
    yield "neuron weight", claim(derivative(cost, w), 2 * (a - y) * slope * before, neuron)
    yield "neuron bias", claim(derivative(cost, b), 2 * (a - y) * slope, neuron)
    yield "neuron input", claim(derivative(cost, before), 2 * (a - y) * slope * w, neuron)
    yield (
        "neuron chain",
        claim(
            derivative(cost, w),
            derivative(z, w, "direct") * derivative(a, z, "direct") * derivative(cost, a, "direct"),
            neuron,
        ),
    )
    abstract = neuron[1:]
    yield "abstract neuron", claim(derivative(cost, w), 2 * (a - y) * slope * before, abstract)
    net = (
        SIGMOID,
        define(hidden, sigma(w * x)),
        define(out, sigma(weight * hidden)),
        define(cost, HALF * (t - out) ** 2),
    )
    yield "net outer", claim(derivative(cost, weight), -(t - out) * out * (1 - out) * hidden, net)
    yield "net inner", claim(derivative(cost, w), (out - t) * out * (1 - out) * weight * hidden * (1 - hidden) * x, net)
    yield "net hidden", claim(derivative(cost, hidden), (out - t) * out * (1 - out) * weight, net)
    entropy = (SIGMOID, define(a, sigma(z)), define(cost, -(y * log(a)) - (1 - y) * log(1 - a)))
    yield "entropy", claim(derivative(cost, z), a - y, entropy)
    yield "entropy direct", claim(derivative(cost, a), (a - y) / (a * (1 - a)), entropy)


def symbolic() -> Iterator[tuple[str, Claim]]:
    """Lines over ranges of any size."""
    classes, inputs = Range("K", "K"), Range("J", "J")
    i, j, k = (index(name, classes) for name in "ijk")
    zi, zj, zk = (entry("z", each) for each in (i, j, k))
    p = (define(entry("p", i), exp(zi) / total(k, exp(zk))),)
    pi_, pj, pk = (entry("p", each) for each in (i, j, k))
    yield "two sums", claim(total(k, entry("x", k)) + total(j, entry("y", j)), total(k, entry("x", k) + entry("y", k)))
    yield "squares", claim(derivative(total(k, zk**2), zj), 2 * zj)
    yield "softmax", claim(derivative(pi_, zj), pi_ * (delta(i, j) - pj), p)
    yield "softmax off", claim(derivative(pi_, zj), -pi_ * pj, p, (Not(SameIndex(i, j)),))
    yield "softmax on", claim(derivative(pi_, zi), pi_ * (1 - pi_), p)
    yield "softmax adds to 1", claim(total(k, pk), zj - zj + 1, p)
    yield (
        "softmax expanded",
        claim(
            derivative(exp(zi) / total(k, exp(zk)), zj),
            exp(zi) * (delta(i, j) * total(k, exp(zk)) - exp(zj)) / total(k, exp(zk)) ** 2,
        ),
    )
    yield "log-sum-exp", claim(derivative(log(total(k, exp(zk))), zj), pj, p)
    yield (
        "log-sum-exp second",
        claim(derivative(derivative(log(total(k, exp(zk))), zi), zj), pi_ * delta(i, j) - pi_ * pj, p),
    )
    yk, yj = entry("y", k), entry("y", j)
    loss = -total(k, yk * log(pk))
    sums_to_one = (compare(total(k, yk), "==", 1),)
    yield "softmax entropy", claim(derivative(loss, zj), pj - yj, p, sums_to_one)
    yield "softmax entropy open", claim(derivative(loss, zj), pj * total(k, yk) - yj, p)
    yield "entropy by p", claim(derivative(-total(k, yk * log(entry("q", k))), entry("q", j)), -yj / entry("q", j))
    xi, xj, xk = (entry("x", each) for each in (i, j, k))
    norm = function("sqrt", total(k, xk**2))
    yield "norm", claim(derivative(norm, xj), xj / norm)
    yield "unit vector", claim(derivative(xi / norm, xj), delta(i, j) / norm - xi * xj / norm**3)
    n = Formula(Size(classes))
    average = (define(scalar("μ"), mean(k, xk)), define(scalar("v"), mean(k, (xk - scalar("μ")) ** 2)))
    mu, v = scalar("μ"), scalar("v")
    yield "variance", claim(v, mean(k, xk**2) - mu**2, average)
    yield "mean's slope", claim(derivative(mu, xj), 1 / n, average)
    yield "variance's slope", claim(derivative(v, xj), 2 / n * (xj - mu), average)
    yield (
        "normalised",
        claim(
            derivative((xi - mu) / function("sqrt", v + a**2), xj),
            (delta(i, j) - 1 / n) / function("sqrt", v + a**2)
            - (xi - mu) * (xj - mu) / (n * (v + a**2) * function("sqrt", v + a**2)),
            average,
        ),
    )
    matrix = entry("A", j, k)
    yield (
        "quadratic form",
        claim(
            derivative(total(j, total(k, xj * matrix * xk)), xi),
            total(k, (entry("A", i, k) + entry("A", k, i)) * xk),
        ),
    )
    yield "delta", claim(delta(i, j) * xi, delta(i, j) * xj)
    yield "contraction", claim(total(k, delta(i, k) * xk * entry("A", k, j)), xi * entry("A", i, j))
    yield "square of a sum", claim(total(k, xk) ** 2, total(j, total(k, xj * xk)))
    yield "centred", claim(total(k, xk - mu), xj - xj, average)
    yield (
        "divergence",
        claim(
            derivative(total(k, pk * log(pk / entry("q", k))), zj),
            pj * (log(pj / entry("q", j)) - total(k, pk * log(pk / entry("q", k)))),
            p,
            (compare(entry("q", k), ">", 0),),
        ),
    )
    yield from layers(classes, inputs)


def layers(classes: Range, inputs: Range) -> Iterator[tuple[str, Claim]]:
    """Layers of a net with any number of units, regression, a mean over examples."""
    k, c = index("k", classes), index("c", classes)
    j, l = index("j", inputs), index("l", inputs)
    examples = Range("N", "N")
    n, r = index("n", examples), index("r", examples)
    cost = scalar("E")
    out, hidden = entry("o", k), entry("h", j)
    net = (
        SIGMOID,
        define(hidden, sigma(entry("u", j))),
        define(entry("s", k), total(j, entry("w", k, j) * hidden) + entry("b", k)),
        define(out, sigma(entry("s", k))),
        define(cost, HALF * total(k, (entry("t", k) - out) ** 2)),
    )
    error = (out - entry("t", k)) * out * (1 - out)
    yield "output delta", claim(derivative(cost, entry("s", k)), error, net)
    yield "output weight", claim(derivative(cost, entry("w", k, j)), error * hidden, net)
    yield "output bias", claim(derivative(cost, entry("b", k)), error, net)
    yield "hidden activation", claim(derivative(cost, hidden), total(k, error * entry("w", k, j)), net)
    yield (
        "hidden delta",
        claim(derivative(cost, entry("u", j)), hidden * (1 - hidden) * total(k, error * entry("w", k, j)), net),
    )
    yield "layer step", claim(derivative(entry("s", k), hidden), entry("w", k, j), net)
    yield (
        "layer chain",
        claim(
            derivative(cost, hidden),
            total(c, derivative(cost, entry("s", c)) * derivative(entry("s", c), hidden, "direct")),
            net,
        ),
    )
    free = (
        define(entry("s", k), total(j, entry("w", k, j) * call("f", entry("u", j))) + entry("b", k)),
        define(cost, functional("L", "s", k)),
    )
    yield (
        "any loss",
        claim(
            derivative(cost, entry("u", j)),
            call("f", entry("u", j), orders=(1,)) * total(k, entry("w", k, j) * functional("L", "s", c, k)),
            free,
        ),
    )
    yield (
        "any loss by weight",
        claim(derivative(cost, entry("w", k, j)), functional("L", "s", c, k) * call("f", entry("u", j)), free),
    )
    yield "any two losses", claim(derivative(cost, entry("b", k)), functional("L", "s", c, k), free)
    feature = entry("x", n, j)
    prediction = (
        SIGMOID,
        define(entry("q", n), sigma(total(j, entry("w", j) * feature))),
        define(
            cost,
            -total(n, entry("y", n) * log(entry("q", n)) + (1 - entry("y", n)) * log(1 - entry("q", n))),
        ),
    )
    q = entry("q", n)
    yield "regression", claim(derivative(cost, entry("w", j)), total(n, (q - entry("y", n)) * feature), prediction)
    yield (
        "regression second",
        claim(
            derivative(derivative(cost, entry("w", j)), entry("w", l)),
            total(n, q * (1 - q) * feature * entry("x", n, l)),
            prediction,
        ),
    )
    linear = (
        define(entry("e", n), total(j, entry("w", j) * feature) - entry("y", n)),
        define(cost, mean(n, entry("e", n) ** 2)),
    )
    yield (
        "least squares",
        claim(derivative(cost, entry("w", j)), 2 / Formula(Size(examples)) * total(n, entry("e", n) * feature), linear),
    )
    yield "average of averages", claim(mean(n, entry("x", n, j) - mean(r, entry("x", r, j))), cost - cost)
    m = index("m", examples)
    score = entry("S", n, r)
    weights = (define(entry("P", n, r), exp(score) / total(m, exp(entry("S", n, m)))),)
    yield (
        "attention",
        claim(
            derivative(total(r, entry("P", n, r) * entry("V", r, j)), score),
            entry("P", n, r) * (entry("V", r, j) - total(m, entry("P", n, m) * entry("V", m, j))),
            weights,
        ),
    )
    yield (
        "relu layer",
        claim(
            derivative(total(j, entry("w", k, j) * function("relu", entry("u", j))), entry("w", k, l)),
            function("relu", entry("u", l)),
        ),
    )


def lines() -> tuple[Line, ...]:
    """All lines."""
    return tuple(Line(name, each, False) for name, each in scalars()) + tuple(
        Line(name, each, True) for name, each in symbolic()
    )
