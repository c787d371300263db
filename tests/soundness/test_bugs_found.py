"""Every wrong answer that testing has found in the engine, for ever: one test each, smallest form."""

from __future__ import annotations

from dataclasses import replace

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.terms import Always, Piecewise, Range, number
from tests.soundness.building import Formula, claim, compare, define, delta, derivative, entry, function, index, scalar
from tests.soundness.building import total as summed

x, y = scalar("x"), scalar("y")
one, nothing = x - x + 1, x - x
ROWS = Range("n", "n")
i, j, k = (index(name, ROWS) for name in "ijk")


def status(found: Claim) -> str:
    return judge(found).status


def test_a_derivative_has_the_domain_of_its_body() -> None:
    assert status(claim(derivative(function("log", -1 - x**2), x), 2 * x / (1 + x**2))) == "undecided"
    assert status(claim(derivative(function("log", x), x), 1 / function("abs", x))) == "proved"
    assert status(claim(derivative(x + function("log", -1 - y**2), x), one)) == "undecided"
    assert status(claim(derivative(y * function("log", -1 - y**2) + x, x), one)) == "undecided"


def test_the_domain_of_all_terms_of_a_sum_counts() -> None:
    loss = summed(k, entry("y", k) * function("log", entry("q", k)))
    right = entry("y", j) / function("abs", entry("q", j))
    assert status(claim(derivative(loss, entry("q", j)), right)) == "proved"


def test_a_boundary_on_which_the_sides_differ_refutes() -> None:
    assert status(claim(function("sign", x) ** 2, one)) == "refuted"
    spike = Formula(Piecewise(((compare(x, "==", 0), number(1)), (Always(), number(0)))))
    assert status(claim(spike, nothing)) == "refuted"
    step = Formula(Piecewise(((compare(x, ">", 0), number(1)), (Always(), number(0)))))
    other = Formula(Piecewise(((compare(x, ">=", 0), number(1)), (Always(), number(0)))))
    assert status(claim(step, other)) == "refuted"
    assert status(claim(x * step, x * other)) == "proved"


def test_a_direct_slope_by_an_entry_of_the_same_array() -> None:
    definitions = (define(entry("p", i), entry("u", i) * y),)
    slope = derivative(entry("p", i), entry("p", j), "direct")
    assert status(claim(slope, delta(i, j), definitions)) == "proved"
    assert status(claim(slope, nothing, definitions)) == "refuted"


def test_names_by_need_do_not_fail() -> None:
    definitions = (define(scalar("s"), x + 1), define(scalar("t"), scalar("s") * y))
    assert status(claim(scalar("t"), scalar("s") * y, definitions)) == "proved"
    assert status(claim(scalar("t"), x * y + y, definitions)) == "proved"


def test_an_assumption_for_all_entries_is_not_refuted_by_one_entry() -> None:
    found = claim(
        function("abs", entry("x", i)) * summed(j, function("abs", entry("x", j))),
        entry("x", i) * summed(j, entry("x", j)),
    )
    assert status(replace(found, assumptions=(compare(entry("x", k), ">", 0),))) == "proved"
    assert status(replace(found, assumptions=(compare(entry("x", i), ">", 0),))) != "refuted"
