"""Where computer algebra is known to go wrong: values, branches, kinks, symbols, near misses, vacuity.

Given unevaluated where SymPy would change them on the way. Each row: the sides, the assumptions, the status
and, where something is proved, the conditions that must be printed with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sympy as sp

from symback import verify
from symback.verdict import Refuted
from tests.soundness.witnesses import fault

x, y, a, b = sp.symbols("x y a b", real=True)
free = sp.Symbol("u")
f, g = sp.Function("f"), sp.Function("g")
n = sp.Symbol("n", integer=True, positive=True)
i, j, k = (sp.Idx(name, n) for name in "ijk")
X, Z = sp.IndexedBase("X", shape=(n,)), sp.IndexedBase("Z", shape=(n,))


def raw(make: Any) -> Any:
    """An expression built without SymPy's automatic evaluation."""
    with sp.evaluate(False):
        return make()


def slope(body: Any, variable: Any) -> Any:
    return sp.Derivative(body, variable, evaluate=False)


def total(body: Any, index: Any) -> Any:
    return sp.Sum(body, (index, 0, n - 1))


@dataclass(frozen=True)
class Trap:
    name: str
    left: Any
    right: Any
    status: str
    assuming: tuple[Any, ...] = ()
    conditions: int | None = None


softmax = sp.exp(Z[i]) / total(sp.exp(Z[k]), k)
clash = sp.exp(Z[i]) / total(sp.exp(Z[i]), i)
one = sp.Integer(1)

TRAPS = [
    # What SymPy's automatic evaluation or simplify gets wrong.
    Trap("derivative of a sum of squares", slope(total(X[j] ** 2, j), X[j]), 2 * X[j], "proved"),
    Trap(
        "softmax Jacobian",
        slope(softmax, Z[j]),
        softmax * (sp.KroneckerDelta(i, j) - softmax.xreplace({i: j})),
        "proved",
    ),
    Trap("bound and free index of one letter", slope(clash, Z[i]), clash * (1 - clash), "proved"),
    Trap("bound and free index, wrong", slope(clash, Z[i]), sp.Integer(0), "refuted"),
    Trap("x/x", raw(lambda: x / x), one, "proved", conditions=1),
    Trap("cancelled factor", raw(lambda: (x**2 - 1) / (x - 1)), x + 1, "proved", conditions=1),
    Trap("log of a product", sp.log(a * b), sp.log(a) + sp.log(b), "proved", (a > 0, b > 0)),
    Trap("root of a square", raw(lambda: sp.sqrt(x**2)), x, "refuted"),
    Trap("root of a square is |x|", raw(lambda: sp.sqrt(x**2)), sp.Abs(x), "proved"),
    Trap("root of a square, x ≥ 0", raw(lambda: sp.sqrt(x**2)), x, "proved", (x >= 0,)),
    Trap("arcus tangents", sp.atan(x) + sp.atan(y), sp.atan((x + y) / (1 - x * y)), "refuted"),
    Trap("delta moves", sp.KroneckerDelta(i, j) * X[i], sp.KroneckerDelta(i, j) * X[j], "proved"),
    Trap("log of a square", sp.log(x**2), 2 * sp.log(sp.Abs(x)), "proved", conditions=1),
    Trap("log of a square, wrong branch", sp.log(x**2), 2 * sp.log(-x), "proved"),
    Trap("renamed index", total(X[i] ** 2, i), total(X[j] ** 2, j), "proved"),
    Trap("derivative with the bound letter", slope(total(X[i] ** 2, i), X[i]), total(2 * X[i], i), "refuted"),
    # Values.
    Trap("undefined everywhere", raw(lambda: 0 * sp.log(-1 - x**2)), sp.Integer(0), "undecided"),
    Trap("undefined quotient", raw(lambda: 1 / (x - x)), raw(lambda: 2 / (x - x)), "undecided"),
    Trap("log of 0", raw(lambda: 0 * sp.log(0 * x)), sp.Integer(0), "undecided"),
    Trap("difference of quotients", raw(lambda: 1 / x - 1 / x), sp.Integer(0), "proved", conditions=1),
    Trap("difference of logarithms", raw(lambda: sp.log(x) - sp.log(x)), sp.Integer(0), "proved", conditions=1),
    Trap("x to the 0", raw(lambda: x**0), one, "proved"),
    Trap("slope of what is defined nowhere", slope(sp.log(-1 - x**2), x), 2 * x / (1 + x**2), "undecided"),
    Trap("slope on a domain", slope(sp.log(x), x), 1 / sp.Abs(x), "proved"),
    Trap("a constant that drops out", slope(x + sp.log(-1 - y**2), x), one, "undecided"),
    # Branches.
    Trap("log of exp", raw(lambda: sp.log(sp.exp(x))), x, "proved"),
    Trap("exp of log", raw(lambda: sp.exp(sp.log(x))), x, "proved", conditions=1),
    Trap("atan x + atan 1/x", sp.atan(x) + sp.atan(1 / x), sp.pi / 2, "refuted"),
    Trap("third root of a cube", raw(lambda: (x**3) ** sp.Rational(1, 3)), -x, "refuted"),
    Trap("product of roots", sp.sqrt(x) * sp.sqrt(y), sp.sqrt(x * y), "proved"),
    Trap("root of a product", raw(lambda: sp.sqrt(x**2 * y)), raw(lambda: x * sp.sqrt(y)), "refuted"),
    Trap("root by half an exponent", raw(lambda: (x**2) ** sp.Rational(1, 2)), sp.Abs(x), "proved"),
    Trap("exp of half a log", raw(lambda: sp.exp(sp.log(x**2) / 2)), x, "refuted"),
    Trap("exp of half a log is |x|", raw(lambda: sp.exp(sp.log(x**2) / 2)), sp.Abs(x), "proved"),
    Trap("sigmoid by tanh", 1 / (1 + sp.exp(-x)), (1 + sp.tanh(x / 2)) / 2, "proved"),
    Trap("stable softplus", sp.log(1 + sp.exp(x)), sp.Max(0, x) + sp.log(1 + sp.exp(-sp.Abs(x))), "proved"),
    Trap("asin of sin", sp.asin(sp.sin(x)), x, "refuted"),
    Trap("sin of asin", raw(lambda: sp.sin(sp.asin(x))), x, "proved"),
    Trap("plain symbols are real", raw(lambda: sp.sqrt(free**2)), sp.Abs(free), "proved"),
    # Kinks.
    Trap("|x|'", slope(sp.Abs(x), x), sp.sign(x), "proved", conditions=1),
    Trap("relu", sp.Max(0, x), (x + sp.Abs(x)) / 2, "proved"),
    Trap("relu by pieces", sp.Piecewise((x, x > 0), (0, True)), sp.Max(0, x), "proved"),
    Trap("relu'", slope(sp.Max(0, x), x), sp.Piecewise((1, x > 0), (0, True)), "proved", conditions=1),
    Trap("relu' is not 1", slope(sp.Max(0, x), x), one, "refuted"),
    Trap("step'", slope(sp.Piecewise((1, x > 0), (0, True)), x), sp.Integer(0), "proved", conditions=1),
    Trap("x by pieces", slope(sp.Piecewise((0, sp.Eq(x, 0)), (x, True)), x), one, "proved", conditions=1),
    # Near misses.
    Trap("1 + 10^-40", x * (1 + sp.Rational(1, 10**40)), x, "refuted"),
    Trap("almost an integer", sp.exp(sp.pi * sp.sqrt(163)) + x, x + 262537412640768744, "refuted"),
    Trap("tiny but not 0", sp.exp(-(x**2) - 300), sp.Integer(0), "refuted"),
    Trap("saturated", sp.tanh(x + 100), one, "refuted"),
    Trap("tenths", sp.Rational(1, 10) * x + sp.Rational(2, 10) * x, sp.Rational(3, 10) * x, "proved"),
    # Symbols and assumptions.
    Trap("contradiction", x, x + 1, "undecided", (x > 0, x < 0)),
    Trap("contradiction, true anyway", (x + 1) ** 2, x**2 + 2 * x + 1, "undecided", (x > 1, x < 1)),
    Trap("hidden contradiction", (x + 1) ** 2, x**2 + 2 * x + 1, "undecided", (sp.Eq(x**2, -1),)),
    Trap("primes", sp.Symbol("w_1"), sp.Symbol("w_{1}"), "refuted"),
    Trap("a sum of one letter", total(X[i] * y, i), y * total(X[k], k), "proved"),
    Trap("opaque functions differ", f(x), g(x), "refuted"),
    Trap("chain rule", slope(f(x**2), x), 2 * x * sp.Subs(slope(f(y), y), y, x**2), "proved"),
    Trap("chain rule forgotten", slope(f(x**2), x), sp.Subs(slope(f(y), y), y, x**2), "refuted"),
]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_answer(trap: Trap) -> None:
    verdict = verify(trap.left, trap.right, assuming=trap.assuming)
    assert verdict.status == trap.status, verdict
    if trap.conditions is not None:
        assert len(verdict.theorem.conditions) >= trap.conditions, verdict
    if isinstance(verdict, Refuted):
        assert fault(verdict.refutation.claim, verdict.refutation) is None


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_answer_to_exchanged_sides(trap: Trap) -> None:
    assert verify(trap.right, trap.left, assuming=trap.assuming).status == trap.status


@pytest.mark.parametrize("value", [sp.nan, sp.zoo, sp.oo, -sp.oo])
def test_what_is_no_real_number_is_not_proved(value: Any) -> None:
    assert verify(value, value).status in {"undecided", "not_understood"}
    assert verify(x + value, x + value).status in {"undecided", "not_understood"}


def test_the_witness_of_the_arcus_tangents() -> None:
    verdict = verify(sp.atan(x) + sp.atan(y), sp.atan((x + y) / (1 - x * y)))
    assert isinstance(verdict, Refuted)
    point = verdict.refutation.point.symbols
    assert point["x"] * point["y"] > 1


def test_the_smaller_domain_is_told() -> None:
    verdict = verify(sp.log(a * b), sp.log(a) + sp.log(b))
    assert verdict.status == "proved"
    assert verdict.only_right


def test_two_symbols_of_one_name_are_not_understood() -> None:
    verdict = verify(sp.Symbol("q", positive=True) ** 2, sp.Symbol("q", real=True) ** 2)
    assert verdict.status == "not_understood"
    assert "q" in verdict.reason.message


def test_an_assumption_that_is_none() -> None:
    with pytest.raises(TypeError):
        verify(x, x, assuming=("x > 0",))


def test_every_proved_trap_has_a_false_neighbour() -> None:
    proved = [trap for trap in TRAPS if trap.status == "proved"]
    for trap in proved:
        assert verify(trap.left, trap.right + 1, assuming=trap.assuming).status == "refuted", trap.name
