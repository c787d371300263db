"""Whole derivations: what is shared, what a batch does, and the update step."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from symback.compiler.assembly import assemble, lower
from symback.compiler.program import CompileError
from symback.compiler.subject import Formula, Options, Subject
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from tests.compiler.nets import (
    DELTA_K,
    NET,
    K,
    L,
    add,
    body,
    build,
    derivative,
    entry,
    exp,
    k,
    mul,
    net_subject,
    q,
    theorem,
)


@pytest.fixture(scope="module")
def net() -> tuple[ModuleType, str]:
    return build(assemble([net_subject()], whole=True))


@pytest.fixture
def values() -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    shapes = {"x": (5, 2), "t": (5, 4), "w": (2, 3), "b": (3,), "u": (3, 4), "c": (4,)}
    return {name: random.normal(size=shape) for name, shape in shapes.items()}


def forward(x, t, w, b, u, c):
    h = 1 / (1 + np.exp(-(x @ w + b)))
    y = 1 / (1 + np.exp(-(h @ u + c)))
    return 0.5 * ((y - t) ** 2).sum() / len(x)


def test_the_gradients_read_as_a_person_would_write_them(net: tuple[ModuleType, str]) -> None:
    assert body(net[1], "gradients") == [
        "a = x @ w + b",
        "h, one_minus_h = sigmoid_and_complement(a)",
        "z = h @ u + c",
        "y, one_minus_y = sigmoid_and_complement(z)",
        "delta_k = (y - t) * y * one_minus_y",
        "N = x.shape[0]",
        "dL_du = (h.T @ delta_k) / N",
        "dL_dc = delta_k.sum(axis=0) / N",
        "delta_j = (delta_k @ u.T) * h * one_minus_h",
        "dL_dw = (x.T @ delta_j) / N",
        "dL_db = delta_j.sum(axis=0) / N",
        "return {",
        '"u": dL_du,',
        '"c": dL_dc,',
        '"w": dL_dw,',
        '"b": dL_db,',
        "}",
    ]


def test_gradients_agree_with_complex_steps(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    found = net[0].gradients(**values)
    assert set(found) == {"w", "b", "u", "c"}
    for name, gradient in found.items():
        assert gradient.shape == values[name].shape
        for place in np.ndindex(gradient.shape):
            step = np.zeros(gradient.shape, complex)
            step[place] = 1e-30j
            wanted = forward(**{**values, name: values[name] + step}).imag / 1e-30
            np.testing.assert_allclose(gradient[place], wanted, rtol=1e-11, atol=1e-15)


def test_one_function_a_result(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    joint = net[0].gradients(**values)
    for name in "ucwb":
        np.testing.assert_allclose(getattr(net[0], f"grad_{name}")(**values), joint[name], rtol=1e-14)


def test_a_batch_is_the_mean_of_its_examples(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    joint = net[0].gradients(**values)
    rows = [net[0].gradients(**{**values, "x": values["x"][n : n + 1], "t": values["t"][n : n + 1]}) for n in range(5)]
    for name, gradient in joint.items():
        np.testing.assert_allclose(gradient, np.mean([row[name] for row in rows], axis=0), rtol=1e-13)


def test_the_sum_over_examples(values: dict[str, np.ndarray], net: tuple[ModuleType, str]) -> None:
    summed, source = build(assemble([net_subject()], Options(reduction="sum"), whole=True))
    for name, gradient in net[0].gradients(**values).items():
        np.testing.assert_allclose(summed.gradients(**values)[name], 5 * gradient, rtol=1e-13)
    np.testing.assert_allclose(summed.loss(**values), 5 * net[0].loss(**values), rtol=1e-13)
    assert "/ N" not in source


def test_without_a_batch(values: dict[str, np.ndarray], net: tuple[ModuleType, str]) -> None:
    single, source = build(assemble([net_subject()], Options(batch=()), whole=True))
    first = {**values, "x": values["x"][0], "t": values["t"][0]}
    rows = {**values, "x": values["x"][:1], "t": values["t"][:1]}
    for name, gradient in net[0].gradients(**rows).items():
        np.testing.assert_allclose(single.gradients(**first)[name], gradient, rtol=1e-13)
    assert "np.outer(h, dL_dc)" in source


def test_forward_and_loss(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    np.testing.assert_allclose(net[0].loss(**values), forward(**values), rtol=1e-13)
    inputs = {name: value for name, value in values.items() if name != "t"}
    assert list(net[0].forward(**inputs)) == ["a", "h", "z", "y"]


def test_a_step_reads_the_old_weights(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    gradients = net[0].gradients(**values)
    wanted = {name: values[name] - 0.7 * gradient for name, gradient in gradients.items()}
    before = {name: value.copy() for name, value in values.items()}
    found = net[0].step(**values, eta=0.7)
    for name, value in wanted.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-13)
    for name, value in before.items():
        np.testing.assert_array_equal(values[name], value)


def test_a_step_in_place_reads_the_old_weights(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    wanted = net[0].step(**values, eta=0.7)
    in_place, _ = build(assemble([net_subject()], Options(in_place=True), whole=True))
    assert in_place.step(**values, eta=0.7) is None
    for name, value in wanted.items():
        np.testing.assert_allclose(values[name], value, rtol=1e-13)


def test_single_precision_stays_single(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    single = {name: (50 * value).astype(np.float32) for name, value in values.items()}
    with np.errstate(all="raise", under="ignore"):
        found = net[0].step(**single, eta=0.5)
    assert {value.dtype for value in found.values()} == {np.dtype(np.float32)}
    assert all(np.isfinite(value).all() for value in found.values())


def test_large_activations_raise_no_warning(net: tuple[ModuleType, str], values: dict[str, np.ndarray]) -> None:
    with np.errstate(all="raise", under="ignore"):
        found = net[0].gradients(**{**values, "x": 1e5 * values["x"]})
    assert all(np.isfinite(value).all() for value in found.values())


def test_the_documentation_quotes_the_theorem(net: tuple[ModuleType, str]) -> None:
    text = net[0].grad_w.__doc__
    assert "∂L/∂w[i,j] = Σ_k (y[k] − t[k])·y[k]·(1 − y[k])·u[j,k]·h[j]·(1 − h[j])·x[i]" in " ".join(text.split())
    assert "x: (N, I)" in text
    assert "w: (I, J)" in text
    assert "mean over the examples" in text


def test_a_theorem_is_lowered_with_its_own_definitions() -> None:
    proved = theorem(derivative(L, entry("c", k)), mul(*DELTA_K), *NET)
    _, source = build(lower(proved, "output_delta"))
    assert body(source, "output_delta")[-1] == "return (y - t) * y * one_minus_y"


def test_an_unknown_batch_name_is_an_error() -> None:
    with pytest.raises(CompileError, match="batch: v is no name"):
        assemble([net_subject()], Options(batch=("v",)))


def test_a_gradient_without_a_proof_stops_the_step() -> None:
    subject = net_subject()
    with pytest.raises(CompileError, match="no closed form is proved"):
        assemble([replace(subject, closed=subject.closed[:2])], whole=True)


def test_names_of_the_derivation_are_never_code() -> None:
    odd = 'x"""\nimport os\n'
    vector = t.Entry(odd, (k,))
    proved = theorem(t.Sum(k, mul(vector, vector)), t.Sum(k, t.Power(vector, t.number(2))))
    module, source = build(lower(proved, 'na"""me; import os'))
    assert "import os" not in [line.strip() for line in source.splitlines()]
    (function,) = [value for name, value in vars(module).items() if name.startswith("na")]
    assert function(np.array([1.0, 2.0])) == 5.0


def test_names_that_programs_use_themselves() -> None:
    names = ["np", "softmax", "N", "lambda", "sum"]
    vectors = [t.Entry(name, (k,)) for name in names]
    proved = theorem(t.Sum(k, mul(*vectors)), t.Sum(k, mul(*vectors[::-1])))
    module, _ = build(lower(proved))
    assert module.result(*(np.array([1.0, 2.0]) for _ in names)) == 33.0
    assert K.name == "K"


def assembled_alone(term: t.Term) -> tuple[ModuleType, str]:
    return build(assemble([Subject("test", "test", "", {}, (Formula("value", term, term),))]))


def test_what_is_shared_in_a_formula_is_shared_in_the_program() -> None:
    term: t.Term = q
    for _ in range(40):
        term = t.Function("tanh", (add(mul(term, term), t.ONE),))
    assert len(body(assembled_alone(term)[1], "value")) == 40


def test_long_sums_compile_and_deep_formulas_are_refused() -> None:
    names = [t.Symbol(f"x{n}") for n in range(20)]
    module, _ = assembled_alone(add(*(mul(names[n % 20], exp(names[n % 7])) for n in range(300))))
    assert module.value(*([0.0] * 20)) == 0.0
    deep: t.Term = q
    for _ in range(3000):
        deep = t.Function("tanh", (deep,))
    with pytest.raises(CompileError, match="nested too deeply"):
        assembled_alone(deep)


def test_a_product_of_very_many_factors_is_refused() -> None:
    term: t.Term = q
    for _ in range(30):
        term = mul(term, term)
    with pytest.raises(CompileError, match="too many factors"):
        assembled_alone(term)


def test_derivatives_by_one_array_at_different_places_do_not_mix() -> None:
    first = t.IndexValue(1, K)
    square = Definition("L", t.Sum(k, t.Power(entry("x", k), t.number(2))))
    forms = (
        Formula("first", derivative(L, entry("x", first)), mul(t.number(2), entry("x", first))),
        Formula("any", derivative(L, entry("x", k)), mul(t.number(2), entry("x", k))),
    )
    both = add(*(form.left for form in forms))
    total = Formula("both", both, both)
    sum_of_both = add(t.Symbol("dL_dx"), forms[0].left)
    shadow = Formula("shadow", sum_of_both, sum_of_both)
    subject = Subject("test", "test", "", {"L": square}, (total, shadow), forms)
    module, _ = build(assemble([subject]))
    assert module.both(np.array([1.0, 2.0])).tolist() == [4.0, 6.0]
    assert module.shadow(dL_dx=3.0, x=np.array([1.0, 2.0])) == 5.0
