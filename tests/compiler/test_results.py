"""Only what is proved compiles; everything else is refused with its line."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from symback.compiler.program import CompileError
from symback.compiler.results import formula, proved_theorem, subject_of_theorem, subjects
from symback.document import Claims, Defines, Derivation, Reason, Span, Statement
from symback.judge import judge
from symback.kernel import terms as t
from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import Term
from symback.verdict import Accepted, DocumentReport, Judged, NotUnderstood, Proved, Supported, Undecided, Verdict
from tests.compiler.nets import NET, SOFTMAX, L, add, derivative, entry, exp, k, m, mul, neg, q, theorem

SPAN = Span(7, 1, 7, 9)
LOSS = Definition("L", mul(q, q))
SLOPE = derivative(L, q)


def judged(left: Term, right: Term, result: str | None = None, verdict: Verdict | None = None) -> Judged:
    content = Claims(left, right, left)
    answer = verdict or judge(Claim(left, right, definitions=(LOSS,)))
    return Judged(Statement("id", SPAN, 1, "dL/dq = …", "=", content, None, result), answer, "ok", answer)


def report(*lines: Judged, definitions: tuple[Definition, ...] = (LOSS,)) -> DocumentReport:
    derivation = Derivation(
        "notes.py", "python", "n", "Title", "Source", tuple(j.statement for j in lines), definitions, (), ()
    )
    return DocumentReport(derivation, lines)


def test_a_proved_result_with_its_definitions() -> None:
    right = mul(t.number(2), q)
    (found,) = subjects((report(judged(SLOPE, right, "slope")),), "notes", "slope")
    assert [form.name for form in found.formulas] == ["slope"]
    assert found.formulas[0].right is right
    assert found.definitions == {"L": LOSS}
    assert (found.title, found.citation) == ("Title", "Source")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (None, "refuted"),
        (Supported(4, Reason("SB302", "over the work budget")), "supported, not proved"),
        (Undecided(Reason("SB301", "out of the class")), r"undecided \(out of the class\)"),
        (NotUnderstood(Reason("SB201", "which token")), r"not understood \(which token\)"),
        (Accepted("definition"), "a definition, which has nothing to prove"),
    ],
)
def test_anything_else_is_refused_with_its_line(verdict: Verdict | None, words: str) -> None:
    with pytest.raises(CompileError, match=rf"notes\.py:7: slope is {words}.*only proved results compile"):
        subjects((report(judged(SLOPE, mul(t.number(3), q), "slope", verdict)),), "notes", None)


def test_the_head_of_a_chain_counts_and_not_the_row_before() -> None:
    right = mul(t.number(2), q)
    good = judge(Claim(right, right))
    line = judged(SLOPE, right, "slope")
    wrong_head = Judged(line.statement, good, "inherits", judge(Claim(SLOPE, q, definitions=(LOSS,))))
    with pytest.raises(CompileError, match="refuted"):
        proved_theorem(wrong_head, "notes.py")


def test_unknown_results_are_listed() -> None:
    lines = report(judged(SLOPE, mul(t.number(2), q), "slope"))
    with pytest.raises(CompileError, match="notes has no result steep; its results are slope"):
        subjects((lines,), "notes", "steep")
    with pytest.raises(CompileError, match="names no result"):
        subjects((report(judged(SLOPE, mul(t.number(2), q))),), "notes", None)


def test_an_equation_goes_by_its_label() -> None:
    right = mul(t.number(2), q)
    line = judged(SLOPE, right)
    labelled = Judged(replace(line.statement, label="eq. (3)"), line.verdict, "ok", line.against_head)
    (found,) = subjects((report(judged(SLOPE, right, "slope"), labelled),), "notes", "eq. (3)")
    assert [form.name for form in found.formulas] == ["eq. (3)"]


def test_proved_but_no_equation() -> None:
    verdict = judge(Claim(t.Constant("pi"), t.number(3), "near", tolerance=Fraction(1, 2)))
    assert isinstance(verdict, Proved)
    with pytest.raises(CompileError, match="as near"):
        formula(verdict.theorem, "pi")


def test_proved_off_the_diagonal_only() -> None:
    s = entry("s", k)
    claim = Claim(
        derivative(s, entry("z", m)),
        neg(mul(s, entry("s", m))),
        definitions=(SOFTMAX,),
        assumptions=(t.Not(t.SameIndex(k, m)),),
    )
    verdict = judge(claim)
    assert isinstance(verdict, Proved)
    with pytest.raises(CompileError, match="some positions only"):
        subject_of_theorem(verdict.theorem, "off")


def test_updates_are_definitions_of_new_values() -> None:
    update = Definition("q⁺", add(q, neg(SLOPE)))
    statement = Statement("id", SPAN, 2, "…", "←", Defines(update))
    line = Judged(statement, Accepted("definition"), "ok", None)
    lines = report(judged(SLOPE, mul(t.number(2), q), "slope"), line, definitions=(LOSS, update))
    (found,) = subjects((lines,), "notes", None)
    assert [(each.name, each.defined, each.right) for each in found.updates] == [("q", "q⁺", update.body)]


def test_other_proved_lines_help() -> None:
    lines = report(judged(SLOPE, mul(t.number(2), q)), judged(mul(t.number(3), SLOPE), mul(t.number(6), q), "triple"))
    (found,) = subjects((lines,), "notes", "triple")
    assert SLOPE in [form.left for form in found.closed]


def test_a_case_of_one_chain_does_not_stand_in_elsewhere() -> None:
    size = Definition("L", t.Function("abs", (q,)))
    claim = Claim(SLOPE, t.ONE, definitions=(size,), assumptions=(t.Compare(">", q, t.ZERO),))
    verdict = judge(claim)
    assert isinstance(verdict, Proved)
    lines = report(judged(SLOPE, t.ONE, "slope", verdict), definitions=(size,))
    (found,) = subjects((lines,), "notes", "slope")
    assert found.closed == ()
    assert found.formulas[0].conditions[0] == claim.assumptions[0]


def test_a_theorem_brings_its_definitions() -> None:
    proved = theorem(derivative(L, entry("z", k)), derivative(L, entry("z", k)), *NET)
    assert subject_of_theorem(proved, "delta").closed == ()
    assert subject_of_theorem(theorem(exp(q), exp(q)), "e").definitions == {}
