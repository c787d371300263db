from __future__ import annotations

import ast
import math

import pytest

import symback
from symback.compiler.assembly import lower
from symback.compiler.loading import load
from symback.compiler.program import CompileError
from symback.kernel import terms as t
from symback.kernel.terms import Term
from symback.library.activations import ACTIVATIONS
from symback.targets.python import TARGET, emit
from tests.compiler.nets import add, call, exp, log, mul, neg, q, theorem


def python(term: Term, *definitions: object) -> str:
    return emit(lower(theorem(term, term, *definitions), "value").program)  # type: ignore[arg-type]


def test_the_target_is_called_python() -> None:
    assert TARGET.name == "python"


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_activations_agree_with_numpy(name: str) -> None:
    definition = ACTIVATIONS[name].definition
    proved = theorem(call(definition.name, q), call(definition.name, q), definition)
    plain, arrays = symback.compile(proved, target="python"), symback.compile(proved)
    assert "numpy" not in plain.source
    for x in (-30.0, -1.5, -1e-9, 0.25, 40.0):
        assert plain(x) == pytest.approx(float(arrays(x)), rel=1e-13, abs=1e-300)


def test_only_math_is_imported() -> None:
    tree = ast.parse(python(exp(q)))
    assert [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)] == ["import math"]


def test_numbers_far_out_do_not_overflow() -> None:
    sigmoid = ACTIVATIONS["sigmoid"].definition
    slope = mul(call("sigmoid", q), add(t.ONE, neg(call("sigmoid", q))))
    module = load(python(slope, sigmoid), "slope")
    assert module.value(-700.0) == pytest.approx(math.exp(-700.0), rel=1e-12)
    assert module.value(1e6) == 0.0
    softplus = load(python(log(add(t.ONE, exp(q)))), "softplus")
    assert softplus.value(1e6) == 1e6


def test_pieces_are_conditional_expressions() -> None:
    inside = t.And((t.Compare(">", q, t.MINUS_ONE), t.Not(t.Compare(">=", q, t.ONE))))
    outside = t.Or((t.Compare(">", q, t.number(5)), t.Compare("==", q, t.ONE)))
    term = t.Piecewise(((inside, q), (outside, t.ONE), (t.Always(), neg(q))))
    source = python(term)
    assert "return q if q > -1 and not q >= 1 else 1 if q > 5 or q == 1 else -q" in source
    module = load(source, "pieces")
    assert [module.value(x) for x in (0.5, 1.0, 2.0, 6.0, -3.0)] == [0.5, 1, -2.0, 1, 3.0]


def test_the_smallest_net_learns() -> None:
    net = symback.compile("net_1_1_1", target="python")
    weights = {"w_h": 0.3, "w_o": -0.2}
    before = net.functions["loss"](i=1.0, t=0.8, **weights)
    for _ in range(100):
        weights = net.functions["step"](i=1.0, t=0.8, eta=1.0, **weights)
    assert all(type(value) is float for value in weights.values())
    assert net.functions["loss"](i=1.0, t=0.8, **weights) < 0.1 * before


def test_arrays_are_refused() -> None:
    with pytest.raises(CompileError, match="python is for numbers, use numpy"):
        symback.compile("softmax_jacobian", target="python")
