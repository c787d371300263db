from __future__ import annotations

import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from symback.kernel import terms as t
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, Term, negative, number
from symback.notation.latex import latex, latex_index, latex_name

x, y = t.Symbol("x"), t.Symbol("y_h")
n = t.Range("n", "n")
i, j, k = (t.IndexVariable(name, n) for name in "ijk")
exp = t.Function("exp", (negative(x),))
total = t.Sum(k, t.Entry("x", (k,)))


def ratio(over: Term, under: Term) -> Term:
    return t.Mul((over, t.Power(under, MINUS_ONE)))


TERMS = [
    (ratio(ONE, t.Add((ONE, exp))), r"\frac{1}{1 + e^{-x}}"),
    (t.Mul((ratio(ONE, x), ratio(exp, x))), r"\frac{1}{x}\, \frac{e^{-x}}{x}"),
    (negative(t.Add((x, y))), "-(x + y_{h})"),
    (negative(negative(x)), "-(-x)"),
    (t.Mul((x, number(-2))), r"x\cdot (-2)"),
    (t.Power(t.Add((ONE, exp)), number(2)), "(1 + e^{-x})^{2}"),
    (t.Power(t.Power(x, number(2)), number(3)), "(x^{2})^{3}"),
    (t.Power(exp, number(2)), "{e^{-x}}^{2}"),
    (t.Power(ratio(x, y), number(2)), r"\left(\frac{x}{y_{h}}\right)^{2}"),
    (t.Power(x, t.Number(Fraction(-1, 2))), r"\frac{1}{\sqrt{x}}"),
    (t.Power(x, y), "{x}^{y_{h}}"),
    (t.Sum(k, t.Mul((t.Entry("w", (j, k)), t.Entry("x", (k,))))), r"\sum_{k} w_{jk}\, x_{k}"),
    (ratio(total, t.Size(n)), r"\frac{1}{n} \sum_{k} x_{k}"),
    (t.Mul((total, y)), r"\left(\sum_{k} x_{k}\right)\, y_{h}"),
    (t.Sum(k, t.Add((x, y))), r"\sum_{k} (x + y_{h})"),
    (t.Delta(i, j), r"\delta_{ij}"),
    (t.Entry("b1", (j,)), "b_{1,j}"),
    (t.Entry("delta", (t.IndexVariable("alpha", n), j)), r"\delta_{\alpha j}"),
    (t.Symbol("w_h⁺"), "w_{h}^{+}"),
    (t.Power(t.Symbol("w⁺"), number(2)), "{w^{+}}^{2}"),
    (t.Call("sigma", (x,), (1,)), r"\sigma'(x)"),
    (t.Call("leaky_relu", (x,), (1,)), r"\operatorname{leaky\_relu}'(x)"),
    (t.Call("f1", (x,), (0,)), "f_{1}(x)"),
    (t.Call("f", (x, y), (1, 0)), r"\partial_{1} f(x, y_{h})"),
    (t.Derivative(t.Symbol("E"), t.Entry("w", (i, j)), "total"), r"\frac{\partial E}{\partial w_{ij}}"),
    (t.Derivative(exp, x, "total"), r"\frac{\mathrm{d} e^{-x}}{\mathrm{d} x}"),
    (t.Derivative(t.Derivative(x, x, "total"), x, "total"), r"\frac{\mathrm{d}^{2} x}{\mathrm{d} x^{2}}"),
    (t.Function("abs", (x,)), r"\left|x\right|"),
    (t.Function("log", (ratio(x, y),)), r"\log\left(\frac{x}{y_{h}}\right)"),
    (t.Function("erf", (x,)), r"\operatorname{erf}(x)"),
    (
        t.Piecewise(((t.Compare(">", x, ZERO), x), (t.Always(), ZERO))),
        r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    ),
    (
        t.Functional("L", (), (t.Family((i,), t.Entry("z", (i,))),), ((0, (j,)),)),
        r"\frac{\partial L(z)}{\partial z_{j}}",
    ),
    (t.Mul(()), "1"),
    (t.Add(()), "0"),
]
CONDITIONS = [
    (t.Compare("!=", x, ZERO), r"x \neq 0"),
    (t.Not(t.SameIndex(i, j)), r"i \neq j"),
    (t.And((t.SameIndex(i, j), t.Not(t.Compare("<", x, ONE)))), r"i = j \wedge \neg (x < 1)"),
    (t.Or((t.Always(), t.Compare(">=", x, ONE))), r"\text{always} \vee x \geq 1"),
]


@pytest.mark.parametrize(("node", "text"), [*TERMS, *CONDITIONS])
def test_latex(node: Term | t.Condition, text: str) -> None:
    assert latex(node) == text


def test_names() -> None:
    assert latex_name("net", ("i", "j")) == r"\mathit{net}_{ij}"
    assert latex_name("w_out", ("i",)) == r"w_{\mathit{out},i}"
    assert latex_index(t.IndexValue(2, n)) == "2"


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_pdflatex_takes_every_formula(tmp_path: Path) -> None:
    names = ["A&B", "{^}", "δ_k", "x'", "#%$", "ŷ", "\\", "~", "漢", "Ψ", "w_h_1⁺"]
    formulas = [latex(node) for node, _ in [*TERMS, *CONDITIONS]]
    formulas += [latex(t.Power(t.Entry(name, (i, j)), number(2))) for name in names]
    body = "\n".join(f"\\[ {formula} \\]" for formula in formulas)
    text = f"\\documentclass{{article}}\\usepackage{{amsmath,amssymb}}\\begin{{document}}{body}\\end{{document}}"
    (tmp_path / "a.tex").write_text(text, encoding="ascii")
    run = subprocess.run(
        [shutil.which("pdflatex") or "", "-interaction=nonstopmode", "-halt-on-error", "a.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:]


def test_deep_and_shared_terms_are_written() -> None:
    deep: Term = x
    shared: Term = x
    for _ in range(10_000):
        deep = t.Function("sin", (deep,))
    for _ in range(200):
        shared = t.Mul((shared, shared))
    assert latex(deep).count(r"\sin") == 10_000
    assert r"\dots" in latex(shared)
