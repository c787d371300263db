from __future__ import annotations

import numpy as np
import pytest

from symback.compiler.assembly import assemble
from symback.compiler.program import CompileError
from symback.compiler.subject import Formula, Subject
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.targets.numpy import emit
from tests.compiler.nets import add, body, compiled, derivative, entry, exp, k, m, mul, neg

Z, H = entry("z", k), entry("h", k)
POSITIVE = t.Compare(">", Z, t.ZERO)
RELU = Definition("h", t.Function("relu", (Z,)), (k,))


def test_relu_and_its_derivative() -> None:
    right = t.Piecewise(((POSITIVE, t.ONE), (t.Compare("<=", Z, t.ZERO), t.ZERO)))
    module, source = compiled(derivative(H, Z), right, RELU)
    assert body(source, "value") == ["return np.where(z > 0, 1.0, 0.0)"]
    assert module.value(np.array([-2.0, 0.0, 3.0])).tolist() == [0.0, 0.0, 1.0]
    assert "z[k] ≠ 0" in source
    assert body(compiled(H, t.Function("relu", (Z,)), RELU)[1], "value") == ["return np.maximum(z, 0.0)"]


def test_an_exponential_that_is_not_chosen_does_not_overflow() -> None:
    elu = t.Piecewise(((POSITIVE, Z), (t.Always(), add(exp(Z), t.MINUS_ONE))))
    module, source = compiled(H, elu, Definition("h", elu, (k,)))
    assert body(source, "value") == ["return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))"]
    with np.errstate(all="raise"):
        assert module.value(np.array([1e4, -1e-20])).tolist() == [1e4, -1e-20]


def test_conditions_are_combined() -> None:
    inside = t.And((t.Compare(">", Z, t.MINUS_ONE), t.Not(t.Compare(">", Z, t.ONE))))
    clipped = t.Piecewise(((inside, Z), (t.Compare(">", Z, t.ONE), t.ONE), (t.Always(), t.MINUS_ONE)))
    module, source = compiled(H, clipped, Definition("h", clipped, (k,)))
    assert body(source, "value") == [
        "shared = z > 1",
        "return np.where((z > -1) & ~shared, z, np.where(shared, 1.0, -1.0))",
    ]
    assert module.value(np.array([-3.0, 0.5, 3.0])).tolist() == [-1.0, 0.5, 1.0]


def test_equal_indices_choose_the_diagonal() -> None:
    s = entry("s", k)
    softmax = Definition("s", mul(exp(Z), t.Power(t.Sum(m, exp(entry("z", m))), t.MINUS_ONE)), (k,))
    same = t.SameIndex(k, m)
    right = t.Piecewise(((same, mul(s, add(t.ONE, neg(s)))), (t.Always(), neg(mul(s, entry("s", m))))))
    module, _ = compiled(derivative(s, entry("z", m)), right, softmax)
    s_values = np.exp([1.0, 2.0, 0.5]) / np.exp([1.0, 2.0, 0.5]).sum()
    found = module.value(np.array([1.0, 2.0, 0.5]))
    np.testing.assert_allclose(found, np.diag(s_values) - np.outer(s_values, s_values), rtol=1e-14, atol=1e-17)


def test_pieces_without_a_rest_are_nan_elsewhere() -> None:
    term = t.Piecewise(((POSITIVE, Z),))
    form = Formula("value", H, term)
    assembled = assemble([Subject("test", "test", "", {}, (form,))])
    assert body(emit(assembled.program), "value") == ["return np.where(z > 0, z, np.nan)"]


def test_compile_error_is_the_only_error() -> None:
    with pytest.raises(CompileError):
        compiled(t.Sum(k, entry("x", k, k, m)), t.Sum(k, entry("x", k, k, m)), batch=("nothing",))
