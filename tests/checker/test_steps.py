from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from symback.checker.steps import check_derivation
from symback.document import Assumes, Claims, Defines, Derivation, Reason, Unread
from symback.judge import judge
from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import ONE, ZERO, Add, Compare, Mul, Number, Power, Symbol, negative, number
from symback.verdict import DocumentReport, Hint, Proved, Refuted, Verdict

x, y = Symbol("x"), Symbol("y")
two = number(2)
twice, double = Add((x, x)), Mul((two, x))
Make = Callable[..., Derivation]


def statuses(report: DocumentReport) -> list[tuple[str, str, str | None]]:
    return [
        (one.verdict.status, one.role, one.against_head.status if one.against_head else None) for one in report.judged
    ]


def one_chain(made: Derivation) -> Derivation:
    return replace(made, statements=tuple(replace(one, chain=1) for one in made.statements))


def test_a_right_chain(derivation: Make) -> None:
    report = check_derivation(derivation((twice, double, Add((double, ZERO)))))
    assert statuses(report) == [("proved", "ok", "proved")] * 2


def test_a_slip_and_the_silent_return(derivation: Make) -> None:
    report = check_derivation(derivation((twice, double, negative(double), Mul((number(-2), x)), twice, double)))
    assert statuses(report) == [
        ("proved", "ok", "proved"),
        ("refuted", "culprit", "refuted"),
        ("proved", "inherits", "refuted"),
        ("refuted", "recovery", "proved"),
        ("proved", "ok", "proved"),
    ]


def test_chains_do_not_blame_each_other(derivation: Make) -> None:
    report = check_derivation(derivation((x, y), (x, x)))
    assert [role for _, role, _ in statuses(report)] == ["culprit", "ok"]


def test_only_the_culprit_is_explained(derivation: Make) -> None:
    asked: list[Claim] = []

    def explain(claim: Claim, refuted: Refuted) -> tuple[Hint, ...]:
        assert refuted.refutation.claim is claim
        asked.append(claim)
        return (Hint("SB101", "sign"),)

    report = check_derivation(derivation((twice, negative(double), double, y)), explain=explain)
    assert [one.role for one in report.judged] == ["culprit", "recovery", "culprit"]
    assert [one.right for one in asked] == [negative(double), y]
    assert [len(one.hints) for one in report.judged] == [1, 0, 1]


def test_a_second_mistake_on_top_of_the_first_is_not_explained(derivation: Make) -> None:
    report = check_derivation(derivation((twice, negative(double), y)), explain=lambda *_: (Hint("SB101", "sign"),))
    assert [one.role for one in report.judged] == ["culprit", "culprit"]
    assert [len(one.hints) for one in report.judged] == [1, 0]


def test_what_is_given_and_what_is_unread(derivation: Make) -> None:
    report = check_derivation(
        derivation(
            Defines(Definition("y", double)),
            Assumes(Compare(">", x, ZERO)),
            Unread(Reason("SB220", "no")),
            (y, twice),
            definitions=(Definition("y", double),),
        )
    )
    assert [status for status, _, _ in statuses(report)] == ["definition", "assumption", "not_understood", "proved"]


def test_a_claim_is_asked_once(derivation: Make) -> None:
    asked: list[Claim] = []

    def counting(claim: Claim) -> Verdict:
        asked.append(claim)
        return judge(claim)

    check_derivation(derivation((twice, double, twice), (twice, double)), judge=counting)
    assert len(asked) == len(set(asked)) == 3


def test_rounded_decimals_are_near(derivation: Make) -> None:
    third = Power(number(3), number(-1))
    right = Claims(third, Number(Fraction(333, 1000)), third, "near", rounded="0.0005")
    wrong = Claims(third, Number(Fraction(334, 1000)), third, "near", rounded="0.0005")
    report = check_derivation(derivation(right, wrong))
    assert [status for status, _, _ in statuses(report)] == ["proved", "refuted"]


def test_near_without_digits_is_never_refuted(derivation: Make) -> None:
    report = check_derivation(derivation(Claims(x, twice, x, "near"), Claims(twice, double, twice, "near")))
    assert [status for status, _, _ in statuses(report)] == ["undecided", "proved"]


def test_after_near_rows_are_compared_with_the_row_at_the_sign(derivation: Make) -> None:
    third, decimal = Power(number(3), number(-1)), Number(Fraction(333, 1000))
    made = derivation(
        Claims(third, decimal, third, "near", rounded="0.0005"),
        Claims(decimal, Add((decimal, ZERO)), third),
    )
    assert statuses(check_derivation(one_chain(made)))[1] == ("proved", "ok", "proved")


def test_two_readings_that_differ_are_a_question(derivation: Make) -> None:
    report = check_derivation(derivation(Claims(x, twice, x, other_reading=(x, x))))
    verdict = report.judged[0].verdict
    assert verdict.status == "not_understood"
    assert "refuted" in verdict.reason.message
    assert "proved" in verdict.reason.message
    agreed = check_derivation(derivation(Claims(twice, double, twice, other_reading=(double, twice))))
    assert agreed.judged[0].verdict.status == "proved"


def test_assumptions_of_a_claim_count(derivation: Make) -> None:
    absolute = Power(Power(x, two), Number(Fraction(1, 2)))
    claim = Claims(absolute, x, absolute, assuming=(Compare(">", x, ZERO),))
    verdict = check_derivation(derivation(claim)).judged[0].verdict
    assert isinstance(verdict, Proved)
    assert verdict.theorem.claim.assumptions == (Compare(">", x, ZERO),)


def test_a_proportion_keeps_its_factor_out_of_the_head(derivation: Make) -> None:
    made = derivation(Claims(double, x, double, "proportional", varying=("x",)), Claims(x, Mul((ONE, x)), double))
    assert statuses(check_derivation(one_chain(made))) == [("proved", "ok", "proved")] * 2


def test_a_fault_of_the_judge_costs_one_answer(derivation: Make) -> None:
    def faulty(claim: Claim) -> Verdict:
        if claim.right is double:
            raise ZeroDivisionError("inside")
        return judge(claim)

    report = check_derivation(derivation((twice, double), (x, x)), judge=faulty)
    assert [status for status, _, _ in statuses(report)] == ["undecided", "proved"]
    assert "bug of symback" in report.judged[0].verdict.reason.message


def test_the_budget_reaches_the_judge(derivation: Make) -> None:
    power = Power(Add((x, y, ONE)), number(40))
    small = check_derivation(derivation((power, Mul((power, ONE)), Add((power, ZERO)))), 1)
    assert {one.verdict.status for one in small.judged} <= {"proved", "undecided", "supported"}
