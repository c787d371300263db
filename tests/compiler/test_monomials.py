from __future__ import annotations

from fractions import Fraction

import pytest

from symback.compiler.monomials import expand
from symback.compiler.program import CompileError
from symback.kernel import terms as t
from symback.kernel.terms import Term
from tests.compiler.nets import HALF, K, add, entry, i, inverse, j, k, m, mul, neg, square

S, G = entry("s", k), entry("g", k)


def closed(term: Term) -> list[tuple[Fraction, int, int]]:
    """Of each monomial: its coefficient, how many indices it sums over, how many factors it has."""
    return [(one.coefficient, len(one.bound), len(one.factors)) for one in expand(term, lambda *_: False)]


def test_numbers_become_one_coefficient() -> None:
    assert closed(mul(HALF, neg(S), t.number(6))) == [(Fraction(-3), 0, 1)]
    assert closed(mul(S, inverse(t.number(4)))) == [(Fraction(1, 4), 0, 1)]


def test_a_delta_in_a_sum_takes_its_index() -> None:
    (first, second) = expand(
        t.Sum(k, mul(entry("g", k), entry("s", k), add(t.Delta(k, m), neg(entry("s", m))))), lambda *_: False
    )
    assert first.bound == ()
    assert [base for base, _ in first.factors] == [entry("g", m), entry("s", m)]
    assert len(second.bound) == 1
    assert second.coefficient == -1


def test_written_positions_that_differ_give_nothing() -> None:
    one, two = t.IndexValue(1, K), t.IndexValue(2, K)
    assert expand(mul(S, t.Delta(one, two)), lambda *_: False) == []
    assert len(expand(mul(S, t.Delta(one, one)), lambda *_: False)) == 1


def test_a_sum_over_nothing_counts() -> None:
    (one,) = expand(t.Sum(i, S), lambda *_: False)
    assert one.bound == ()
    assert one.factors[-1] == (t.Size(i.range), 1)


def test_bound_indices_are_made_apart() -> None:
    inner = t.Sum(k, S)
    (one,) = expand(mul(inner, inner), lambda *_: False)
    assert len(set(one.bound)) == 2


def test_powers_open_products() -> None:
    assert closed(inverse(mul(t.number(2), S, G))) == [(Fraction(1, 2), 0, 2)]
    assert expand(square(square(S)), lambda *_: False)[0].factors == ((S, 4),)
    assert expand(t.Power(S, t.number(Fraction(-1, 2))), lambda *_: False)[0].factors[0][1] == -1


def test_sums_are_opened_on_request() -> None:
    term = t.Sum(k, mul(G, add(S, entry("b", j))))
    assert len(expand(term, lambda *_: True)) == 2
    assert len(expand(term, lambda *_: False)) == 1


def test_a_delta_between_ranges_is_refused() -> None:
    with pytest.raises(CompileError, match="ranges"):
        expand(mul(S, t.Delta(k, j)), lambda *_: False)
