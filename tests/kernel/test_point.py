"""Points: exact values for everything a claim leaves open."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from symback.kernel.errors import Unsupported
from symback.kernel.point import ConcreteFunction, ConcreteFunctional
from tests.kernel.build import add, call, entry, i, mul, number_at, point, power, x, y


def test_values_are_looked_up() -> None:
    where = point({"n": 2}, {"i": 2}, x=3, a=[5, 7])
    assert where.entries["a", (2,)] == 7
    assert number_at(add(x, entry("a", i)), where) == 10


def test_a_missing_value_is_no_value() -> None:
    with pytest.raises(Unsupported):
        number_at(add(x, y), point(x=1))


def test_functions_are_polynomials() -> None:
    square = ConcreteFunction(("u",), power(x.__class__("u"), 2))
    assert number_at(call("f", mul(2, x)), point(functions={"f": square}, x=3)) == 36
    assert number_at(call("f", x, orders=(1,)), point(functions={"f": square}, x=3)) == 6


def test_points_survive_pickling() -> None:
    functional = ConcreteFunctional((Fraction(1),), (Fraction(2),), Fraction(0), Fraction(0))
    where = point({"n": 1}, {"i": 1}, functionals={"F": functional}, x="1/3")
    assert pickle.loads(pickle.dumps(where)) == where  # noqa: S301
