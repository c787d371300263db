"""Occurrences of a written expression."""

from __future__ import annotations

import pytest

from symback.kernel import terms as t
from symback.kernel.errors import Unsupported
from symback.kernel.matching import abstract
from tests.kernel.build import add, call, define, entry, f, i, j, k, mul, power, total, w, x, y, z

Q = t.Symbol("q")


def seen(body: t.Term, wanted: t.Term, *definitions: object) -> t.Term:
    return abstract(body, wanted, Q, {d.name: d for d in definitions})  # type: ignore[attr-defined]


def test_products_and_sums_match_in_any_order() -> None:
    assert seen(f("exp", mul(x, y)), mul(y, x)) is f("exp", Q)
    assert seen(f("exp", add(x, y)), add(y, x)) is f("exp", Q)
    assert seen(mul(z, x, y), mul(x, y)) is mul(Q, z)
    assert seen(add(mul(w, x), z), mul(w, x)) is add(Q, z)


def test_definitions_are_opened_as_far_as_needed() -> None:
    assert seen(f("exp", z), mul(w, x), define("z", mul(w, x))) is f("exp", Q)
    assert seen(f("exp", z), z, define("z", mul(w, x))) is f("exp", Q)


def test_an_occurrence_that_depends_on_the_same_names_is_refused() -> None:
    with pytest.raises(Unsupported):
        seen(add(f("exp", mul(w, x)), x), mul(w, x))
    with pytest.raises(Unsupported):
        seen(add(f("exp", mul(w, x)), z), mul(w, x), define("z", x))


def test_another_entry_of_the_same_array_is_no_other_variable() -> None:
    for rest in (entry("x", j), total(k, entry("x", k))):
        with pytest.raises(Unsupported):
            seen(add(mul(entry("x", i), w), rest), mul(entry("x", i), w))


def test_what_does_not_occur_is_refused() -> None:
    with pytest.raises(Unsupported):
        seen(call("f", x), power(x, 2))


def test_a_bound_index_is_not_the_free_one() -> None:
    with pytest.raises(Unsupported):
        seen(total(k, f("exp", mul(w, entry("x", k)))), mul(w, entry("x", i)))
