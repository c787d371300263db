from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from symback.document import Claims, Derivation, Span, Statement
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import Term
from symback.reports._understood import decimal_text, understood

x, y, E = t.Symbol("x"), t.Symbol("y"), t.Symbol("E")
n, three = t.Range("n", "n"), t.Range("1..3", 3)
i, j, k = t.IndexVariable("i", n), t.IndexVariable("j", three), t.IndexVariable("k", n)


def said(derivation: Derivation, left: Term, right: Term, **fields: object) -> str | None:
    content = Claims(left, right, left, **fields)  # type: ignore[arg-type]
    return understood(Statement("a", Span(1, 1, 1, 2), 1, "", "=", content), derivation)


def test_definitions_and_assumptions(derivation: Derivation) -> None:
    assert understood(derivation.statements[0], derivation) == "σ(x) := (1 + exp(−x))⁻¹"
    assert understood(derivation.statements[1], derivation) == "assume c > 0"
    assert understood(derivation.statements[6], derivation) is None


def test_everything_is_quantified_once(derivation: Derivation) -> None:
    bare = replace(derivation, assumptions=(), definitions=())
    total = t.Sum(k, t.Mul((t.Entry("a", (k,)), t.Entry("w", (j, i)), t.Call("f", (x,), (0,)))))
    assert said(bare, total, x) == (
        "for all n ≥ 1, j in 1..3, i in 1..n, real x, a[·], w[·], smooth f: Σ_k a[k]·w[j,i]·f(x) = x"
    )


def test_variables_behind_definitions_are_quantified(derivation: Derivation) -> None:
    defined = replace(
        derivation,
        assumptions=(),
        definitions=(Definition("y", t.Mul((t.Entry("a", (i,)), x)), indices=(i,)), Definition("g", x, (), (x,))),
    )
    side = t.Entry("y", (k,))
    assert said(defined, side, t.Call("g", (side,), (0,))) == (
        "for all n ≥ 1, k in 1..n, real x, a[·]: y[k] = g(y[k]), where y[i] := a[i]·x, where g(x) := x"
    )


def test_what_is_assumed_rounded_and_varying(derivation: Derivation) -> None:
    bare = replace(derivation, definitions=())
    assert said(bare, x, y, assuming=(t.Compare("<", x, y),)) == "for all real x, y, c: x = y, given c > 0 and x < y"
    bare = replace(bare, assumptions=())
    assert said(bare, x, y, relation="near", rounded="0.05") == "for all real x, y: x ≈ y within 0.05"
    assert said(bare, x, y, relation="proportional", varying=("x",)) == (
        "for all real x, y: x ∝ y, with a factor free of x"
    )


@pytest.mark.parametrize(
    ("value", "half_unit", "text"),
    [
        (Fraction(333, 1000), "0.0005", "0.333"),
        (Fraction(1, 5), "0.005", "0.20"),
        (Fraction(1, 5), "1/200", "0.20"),
        (Fraction(-7), "0.5", "−7"),
        (Fraction(700), "50", "700"),
        (Fraction(1, 3), "0.05", None),
    ],
)
def test_rounded_decimals_as_printed(value: Fraction, half_unit: str, text: str | None) -> None:
    assert decimal_text(t.Number(value), half_unit) == text


def test_a_negated_decimal() -> None:
    assert decimal_text(t.negative(t.Number(Fraction(1, 4))), "0.005") == "−0.25"
    assert decimal_text(x, "0.5") is None


def test_how_derivatives_are_read(derivation: Derivation) -> None:
    bare = replace(derivation, assumptions=(), definitions=())
    total, direct = t.Derivative(E, x, "total"), t.Derivative(E, y, "direct")
    assert said(bare, total, total) == "for all real E, x: ∂E/∂x = ∂E/∂x [∂ total]"
    assert said(bare, direct, direct) == "for all real E, y: ∂E/∂y = ∂E/∂y [∂ direct]"
    assert said(bare, total, direct) == "for all real E, x, y: ∂E/∂x = ∂E/∂y|direct"
