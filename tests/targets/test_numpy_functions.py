"""The named functions against exact values: accurate, quiet, in single precision too."""

from __future__ import annotations

from types import ModuleType

import mpmath
import numpy as np
import pytest

from symback.compiler.loading import load
from symback.targets._numpy_functions import FUNCTIONS

POINTS = np.concatenate(
    [
        np.linspace(-708.0, 708.0, 401),
        np.linspace(-40.0, 40.0, 401),
        np.geomspace(1e-300, 1e2, 60),
        -np.geomspace(1e-300, 1e2, 60),
    ]
)


@pytest.fixture(scope="module")
def kernels() -> ModuleType:
    return load("import numpy as np\n\n\n" + "\n\n".join(text for text, _ in FUNCTIONS.values()), "kernels")


def ulps(got: np.ndarray, exact: list[mpmath.mpf]) -> float:
    """The largest error in units in the last place, among results in the normal range."""
    worst = 0.0
    for value, true in zip(got.ravel().tolist(), exact, strict=True):
        if abs(true) > 1e-307:
            worst = max(worst, float(abs(mpmath.mpf(value) - true) / np.spacing(abs(float(true)))))
    return worst


@pytest.mark.parametrize(
    ("name", "formula", "limit"),
    [
        ("sigmoid", lambda x: 1 / (1 + mpmath.exp(-x)), 4),
        ("tanh_derivative", lambda x: 1 / mpmath.cosh(x) ** 2, 6),
        ("erf", mpmath.erf, 8),
    ],
)
def test_functions_of_one_number(kernels: ModuleType, name: str, formula: object, limit: float) -> None:
    with mpmath.workdps(40 if name == "erf" else 700), np.errstate(all="raise", under="ignore"):
        points = POINTS if name != "tanh_derivative" else POINTS[np.abs(POINTS) < 350]
        exact = [formula(mpmath.mpf(float(x))) for x in points]  # type: ignore[operator]
        assert ulps(getattr(kernels, name)(points), exact) <= limit


def test_sigmoid_with_its_complement(kernels: ModuleType) -> None:
    with mpmath.workdps(700), np.errstate(all="raise", under="ignore"):
        s, one_minus_s = kernels.sigmoid_and_complement(POINTS)
        exact = [1 / (1 + mpmath.exp(-mpmath.mpf(float(x)))) for x in POINTS]
        assert ulps(s, exact) <= 4
        assert ulps(one_minus_s, [1 - value for value in exact]) <= 4
        assert ulps(s * one_minus_s, [value * (1 - value) for value in exact]) <= 5


@pytest.mark.parametrize("scale", [1.0, 30.0, 1000.0])
def test_softmax_and_logarithms(kernels: ModuleType, scale: float) -> None:
    x = np.random.default_rng(4).normal(size=(20, 6)) * scale
    x[0] = scale
    with mpmath.workdps(60), np.errstate(all="raise", under="ignore"):
        s, log_s, total = kernels.softmax(x, -1), kernels.log_softmax(x, -1), kernels.log_sum_exp(x, -1)
        for row in range(len(x)):
            weights = [mpmath.exp(mpmath.mpf(float(value))) for value in x[row]]
            whole = mpmath.fsum(weights)
            for place, weight in enumerate(weights):
                assert abs(s[row, place] - float(weight / whole)) <= 1e-13 * scale * float(weight / whole) + 1e-300
                exact = float(mpmath.log(weight / whole))
                assert abs(log_s[row, place] - exact) <= 4e-15 * abs(exact) + 1e-300 or abs(exact) < 1e-13 * scale
            assert abs(total[row] - float(mpmath.log(whole))) <= 1e-14 * abs(total[row]) + 1e-15


def test_the_most_likely_class_keeps_its_logarithm(kernels: ModuleType) -> None:
    found = kernels.log_softmax(np.array([0.0, -50.0]), -1)
    np.testing.assert_allclose(found, [-np.exp(-50.0), -50.0], rtol=1e-14)


def test_numbers_and_single_precision(kernels: ModuleType) -> None:
    assert kernels.sigmoid(0.0) == 0.5
    with np.errstate(all="raise", under="ignore"):
        single = kernels.sigmoid_and_complement(np.array([-1e4, -100.0, 0.0, 1e4], dtype=np.float32))
    assert {part.dtype for part in single} == {np.dtype(np.float32)}
    assert np.isfinite(single).all()


def test_functions_stand_before_their_callers() -> None:
    names = list(FUNCTIONS)
    for name, (_, needed) in FUNCTIONS.items():
        assert all(names.index(other) < names.index(name) for other in needed)
