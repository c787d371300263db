"""`symback.compile` as users call it: names of the catalogue, theorems, and what is refused."""

from __future__ import annotations

import inspect
import runpy
from pathlib import Path

import numpy as np
import pytest

import symback
from symback import catalogue
from symback.compiling import CompileError, target_names
from symback.kernel import terms as t
from symback.verdict import Proved
from tests.compiler.nets import exp, inverse, q, theorem

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"


def test_one_result_is_one_function() -> None:
    found = symback.compile("softmax_jacobian:jacobian")
    assert list(found.functions) == ["jacobian"]
    s = np.exp([0.0, 1.0]) / (1 + np.e)
    np.testing.assert_allclose(found(np.array([0.0, 1.0])), np.diag(s) - np.outer(s, s), rtol=1e-14)
    assert found.source == inspect.getsource(found.module)
    assert "This text was compared with ball arithmetic at n = 2." in found.source
    assert found.validated.startswith("compared with ball arithmetic")


def test_a_whole_derivation_trains() -> None:
    net = symback.compile("dense_softmax_net")
    assert {"forward", "loss", "gradients", "step", "hidden_delta"} <= set(net.functions)
    random = np.random.default_rng(0)
    weights = {"W1": random.normal(size=(3, 4)), "b1": np.zeros(4), "W2": random.normal(size=(4, 2)), "b2": np.zeros(2)}
    x, t_values = random.normal(size=(6, 3)), np.eye(2)[[0, 1, 0, 1, 1, 0]]
    before = net.functions["loss"](x=x, t=t_values, **weights)
    assert set(net(x=x, t=t_values, **weights)) == set(weights)
    for _ in range(200):
        weights = net.functions["step"](x=x, t=t_values, **weights, eta=0.5)
    assert net.functions["loss"](x=x, t=t_values, **weights) < 0.5 * before


def test_numbers_and_arrays_alike() -> None:
    net = symback.compile("net_1_1_1")
    gradient = net.functions["output_weight_gradient"]
    single = [gradient(i=float(i), t=0.5, w_h=0.3, w_o=-0.2) for i in range(3)]
    np.testing.assert_allclose(gradient(i=np.arange(3.0), t=0.5, w_h=0.3, w_o=-0.2), single, rtol=1e-15)


def test_theorems_compile_by_themselves() -> None:
    proved = theorem(inverse(exp(q)), exp(t.negative(q)))
    for given in (proved, Proved(proved, "by hand")):
        found = symback.compile(given)
        assert found(1.0) == np.exp(-1.0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("softmax_jacobian:nothing", "has no result nothing; its results are jacobian"),
        ("no_such_derivation", "no derivation of the catalogue"),
        ("calculus_rules", "names no result"),
    ],
)
def test_what_is_not_there_is_said(given: str, words: str) -> None:
    with pytest.raises(CompileError, match=words):
        symback.compile(given)


@pytest.mark.parametrize("name", sorted(catalogue.entries()))
def test_every_derivation_with_results_compiles(name: str) -> None:
    report = symback.check(name)
    results = [each.statement.result for document in report.documents for each in document.judged]
    if not any(results):
        pytest.skip("names no result")
    found = symback.compile(name)
    assert len(found.functions) >= len([result for result in results if result])
    assert found.validated.startswith("compared with ball arithmetic")


def test_other_input_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="a name, a proved theorem or a judged line, not int"):
        symback.compile(3)  # type: ignore[arg-type]


def test_a_wrong_line_does_not_compile(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from sympy import Derivative, symbols\n"
        "from symback import Derivation\n"
        "x, L = symbols('x L', real=True)\n"
        "d = Derivation('wrong')\n"
        "d.define(L, x**2)\n"
        "d.claim(Derivative(L, x), 3 * x, result='slope')\n",
        encoding="utf-8",
    )
    with pytest.raises(CompileError, match=r"wrong\.py:6: slope is refuted; only proved results compile"):
        symback.compile(str(wrong))


def test_targets() -> None:
    assert "numpy" in target_names()
    with pytest.raises(CompileError, match="there is no target fortran"):
        symback.compile("softmax_jacobian", target="fortran")


def test_the_digits_are_learnt(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn")
    accuracy = runpy.run_path(str(EXAMPLES / "train_digits.py"))["train"]()
    assert accuracy > 0.95
    assert "epoch  30" in capsys.readouterr().out


def test_the_small_nets_are_learnt() -> None:
    small = runpy.run_path(str(EXAMPLES / "train_small_nets.py"))
    assert small["train_one_one_one"]() < 1e-12
    wanted = [[0, 0], [1, 0], [1, 0], [0, 1]]
    assert small["train_two_three_two"]().round().tolist() == wanted
