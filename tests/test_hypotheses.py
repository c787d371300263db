from __future__ import annotations

from pathlib import Path

import pytest

from symback.checking import check
from symback.hypotheses import would_hold_if
from symback.judge import judge
from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import Delta
from symback.notation.show import show
from symback.reports import json_report, text
from symback.reports._describe import describe
from symback.reports._record import Record, Style
from symback.verdict import Proved, Refuted
from tests.kernel.build import (
    add,
    claim,
    compare,
    define,
    derivative,
    div,
    entry,
    f,
    i,
    j,
    k,
    l,
    mul,
    neg,
    num,
    power,
    sub,
    total,
    x,
    y,
)

SOFTMAX: tuple[Definition, ...] = (define("p", div(f("exp", entry("x", i)), total(k, f("exp", entry("x", k)))), i),)
P_I, P_J = entry("p", i), entry("p", j)


def lacking(false: Claim) -> str | None:
    verdict = judge(false)
    assert isinstance(verdict, Refuted), verdict
    found = would_hold_if(false, verdict)
    if found is None:
        return None
    narrower = Claim(false.left, false.right, definitions=false.definitions, assumptions=(*false.assumptions, found))
    assert isinstance(judge(narrower), Proved)
    return show(found, plain=True)


def test_cross_entropy_needs_targets_that_sum_to_one() -> None:
    loss = neg(total(l, mul(entry("y", l), f("log", entry("p", l)))))
    slope = derivative(loss, entry("x", i))
    assert lacking(claim(slope, sub(P_I, entry("y", i)), definitions=SOFTMAX)) == "sum_j y[j] = 1"


def test_other_positions_of_the_array_are_quantified() -> None:
    loss = neg(total(l, mul(entry("Y", j, l), f("log", entry("p", l)))))
    slope = derivative(loss, entry("x", i))
    wanted = lacking(claim(slope, sub(P_I, entry("Y", j, i)), definitions=SOFTMAX))
    assert wanted is not None
    assert "Y[k,l] = 1" in wanted


@pytest.mark.parametrize(("right", "condition"), [(neg(mul(P_I, P_J)), "i != j"), (mul(P_I, sub(1, P_I)), "i = j")])
def test_one_case_of_a_jacobian(right: object, condition: str) -> None:
    false = claim(derivative(P_I, entry("x", j)), right, definitions=SOFTMAX)  # type: ignore[arg-type]
    assert lacking(false) == condition


@pytest.mark.parametrize(
    ("left", "right", "condition"),
    [
        (f("sqrt", power(x, 2)), x, "x > 0"),
        (f("sqrt", power(x, 2)), neg(x), "x < 0"),
        (derivative(f("relu", x), x), num(1), "x > 0"),
        (total(k, f("abs", entry("a", k))), total(k, entry("a", k)), "a[i] > 0"),
    ],
)
def test_a_sign(left: object, right: object, condition: str) -> None:
    assert lacking(claim(left, right)) == condition  # type: ignore[arg-type]


def test_what_is_assumed_already_stays() -> None:
    roots = add(f("sqrt", power(x, 2)), f("sqrt", power(y, 2)))
    assert lacking(claim(roots, add(x, y), compare(x, ">"))) == "y > 0"


def test_the_claim_itself_explains_nothing() -> None:
    assert lacking(claim(total(k, entry("a", k)), 1)) is None
    assert lacking(claim(mul(2, total(k, entry("a", k))), 2)) is None


def test_a_wrong_index_is_no_special_case() -> None:
    assert lacking(claim(entry("a", i), entry("a", j))) is None
    assert lacking(claim(entry("A", i, j), entry("A", j, i))) is None


def test_nothing_is_assumed_that_cannot_be_met() -> None:
    assert lacking(claim(f("sqrt", power(x, 2)), add(x, 1))) is None
    assert lacking(claim(Delta(i, j), add(1, mul(x, x)))) is None


def test_only_equations_lack_assumptions() -> None:
    nearly = claim(x, add(x, 1), relation="near", tolerance=num("1/2").value)
    verdict = judge(nearly)
    assert isinstance(verdict, Refuted)
    assert would_hold_if(nearly, verdict) is None


def test_a_report_says_it(tmp_path: Path) -> None:
    (tmp_path / "root.py").write_text(ROOT_OF_A_SQUARE, "utf-8")
    report = check(tmp_path / "root.py")
    (document,) = map(describe, report.documents)
    record = Record((document,), ())
    assert "would hold if x > 0" in text.render(record, Style())
    (stated,) = json_report.as_object(record)["documents"][0]["statements"]
    assert (stated["verdict"], stated["would_hold_if"]) == ("refuted", "x > 0")


ROOT_OF_A_SQUARE = """from sympy import sqrt, symbols
from symback import Derivation

x = symbols("x", real=True)
root = Derivation("root of a square")
root.claim(sqrt(x**2, evaluate=False), x)
"""
