"""Polynomials up to the names of their bound indices."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.templates import template
from symback.kernel.workspace import Workspace
from tests.kernel.build import add, entry, f, i, j, k, l, mul, normal, p, q, sub, workspace, x

SPACE = workspace(i, j)


def shape(term: t.Term, *free: t.IndexVariable, space: Workspace = SPACE) -> Polynomial:
    return template(space, normal(space, term).numerator, frozenset(free))


def test_renamed_polynomials_have_one_template() -> None:
    assert shape(mul(entry("A", k, l), entry("x", k))) == shape(mul(entry("A", l, k), entry("x", l)))
    assert shape(sub(entry("x", k), entry("x", l))) == shape(sub(entry("x", l), entry("x", k)))
    assert shape(f("exp", entry("x", k))) == shape(f("exp", entry("x", l)))


def test_different_polynomials_have_different_templates() -> None:
    assert shape(entry("A", k, l)) != shape(entry("A", k, k))
    assert shape(mul(entry("A", k, l), entry("x", k))) != shape(mul(entry("A", k, l), entry("x", l)))
    assert shape(entry("x", k)) != shape(entry("x", p))


def test_free_indices_stay() -> None:
    assert shape(entry("x", i), i) != shape(entry("x", j), j)
    assert shape(entry("x", i), i) == normal(SPACE, entry("x", i)).numerator
    assert shape(entry("A", i, k), i) == shape(entry("A", i, l), i)
    assert shape(entry("A", i, k), i) != shape(entry("A", j, k), j)


def test_what_has_no_indices_is_its_own_template() -> None:
    assert shape(add(x, 1)) == normal(SPACE, add(x, 1)).numerator


def test_many_indices_are_left_as_they_are() -> None:
    names = [t.IndexVariable(name, k.range) for name in "abcde"]
    term = mul(*(entry("x", name) for name in names))
    assert shape(term) == normal(SPACE, term).numerator
    assert shape(entry("B", k, p)) == shape(entry("B", l, q))
