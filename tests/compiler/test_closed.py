from __future__ import annotations

from symback.compiler.closed import ClosedForm, closed_form, free_in_order, has_derivative, match
from symback.kernel import terms as t
from symback.kernel.terms import IndexValue
from tests.compiler.nets import I, J, L, derivative, entry, i, j, k, mul

W = derivative(L, entry("w", i, j))


def test_free_indices_stand_in_the_order_of_the_left_side() -> None:
    assert free_in_order(derivative(entry("s", k), entry("z", j))) == (k, j)
    assert free_in_order(t.Sum(i, mul(entry("w", i, j), entry("x", i)))) == (j,)


def test_a_pattern_matches_other_indices_of_its_ranges() -> None:
    one = t.IndexVariable("p", I)
    two = IndexValue(2, J)
    assert match(W, derivative(L, entry("w", one, two))) == {i: one, j: two}
    assert match(W, derivative(L, entry("w", j, i))) is None
    assert match(W, derivative(L, entry("u", i, j))) is None
    assert match(entry("w", i, i), entry("w", i, t.IndexVariable("p", I))) is None


def test_the_first_form_that_matches_is_taken() -> None:
    forms = (ClosedForm(entry("a", j), L, "a"), ClosedForm(W, entry("x", i), "dw"))
    found = closed_form(forms, W)
    assert found is not None
    assert found[0].name == "dw"
    assert closed_form(forms[:1], W) is None


def test_derivatives_are_seen() -> None:
    assert has_derivative(mul(t.ONE, W))
    assert not has_derivative(entry("x", i))
