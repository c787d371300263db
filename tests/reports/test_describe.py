from __future__ import annotations

from fractions import Fraction

from symback.judge import judge
from symback.kernel import terms as t
from symback.kernel.claim import Claim, Definition
from symback.kernel.point import ConcreteFunctional
from symback.kernel.terms import ONE
from symback.reports._describe import _functional, defined_term, witness
from symback.reports._record import Document
from symback.verdict import Refuted

x = t.Symbol("x")
n = t.Range("n", "n")
i = t.IndexVariable("i", n)


def test_verdicts_and_roles(document: Document) -> None:
    assert [(row.verdict, row.role, row.expectation) for row in document.rows] == [
        ("definition", "ok", "none"),
        ("assumption", "ok", "none"),
        ("proved", "ok", "none"),
        ("refuted", "culprit", "fulfilled"),
        ("refuted", "recovery", "none"),
        ("refuted", "culprit", "none"),
        ("not_understood", "ok", "none"),
        ("proved", "ok", "failed"),
        ("refuted", "culprit", "none"),
        ("proved", "ok", "none"),
    ]
    assert (document.findings, document.missed, document.unresolved) == (3, 1, 1)


def test_rows_say_what_they_continue(document: Document) -> None:
    assert [row.continues for row in document.rows[2:5]] == [False, True, True]
    assert document.rows[0].left == "σ(x)"
    assert document.rows[1].own_assumptions == ("c > 0",)
    assert document.rows[6].latex is None


def test_a_witness_in_words(document: Document) -> None:
    found = document.rows[5].witness
    assert found is not None
    sizes, indices = dict(found.sizes), dict(found.indices)
    assert sizes["n"] >= 2
    assert indices["i"] != 1
    assert {f"a[{place}]" for place in range(1, sizes["n"] + 1)} <= set(dict(found.values))
    (_, opening, body), *_ = document.rows[8].witness.functions
    assert opening == "f(t) ="
    assert "t" in body
    assert "u0" not in body


def test_both_sides_are_enclosed_apart() -> None:
    verdict = judge(Claim(x, t.Add((x, ONE))))
    assert isinstance(verdict, Refuted)
    found = witness(verdict.refutation)
    assert Fraction(found.lhs[1]) < Fraction(found.rhs[0])
    assert found.short[0] != found.short[1]


def test_conditions_and_notes(document: Document) -> None:
    proved = document.rows[7]
    assert proved.conditions == ("x != 0",)
    assert proved.conditions_shown == ("x ≠ 0",)
    assert "factor 2" in document.rows[9].notes
    assert document.rows[5].assumptions == ("c > 0", "i != 1")


def test_left_sides_of_definitions() -> None:
    assert defined_term(Definition("a", x)) is t.Symbol("a")
    assert defined_term(Definition("a", x, indices=(i,))) is t.Entry("a", (i,))
    assert defined_term(Definition("a", x, parameters=(x,))) is t.Call("a", (x,), (0,))


def test_a_function_of_arrays_in_words() -> None:
    text = _functional(ConcreteFunctional((Fraction(1, 2),), (Fraction(1),), Fraction(0), Fraction(3)))
    assert text == "linear (1/2), squares (1), product 0, component c times 1 + 3*c"
