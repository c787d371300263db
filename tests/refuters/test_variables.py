from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.terms import Family, Functional, IndexValue
from symback.refuters._variables import variables_of
from tests.kernel.build import M, N, call, claim, compare, define, entry, i, k, mul, p, q, total, w, x, y, z


def test_everything_that_is_open_is_listed() -> None:
    functional = Functional("F", (), (Family((k,), entry("a", k)),), ())
    found = variables_of(claim(mul(x, entry("W", i, p), call("f", y)), functional))
    assert set(found.symbols) == {"x", "y"}
    assert found.arrays == {"W": (N, M), "a": (N,)}
    assert found.functions == {"f": 1}
    assert set(found.functionals) == {"F"}
    assert set(found.indices) == {"i", "p"}
    assert set(found.ranges) == {"n", "m"}


def test_bound_indices_are_not_open() -> None:
    found = variables_of(claim(total(q, entry("b", q)), 0))
    assert found.indices == {}
    assert set(found.ranges) == {"m"}


def test_names_with_a_definition_are_not_open() -> None:
    found = variables_of(claim(z, x, definitions=(define("z", mul(w, x)),)))
    assert set(found.symbols) == {"w", "x"}


def test_what_only_an_assumption_shows_is_open() -> None:
    found = variables_of(claim(x, x, compare(y, ">")))
    assert set(found.symbols) == {"x", "y"}


def test_a_written_position_needs_its_size() -> None:
    found = variables_of(claim(t.Entry("a", (IndexValue(3, N),)), 0))
    assert found.least == {"n": 3}
