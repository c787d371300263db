"""True equations of textbooks between scalars: activations, losses, gates, elementary functions."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.claim import Claim
from tests.kernel.build import (
    PI,
    Like,
    add,
    claim,
    compare,
    derivative,
    div,
    f,
    inv,
    mul,
    neg,
    num,
    piecewise,
    power,
    sigmoid,
    sub,
    u,
    v,
    w,
    x,
    y,
    z,
)


def exp(value: Like) -> t.Term:
    return f("exp", value)


def log(value: Like) -> t.Term:
    return f("log", value)


def sqrt(value: Like) -> t.Term:
    return f("sqrt", value)


def softplus(value: Like) -> t.Term:
    return log(add(1, exp(value)))


PHI = mul(num("1/2"), add(1, f("erf", div(x, sqrt(2)))))
CELL = add(mul(sigmoid(t.Symbol("F")), t.Symbol("c0")), mul(sigmoid(t.Symbol("I")), f("tanh", t.Symbol("G"))))
OUTPUT = mul(sigmoid(t.Symbol("O")), f("tanh", CELL))


def chain(depth: int) -> t.Term:
    """sigmoid(w_d · sigmoid(… w_1 · x))."""
    found: t.Term = x
    for number in range(depth):
        found = sigmoid(mul(t.Symbol(f"w{number}"), found))
    return found


def net(width: int) -> Claim:
    """The gradient of a 2-width-1 net's squared error by its first weight, all written out."""
    hidden = [sigmoid(add(mul(t.Symbol(f"a{n}"), x), mul(t.Symbol(f"b{n}"), y))) for n in range(width)]
    output = sigmoid(add(*(mul(t.Symbol(f"v{n}"), h) for n, h in enumerate(hidden))))
    by_hand = mul(2, sub(output, z), output, sub(1, output), t.Symbol("v0"), hidden[0], sub(1, hidden[0]), x)
    return claim(derivative(power(sub(output, z), 2), t.Symbol("a0")), by_hand)


CLAIMS = {
    "softplus' = sigma": claim(derivative(softplus(x), x), sigmoid(x)),
    "softplus stable": claim(softplus(x), add(f("relu", x), log(add(1, exp(neg(f("abs", x))))))),
    "silu'": claim(derivative(mul(x, sigmoid(x)), x), mul(sigmoid(x), add(1, mul(x, sub(1, sigmoid(x)))))),
    "mish'": claim(
        derivative(mul(x, f("tanh", softplus(x))), x),
        add(f("tanh", softplus(x)), mul(x, sigmoid(x), sub(1, power(f("tanh", softplus(x)), 2)))),
    ),
    "tanh(softplus) closed": claim(
        f("tanh", softplus(x)), div(sub(power(add(1, exp(x)), 2), 1), add(power(add(1, exp(x)), 2), 1))
    ),
    "gelu'": claim(derivative(mul(x, PHI), x), add(PHI, mul(x, div(exp(neg(div(power(x, 2), 2))), sqrt(mul(2, PI)))))),
    "gelu tanh'": claim(
        derivative(
            mul(num("1/2"), x, add(1, f("tanh", mul(sqrt(div(2, PI)), add(x, mul(num("0.044715"), power(x, 3))))))), x
        ),
        add(
            mul(num("1/2"), add(1, f("tanh", mul(sqrt(div(2, PI)), add(x, mul(num("0.044715"), power(x, 3))))))),
            mul(
                num("1/2"),
                x,
                sub(1, power(f("tanh", mul(sqrt(div(2, PI)), add(x, mul(num("0.044715"), power(x, 3))))), 2)),
                sqrt(div(2, PI)),
                add(1, mul(num("0.134145"), power(x, 2))),
            ),
        ),
    ),
    "sigma = (1+tanh(x/2))/2": claim(sigmoid(x), mul(num("1/2"), add(1, f("tanh", div(x, 2))))),
    "elu'": claim(
        derivative(piecewise((compare(x, ">"), x), (None, mul(y, sub(exp(x), 1)))), x),
        piecewise((compare(x, ">"), 1), (None, mul(y, exp(x)))),
    ),
    "leaky": claim(
        derivative(f("max", x, mul(num("1/100"), x)), x), piecewise((compare(x, ">"), 1), (None, num("1/100")))
    ),
    "hard sigmoid": claim(
        derivative(f("max", 0, f("min", 1, add(mul(num("1/6"), x), num("1/2")))), x),
        piecewise((t.And((compare(x, ">", -3), compare(x, "<", 3))), num("1/6")), (None, 0)),
    ),
    "huber'": claim(
        derivative(
            piecewise(
                (compare(f("abs", x), "<=", y), mul(num("1/2"), power(x, 2))),
                (None, mul(y, sub(f("abs", x), mul(num("1/2"), y)))),
            ),
            x,
        ),
        piecewise((compare(f("abs", x), "<=", y), x), (None, mul(y, f("sign", x)))),
        compare(y, ">"),
    ),
    "hinge'": claim(
        derivative(f("max", 0, sub(1, mul(y, x))), x), piecewise((compare(mul(y, x), "<", 1), neg(y)), (None, 0))
    ),
    "bce logits": claim(
        sub(softplus(x), mul(y, x)), sub(add(f("max", x, 0), log(add(1, exp(neg(f("abs", x)))))), mul(x, y))
    ),
    "bce'": claim(
        derivative(neg(add(mul(y, log(sigmoid(x))), mul(sub(1, y), log(sub(1, sigmoid(x)))))), x), sub(sigmoid(x), y)
    ),
    "focal'": claim(
        derivative(neg(mul(power(sub(1, sigmoid(x)), w), log(sigmoid(x)))), x),
        mul(power(sub(1, sigmoid(x)), w), sub(mul(w, sigmoid(x), log(sigmoid(x))), sub(1, sigmoid(x)))),
    ),
    "logit'": claim(derivative(log(div(x, sub(1, x))), x), inv(mul(x, sub(1, x)))),
    "logit sigma": claim(log(div(sigmoid(x), sub(1, sigmoid(x)))), x),
    "gaussian nll'": claim(
        derivative(
            add(mul(num("1/2"), log(mul(2, PI, power(u, 2)))), div(power(sub(x, z), 2), mul(2, power(u, 2)))), u
        ),
        sub(inv(u), div(power(sub(x, z), 2), power(u, 3))),
    ),
    "KL gauss": claim(
        derivative(
            add(log(div(v, u)), div(add(power(u, 2), power(sub(x, z), 2)), mul(2, power(v, 2))), num("-1/2")), u
        ),
        sub(div(u, power(v, 2)), inv(u)),
    ),
    "momentum closed": claim(
        add(mul(t.Symbol("m"), add(mul(t.Symbol("m"), v), u)), w),
        add(mul(power(t.Symbol("m"), 2), v), mul(t.Symbol("m"), u), w),
    ),
    "adam step": claim(
        derivative(div(x, add(sqrt(y), t.Symbol("eps"))), y),
        neg(div(x, mul(2, sqrt(y), power(add(sqrt(y), t.Symbol("eps")), 2)))),
        compare(t.Symbol("eps"), ">"),
    ),
    "softmax sigma n=2": claim(div(exp(x), add(exp(x), exp(y))), sigmoid(sub(x, y))),
    "softmax 3 written": claim(add(*[div(exp(q_), add(exp(x), exp(y), exp(z))) for q_ in (x, y, z)]), 1),
    "lstm dF": claim(
        derivative(OUTPUT, t.Symbol("F")),
        mul(
            sigmoid(t.Symbol("O")),
            sub(1, power(f("tanh", CELL), 2)),
            t.Symbol("c0"),
            sigmoid(t.Symbol("F")),
            sub(1, sigmoid(t.Symbol("F"))),
        ),
    ),
    "lstm dG": claim(
        derivative(OUTPUT, t.Symbol("G")),
        mul(
            sigmoid(t.Symbol("O")),
            sub(1, power(f("tanh", CELL), 2)),
            sigmoid(t.Symbol("I")),
            sub(1, power(f("tanh", t.Symbol("G")), 2)),
        ),
    ),
    "gru dz": claim(
        derivative(add(mul(sub(1, sigmoid(x)), y), mul(sigmoid(x), f("tanh", z))), x),
        mul(sub(f("tanh", z), y), sigmoid(x), sub(1, sigmoid(x))),
    ),
    "a^x'": claim(derivative(power(u, x), x), mul(power(u, x), log(u))),
    "x^x'": claim(derivative(power(x, x), x), mul(power(x, x), add(log(x), 1))),
    "acosh'": claim(derivative(f("acosh", x), x), inv(sqrt(sub(power(x, 2), 1)))),
    "acosh' factored": claim(derivative(f("acosh", x), x), inv(mul(sqrt(sub(x, 1)), sqrt(add(x, 1))))),
    "erf'' ": claim(derivative(derivative(f("erf", x), x), x), neg(mul(2, x, derivative(f("erf", x), x)))),
    "log ratio": claim(sub(log(x), log(y)), log(div(x, y))),
    "cos double": claim(f("cos", mul(2, x)), sub(1, mul(2, power(f("sin", x), 2)))),
    "tan half": claim(f("tan", div(x, 2)), div(f("sin", x), add(1, f("cos", x)))),
    "max 3 comm": claim(f("max", x, y, z), f("max", z, f("max", y, x))),
    "|x|^3'": claim(derivative(power(f("abs", x), 3), x), mul(3, x, f("abs", x))),
    "depth 12": claim(derivative(chain(12), x), add(0, derivative(chain(12), x))),
    "net 2-4-1": net(4),
    "net 2-16-1": net(16),
}
