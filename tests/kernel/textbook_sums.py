"""True equations of textbooks with sums over ranges of any size: softmax, norms, attention, layers, batches."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.terms import IndexVariable
from tests.kernel.build import (
    M,
    N,
    add,
    call,
    claim,
    compare,
    define,
    derivative,
    div,
    entry,
    f,
    i,
    inv,
    j,
    k,
    l,
    mul,
    neg,
    num,
    piecewise,
    power,
    sigmoid,
    sub,
    total,
    u,
    x,
    y,
)
from tests.kernel.textbook_scalars import exp, log, softplus, sqrt

a, b, c = (IndexVariable(name, N) for name in "abc")
r = IndexVariable("r", M)


def X(index: t.Index) -> t.Term:
    return entry("x", index)


def Y(index: t.Index) -> t.Term:
    return entry("y", index)


def Z(index: t.Index) -> t.Term:
    return entry("z", index)


def A(row: t.Index, column: t.Index) -> t.Term:
    return entry("A", row, column)


def softmax(index: t.Index) -> t.Term:
    return div(exp(Z(index)), total(k, exp(Z(k))))


NORM = sqrt(total(k, power(X(k), 2)))
NORM_Y = sqrt(total(k, power(Y(k), 2)))
MEAN = div(total(k, X(k)), t.Size(N))
VARIANCE = div(total(k, power(sub(X(k), MEAN), 2)), t.Size(N))
DEVIATION = sqrt(add(VARIANCE, t.Symbol("eps")))


def normalised(index: t.Index) -> t.Term:
    return div(sub(X(index), MEAN), DEVIATION)


def score(row: t.Index, column: t.Index) -> t.Term:
    return div(total(r, mul(entry("q", row, r), entry("kk", column, r))), sqrt(t.Size(M)))


def attention(row: t.Index, column: t.Index) -> t.Term:
    return div(exp(score(row, column)), total(l, exp(score(row, l))))


HIDDEN = (
    define("h", sigmoid(total(k, mul(entry("W", a, k), X(k)))), a),
    define("o", total(a, mul(entry("v", a), entry("h", a)))),
    define("L", mul(num("1/2"), power(sub(t.Symbol("o"), t.Symbol("tt")), 2))),
)
THREE = t.Range("c3", 3)
i3, k3 = IndexVariable("i3", THREE), IndexVariable("k3", THREE)

CLAIMS = {
    "log-sum-exp shift": claim(log(total(k, exp(Z(k)))), add(y, log(total(k, exp(sub(Z(k), y)))))),
    "softmax shift": claim(div(exp(sub(Z(i), y)), total(k, exp(sub(Z(k), y)))), softmax(i)),
    "softmax jac": claim(derivative(softmax(i), Z(j)), mul(softmax(i), sub(t.Delta(i, j), softmax(j)))),
    "softmax temp": claim(
        derivative(div(exp(div(Z(i), u)), total(k, exp(div(Z(k), u)))), Z(j)),
        div(
            mul(
                div(exp(div(Z(i), u)), total(k, exp(div(Z(k), u)))),
                sub(t.Delta(i, j), div(exp(div(Z(j), u)), total(k, exp(div(Z(k), u))))),
            ),
            u,
        ),
    ),
    "lse hessian": claim(
        derivative(derivative(log(total(k, exp(Z(k)))), Z(i)), Z(j)),
        sub(mul(t.Delta(i, j), softmax(i)), mul(softmax(i), softmax(j))),
    ),
    "CE, sum y=1": claim(
        derivative(neg(total(b, mul(Y(b), log(softmax(b))))), Z(i)),
        sub(softmax(i), Y(i)),
        compare(total(k, Y(k)), "==", 1),
    ),
    "CE, named s": claim(
        derivative(neg(total(b, mul(Y(b), log(entry("s", b))))), Z(i)),
        sub(entry("s", i), Y(i)),
        compare(total(k, Y(k)), "==", 1),
        definitions=(define("s", softmax(a), a),),
    ),
    "CE one-hot": claim(
        derivative(neg(total(b, mul(t.Delta(b, c), log(softmax(b))))), Z(i)), sub(softmax(i), t.Delta(i, c))
    ),
    "entropy'": claim(derivative(neg(total(b, mul(X(b), log(X(b))))), X(i)), sub(-1, log(X(i)))),
    "KL(softmax||q)": claim(
        derivative(total(b, mul(softmax(b), sub(log(softmax(b)), log(entry("q", b))))), Z(i)),
        mul(
            softmax(i),
            sub(
                sub(log(softmax(i)), log(entry("q", i))),
                total(b, mul(softmax(b), sub(log(softmax(b)), log(entry("q", b))))),
            ),
        ),
    ),
    "quadratic form": claim(
        derivative(total(a, total(b, mul(X(a), A(a, b), X(b)))), X(i)), total(b, mul(add(A(i, b), A(b, i)), X(b)))
    ),
    "trace": claim(derivative(total(a, total(b, mul(A(a, b), entry("B", b, a)))), A(i, j)), entry("B", j, i)),
    "frobenius": claim(derivative(total(a, total(b, power(A(a, b), 2))), A(i, j)), mul(2, A(i, j))),
    "norm'": claim(derivative(NORM, X(i)), div(X(i), NORM)),
    "normalize jac": claim(
        derivative(div(X(i), NORM), X(j)), div(sub(t.Delta(i, j), div(mul(X(i), X(j)), power(NORM, 2))), NORM)
    ),
    "cosine'": claim(
        derivative(div(total(k, mul(X(k), Y(k))), mul(NORM, NORM_Y)), X(i)),
        sub(div(Y(i), mul(NORM, NORM_Y)), div(mul(total(k, mul(X(k), Y(k))), X(i)), mul(power(NORM, 3), NORM_Y))),
    ),
    "layernorm jac": claim(
        derivative(normalised(i), X(j)),
        div(sub(sub(t.Delta(i, j), inv(t.Size(N))), div(mul(normalised(i), normalised(j)), t.Size(N))), DEVIATION),
        compare(t.Symbol("eps"), ">"),
    ),
    "layernorm jac defs": claim(
        derivative(entry("h", i), X(j)),
        div(
            sub(sub(t.Delta(i, j), inv(t.Size(N))), div(mul(entry("h", i), entry("h", j)), t.Size(N))),
            sqrt(add(t.Symbol("var"), t.Symbol("eps"))),
        ),
        compare(t.Symbol("eps"), ">"),
        definitions=(
            define("mu", MEAN),
            define("var", div(total(k, power(sub(X(k), t.Symbol("mu")), 2)), t.Size(N))),
            define("h", div(sub(X(i), t.Symbol("mu")), sqrt(add(t.Symbol("var"), t.Symbol("eps")))), i),
        ),
    ),
    "rmsnorm jac": claim(
        derivative(div(X(i), sqrt(add(div(total(k, power(X(k), 2)), t.Size(N)), t.Symbol("eps")))), X(j)),
        sub(
            div(t.Delta(i, j), sqrt(add(div(total(k, power(X(k), 2)), t.Size(N)), t.Symbol("eps")))),
            div(
                mul(X(i), X(j)),
                mul(t.Size(N), power(sqrt(add(div(total(k, power(X(k), 2)), t.Size(N)), t.Symbol("eps"))), 3)),
            ),
        ),
        compare(t.Symbol("eps"), ">"),
    ),
    "batchnorm dx": claim(
        derivative(total(b, mul(Y(b), normalised(b))), X(i)),
        div(
            sub(sub(mul(t.Size(N), Y(i)), total(b, Y(b))), mul(normalised(i), total(b, mul(Y(b), normalised(b))))),
            mul(t.Size(N), DEVIATION),
        ),
        compare(t.Symbol("eps"), ">"),
    ),
    "attention rows sum 1": claim(total(j, attention(i, j)), 1),
    "attention dP/dS": claim(
        derivative(div(exp(A(i, j)), total(l, exp(A(i, l)))), A(a, b)),
        mul(
            t.Delta(i, a),
            div(exp(A(i, j)), total(l, exp(A(i, l)))),
            sub(t.Delta(j, b), div(exp(A(i, b)), total(l, exp(A(i, l))))),
        ),
    ),
    "attention dQ": claim(
        derivative(total(a, total(b, mul(entry("G", a, b), attention(a, b)))), entry("q", i, r)),
        div(
            total(
                b,
                mul(
                    attention(i, b),
                    sub(entry("G", i, b), total(c, mul(attention(i, c), entry("G", i, c)))),
                    entry("kk", b, r),
                ),
            ),
            sqrt(t.Size(M)),
        ),
    ),
    "hidden dW": claim(
        derivative(t.Symbol("L"), entry("W", i, j)),
        mul(sub(t.Symbol("o"), t.Symbol("tt")), entry("v", i), entry("h", i), sub(1, entry("h", i)), X(j)),
        definitions=HIDDEN,
    ),
    "opaque hidden delta": claim(
        derivative(t.Functional("L", (), (t.Family((a,), total(b, mul(A(a, b), call("f", Z(b))))),), ()), Z(i)),
        mul(
            call("f", Z(i), orders=(1,)),
            total(
                a,
                mul(
                    A(a, i),
                    t.Functional("L", (), (t.Family((a,), total(b, mul(A(a, b), call("f", Z(b))))),), ((0, (a,)),)),
                ),
            ),
        ),
    ),
    "relu net": claim(
        derivative(power(sub(total(k, mul(entry("v", k), f("relu", mul(entry("w", k), x)))), y), 2), entry("w", i)),
        mul(
            2,
            sub(total(k, mul(entry("v", k), f("relu", mul(entry("w", k), x)))), y),
            entry("v", i),
            x,
            piecewise((compare(mul(entry("w", i), x), ">"), 1), (None, 0)),
        ),
    ),
    "logistic hessian": claim(
        derivative(
            derivative(
                total(
                    a,
                    sub(
                        softplus(total(k, mul(A(a, k), entry("w", k)))),
                        mul(Y(a), total(k, mul(A(a, k), entry("w", k)))),
                    ),
                ),
                entry("w", i),
            ),
            entry("w", j),
        ),
        total(
            a,
            mul(
                A(a, i),
                A(a, j),
                sigmoid(total(k, mul(A(a, k), entry("w", k)))),
                sub(1, sigmoid(total(k, mul(A(a, k), entry("w", k))))),
            ),
        ),
    ),
    "ridge": claim(
        derivative(
            add(
                total(a, power(sub(total(k, mul(A(a, k), entry("w", k))), Y(a)), 2)),
                mul(u, total(k, power(entry("w", k), 2))),
            ),
            entry("w", i),
        ),
        mul(2, add(total(a, mul(A(a, i), sub(total(k, mul(A(a, k), entry("w", k))), Y(a)))), mul(u, entry("w", i)))),
    ),
    "infonce": claim(
        derivative(neg(log(div(exp(div(Z(c), u)), total(k, exp(div(Z(k), u)))))), Z(i)),
        div(sub(div(exp(div(Z(i), u)), total(k, exp(div(Z(k), u)))), t.Delta(i, c)), u),
    ),
    "triplet": claim(
        derivative(
            f("max", 0, add(sub(total(k, power(sub(X(k), Y(k)), 2)), total(k, power(sub(X(k), Z(k)), 2))), u)), X(i)
        ),
        mul(
            2,
            sub(Z(i), Y(i)),
            piecewise(
                (
                    compare(add(sub(total(k, power(sub(X(k), Y(k)), 2)), total(k, power(sub(X(k), Z(k)), 2))), u), ">"),
                    1,
                ),
                (None, 0),
            ),
        ),
    ),
    "mean of batch": claim(div(total(k, 1), t.Size(N)), 1),
    "sum i!=k": claim(
        total(k, piecewise((t.Not(t.SameIndex(k, i)), mul(X(k), X(i))), (None, 0))),
        sub(mul(X(i), total(k, X(k))), power(X(i), 2)),
    ),
    "sum_{k!=i} exp ratio": claim(add(total(k, mul(sub(1, t.Delta(k, i)), softmax(k))), softmax(i)), 1),
    "tsne-like": claim(
        total(k, mul(sub(1, t.Delta(k, i)), inv(add(1, power(sub(X(i), X(k)), 2))))),
        sub(total(k, inv(add(1, power(sub(X(i), X(k)), 2)))), 1),
    ),
    "softmax jac size 3": claim(
        derivative(div(exp(entry("z", i3)), total(k3, exp(entry("z", k3)))), entry("z", t.IndexValue(2, THREE))),
        mul(
            div(exp(entry("z", i3)), total(k3, exp(entry("z", k3)))),
            sub(
                t.Delta(i3, t.IndexValue(2, THREE)),
                div(exp(entry("z", t.IndexValue(2, THREE))), total(k3, exp(entry("z", k3)))),
            ),
        ),
    ),
    "x^n'": claim(derivative(power(x, t.Size(N)), x), mul(t.Size(N), power(x, sub(t.Size(N), 1)))),
    "p-norm'": claim(
        derivative(power(total(k, power(f("abs", X(k)), u)), inv(u)), X(i)),
        mul(
            power(total(k, power(f("abs", X(k)), u)), sub(inv(u), 1)), power(f("abs", X(i)), sub(u, 1)), f("sign", X(i))
        ),
    ),
    "L1": claim(derivative(total(k, f("abs", X(k))), X(i)), f("sign", X(i))),
    "sum|x| for x>0": claim(total(k, f("abs", X(k))), total(k, X(k)), compare(X(l), ">")),
    "double stochastic": claim(
        total(k, mul(X(k), total(l, A(k, l)))), total(k, X(k)), compare(total(l, A(k, l)), "==", 1)
    ),
    "E mean shift": claim(div(total(k, sub(X(k), MEAN)), t.Size(N)), 0),
    "cov": claim(
        div(total(k, mul(sub(X(k), MEAN), sub(Y(k), div(total(l, Y(l)), t.Size(N))))), t.Size(N)),
        sub(div(total(k, mul(X(k), Y(k))), t.Size(N)), mul(MEAN, div(total(l, Y(l)), t.Size(N)))),
    ),
    "REINFORCE": claim(
        derivative(total(k, mul(softmax(k), Y(k))), Z(i)),
        total(k, mul(softmax(k), Y(k), derivative(log(softmax(k)), Z(i)))),
    ),
    "fisher": claim(
        total(k, mul(softmax(k), derivative(log(softmax(k)), Z(i)), derivative(log(softmax(k)), Z(j)))),
        sub(mul(t.Delta(i, j), softmax(i)), mul(softmax(i), softmax(j))),
    ),
    "gaussian mixture resp": claim(
        derivative(log(total(k, mul(Y(k), exp(neg(power(sub(x, Z(k)), 2)))))), Z(i)),
        div(
            mul(2, Y(i), exp(neg(power(sub(x, Z(i)), 2))), sub(x, Z(i))),
            total(k, mul(Y(k), exp(neg(power(sub(x, Z(k)), 2))))),
        ),
    ),
    "dice": claim(
        derivative(sub(1, div(mul(2, total(k, mul(X(k), Y(k)))), add(total(k, X(k)), total(k, Y(k))))), X(i)),
        div(
            sub(mul(2, total(k, mul(X(k), Y(k)))), mul(2, Y(i), add(total(k, X(k)), total(k, Y(k))))),
            power(add(total(k, X(k)), total(k, Y(k))), 2),
        ),
    ),
    "sigma'(z_k) explicit vs sigma": claim(
        total(k, div(exp(neg(Z(k))), power(add(1, exp(neg(Z(k)))), 2))),
        total(k, mul(sigmoid(Z(k)), sub(1, sigmoid(Z(k))))),
    ),
    "product of sums 4": claim(
        mul(total(a, X(a)), total(b, Y(b)), total(c, Z(c))), total(a, total(b, total(c, mul(X(c), Y(a), Z(b)))))
    ),
}
