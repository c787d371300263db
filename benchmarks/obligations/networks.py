"""Nets, recurrent cells, softmax, attention and regression, with every intermediate quantity written out."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from benchmarks.obligations.activations import sigmoid
from benchmarks.obligations.obligation import Obligation

HALF = sp.Rational(1, 2)


def reals(names: str) -> tuple[sp.Symbol, ...]:
    """Real symbols by name, always as a tuple."""
    return sp.symbols(names, real=True, seq=True)


def chains() -> Iterator[Obligation]:
    """Nets of one unit a layer: 1-1-1 and 1-1-1-1."""
    x, t, u, v, w, b, c = reals("x t u v w b c")
    h = sigmoid(u * x + b)
    o = sigmoid(v * h + c)
    cost = HALF * (t - o) ** 2
    yield Obligation("1-1-1 outer weight", sp.diff(cost, v), (o - t) * o * (1 - o) * h)
    yield Obligation("1-1-1 outer bias", sp.diff(cost, c), (o - t) * o * (1 - o))
    yield Obligation("1-1-1 inner weight", sp.diff(cost, u), (o - t) * o * (1 - o) * v * h * (1 - h) * x)
    yield Obligation("1-1-1 inner bias", sp.diff(cost, b), (o - t) * o * (1 - o) * v * h * (1 - h))
    yield Obligation("1-1-1 input", sp.diff(cost, x), (o - t) * o * (1 - o) * v * h * (1 - h) * u)
    r = sigmoid(w * o)
    cost = HALF * (t - r) ** 2
    delta = (r - t) * r * (1 - r)
    yield Obligation("1-1-1-1 last weight", sp.diff(cost, w), delta * o)
    yield Obligation("1-1-1-1 middle weight", sp.diff(cost, v), delta * w * o * (1 - o) * h)
    yield Obligation("1-1-1-1 first weight", sp.diff(cost, u), delta * w * o * (1 - o) * v * h * (1 - h) * x)
    yield Obligation("neuron weight", sp.diff((sigmoid(w * x + b) - t) ** 2, w), _neuron(x, t, w, b) * x)
    yield Obligation("neuron bias", sp.diff((sigmoid(w * x + b) - t) ** 2, b), _neuron(x, t, w, b))
    yield Obligation("neuron input", sp.diff((sigmoid(w * x + b) - t) ** 2, x), _neuron(x, t, w, b) * w)


def _neuron(x: sp.Expr, t: sp.Expr, w: sp.Expr, b: sp.Expr) -> sp.Expr:
    a = sigmoid(w * x + b)
    return 2 * (a - t) * a * (1 - a)


def layered() -> Iterator[Obligation]:
    """A net of 2-3-2, fully expanded."""
    x = reals("x1:3")
    t = reals("t1:3")
    v = [reals(f"v{j}1:{j}3") for j in (1, 2, 3)]
    w = [reals(f"w{k}1:{k}4") for k in (1, 2)]
    h = [sigmoid(sum(v[j][i] * x[i] for i in range(2))) for j in range(3)]
    o = [sigmoid(sum(w[k][j] * h[j] for j in range(3))) for k in range(2)]
    cost = HALF * sum((t[k] - o[k]) ** 2 for k in range(2))
    delta = [(o[k] - t[k]) * o[k] * (1 - o[k]) for k in range(2)]
    for k in range(2):
        for j in range(3):
            yield Obligation(f"2-3-2 outer weight {k + 1}{j + 1}", sp.diff(cost, w[k][j]), delta[k] * h[j])
    for j in range(3):
        back = sum(delta[k] * w[k][j] for k in range(2)) * h[j] * (1 - h[j])
        for i in range(2):
            yield Obligation(f"2-3-2 inner weight {j + 1}{i + 1}", sp.diff(cost, v[j][i]), back * x[i])


def softmaxes() -> Iterator[Obligation]:
    """Softmax of 2 to 6 numbers: Jacobian, row sums, entropy; log-sum-exp."""
    for n in range(2, 7):
        z = reals(f"z1:{n + 1}")
        total = sum(sp.exp(each) for each in z)
        s = [sp.exp(each) / total for each in z]
        yield Obligation(f"softmax {n} diagonal", sp.diff(s[0], z[0]), s[0] * (1 - s[0]))
        yield Obligation(f"softmax {n} beside", sp.diff(s[0], z[1]), -s[0] * s[1])
        yield Obligation(f"softmax {n} row", sum(sp.diff(s[0], each) for each in z), sp.Integer(0))
        yield Obligation(
            f"log-sum-exp {n} shifted", sp.log(total), z[0] + sp.log(sum(sp.exp(each - z[0]) for each in z))
        )
        if n <= 4:
            y = reals(f"y1:{n}")
            targets = [*y, 1 - sum(y)]
            loss = -sum(target * sp.log(each) for target, each in zip(targets, s, strict=True))
            yield Obligation(f"softmax entropy {n}", sp.diff(loss, z[0]), s[0] - targets[0])
            yield Obligation(f"log-sum-exp {n} second", sp.diff(sp.log(total), z[0], z[1]), -s[0] * s[1])
    z, c, k = reals("z1:4"), *reals("c k")
    shifted = sum(sp.exp(each + c) for each in z)
    yield Obligation("softmax shifted", sp.exp(z[0] + c) / shifted, sp.exp(z[0]) / sum(sp.exp(each) for each in z))
    cold = sum(sp.exp(k * each) for each in z)
    first = sp.exp(k * z[0]) / cold
    average = sum(each * sp.exp(k * each) for each in z) / cold
    yield Obligation("softmax by temperature", sp.diff(first, k), first * (z[0] - average))


def recurrent() -> Iterator[Obligation]:
    """One step of LSTM and GRU cells of one unit."""
    x, h, c, b = reals("x h c b")
    weights = {gate: reals(f"w_{gate} u_{gate} b_{gate}") for gate in "ifgozrn"}

    def pre(gate: str, state: sp.Expr = h) -> sp.Expr:
        w, u, bias = weights[gate]
        return w * x + u * state + bias

    i, f, o = (sigmoid(pre(gate)) for gate in "ifo")
    g = sp.tanh(pre("g"))
    cell = f * c + i * g
    out = o * sp.tanh(cell)
    slope = o * (1 - sp.tanh(cell) ** 2)
    yield Obligation("lstm by old cell", sp.diff(out, c), slope * f)
    yield Obligation("lstm by input gate", sp.diff(out, weights["i"][0]), slope * g * i * (1 - i) * x)
    yield Obligation("lstm by forget gate", sp.diff(out, weights["f"][0]), slope * c * f * (1 - f) * x)
    yield Obligation("lstm by candidate", sp.diff(out, weights["g"][0]), slope * i * (1 - g**2) * x)
    yield Obligation("lstm by output gate", sp.diff(out, weights["o"][0]), sp.tanh(cell) * o * (1 - o) * x)
    through = (
        sp.tanh(cell) * o * (1 - o) * weights["o"][1]
        + slope * (c * f * (1 - f) * weights["f"][1] + g * i * (1 - i) * weights["i"][1])
        + slope * i * (1 - g**2) * weights["g"][1]
    )
    yield Obligation("lstm by old state", sp.diff(out, h), through)
    z, r = sigmoid(pre("z")), sigmoid(pre("r"))
    n = sp.tanh(pre("n", r * h))
    out = (1 - z) * n + z * h
    yield Obligation("gru by update gate", sp.diff(out, weights["z"][0]), (h - n) * z * (1 - z) * x)
    yield Obligation("gru by candidate", sp.diff(out, weights["n"][0]), (1 - z) * (1 - n**2) * x)
    reset = (1 - z) * (1 - n**2) * weights["n"][1] * h * r * (1 - r)
    yield Obligation("gru by reset gate", sp.diff(out, weights["r"][0]), reset * x)
    back = z + (h - n) * z * (1 - z) * weights["z"][1] + reset * weights["r"][1]
    back += (1 - z) * (1 - n**2) * weights["n"][1] * r
    yield Obligation("gru by old state", sp.diff(out, h), back)
    state = sp.tanh(b * h + x)
    later = sp.tanh(b * state + x)
    yield Obligation("two steps", sp.diff(later, b), (1 - later**2) * (state + b * (1 - state**2) * h))


def attention() -> Iterator[Obligation]:
    """Attention of two queries over two keys, and logistic regression with its second slopes."""
    q, k, v = reals("q1:3"), reals("k1:3"), reals("v1:3")
    scores = [[q[i] * k[j] / sp.sqrt(2) for j in range(2)] for i in range(2)]
    rows = [[sp.exp(s) / sum(sp.exp(r) for r in row) for s in row] for row in scores]
    out = [sum(rows[i][j] * v[j] for j in range(2)) for i in range(2)]
    yield Obligation("attention by value", sp.diff(out[0], v[1]), rows[0][1])
    yield Obligation(
        "attention by query",
        sp.diff(out[0], q[0]),
        sum(rows[0][j] * (v[j] - out[0]) * k[j] for j in range(2)) / sp.sqrt(2),
    )
    yield Obligation("attention by key", sp.diff(out[0], k[0]), rows[0][0] * (v[0] - out[0]) * q[0] / sp.sqrt(2))
    yield Obligation(
        "attention by key, both rows",
        sp.diff(sum(out), k[1]),
        sum(rows[i][1] * (v[1] - out[i]) * q[i] for i in range(2)) / sp.sqrt(2),
    )
    w, x, y = reals("w1:3"), [reals(f"x{n}1:{n}3") for n in (1, 2)], reals("y1:3")
    p = [sigmoid(sum(w[i] * x[n][i] for i in range(2))) for n in range(2)]
    loss = -sum(y[n] * sp.log(p[n]) + (1 - y[n]) * sp.log(1 - p[n]) for n in range(2))
    for i in range(2):
        yield Obligation(f"regression {i + 1}", sp.diff(loss, w[i]), sum((p[n] - y[n]) * x[n][i] for n in range(2)))
        yield Obligation(
            f"regression second 1{i + 1}",
            sp.diff(loss, w[0], w[i]),
            sum(p[n] * (1 - p[n]) * x[n][0] * x[n][i] for n in range(2)),
        )


def obligations() -> Iterator[Obligation]:
    """All of them."""
    for part in (chains, layered, softmaxes, recurrent, attention):
        yield from part()
