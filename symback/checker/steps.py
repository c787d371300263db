"""Derivation -> DocumentReport: what is asked of the judge for each statement of a chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from symback.checker.roles import role
from symback.document import Assumes, Claims, Defines, Derivation, Reason, Statement, Unread
from symback.hinting import hints_for
from symback.hypotheses import would_hold_if
from symback.judge import judge as judge_claim
from symback.kernel.claim import Claim
from symback.kernel.terms import Term
from symback.verdict import (
    Accepted,
    DocumentReport,
    Hint,
    Judged,
    NotUnderstood,
    Proved,
    Refuted,
    Supported,
    Undecided,
    Verdict,
)

Judge = Callable[[Claim], Verdict]
Explain = Callable[[Claim, Refuted], tuple[Hint, ...]]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Where a chain stands: what later rows are compared with, by which relation, and who is blamed."""

    anchor: Term | None = None
    proportional: bool = False
    varying: tuple[str, ...] = ()
    blamed: bool = False


def check_derivation(
    derivation: Derivation,
    budget: int | None = None,
    *,
    judge: Judge | None = None,
    explain: Explain = hints_for,
) -> DocumentReport:
    """The derivation with an answer and a role for each of its statements, in order.

    `budget` is the work allowed for one claim, in the judge's units; `judge` answers claims, `explain`
    looks for the mistake in those that are culprits. Raises nothing for anything that stands in the
    derivation.
    """
    ask = _remembering(judge or _judge_within(budget))
    chains: dict[int, _Chain] = {}
    judged = []
    for statement in derivation.statements:
        answer, chains[statement.chain] = _judge_statement(
            statement, derivation, chains.get(statement.chain, _Chain()), ask, explain
        )
        judged.append(answer)
    return DocumentReport(derivation, tuple(judged))


def _judge_within(budget: int | None) -> Judge:
    return judge_claim if budget is None else lambda claim: judge_claim(claim, budget)


def _remembering(judge: Judge) -> Judge:
    """`judge`, asked once for each claim: a first step is compared with its neighbour, which is the head."""
    answers: dict[Claim, Verdict] = {}

    def ask(claim: Claim) -> Verdict:
        if claim not in answers:
            try:
                answers[claim] = judge(claim)
            except Exception as fault:  # noqa: BLE001 - one faulty claim must not take the answers of all others away
                said = f"{type(fault).__name__}: {fault}"
                answers[claim] = Undecided(Reason("SB399", f"a bug of symback ({said}); please report it"))
        return answers[claim]

    return ask


def _judge_statement(
    statement: Statement, derivation: Derivation, chain: _Chain, ask: Judge, explain: Explain
) -> tuple[Judged, _Chain]:
    content = statement.content
    match content:
        case Defines():
            return Judged(statement, Accepted("definition"), "ok", None), chain
        case Assumes():
            return Judged(statement, Accepted("assumption"), "ok", None), chain
        case Unread(reason=reason):
            return Judged(statement, NotUnderstood(reason), "ok", None), chain
        case Claims():
            step = _step(content, derivation, ask)
            if isinstance(step, NotUnderstood):
                return Judged(statement, step, "ok", None), chain
            before = chain
            head, chain = _head(content, derivation, chain, step, ask)
            part, blamed = role(step, head, blamed=chain.blamed)
            # Past a ≈ only closeness is left: the rows after it are compared with the row at the sign.
            anchor = content.right if content.relation == "near" else chain.anchor
            hints: tuple[Hint, ...] = ()
            # On top of a mistake before it, a repair would only make the row as wrong as that one.
            named = " " in (statement.expected or "")
            if isinstance(step, Refuted) and part == "culprit" and (named or not before.blamed):
                hints = explain(step.refutation.claim, step)
                step = replace(step, would_hold_if=would_hold_if(step.refutation.claim, step))
            return Judged(statement, step, part, head, hints), replace(
                chain, anchor=anchor, blamed=blamed and content.relation != "near"
            )
        case _ as unreachable:
            assert_never(unreachable)


def _claim(content: Claims, derivation: Derivation, left: Term, right: Term) -> Claim:
    return Claim(
        left=left,
        right=right,
        relation="equal" if _open_ended(content) else content.relation,
        definitions=derivation.definitions,
        assumptions=derivation.assumptions + content.assuming,
        tolerance=Fraction(content.rounded) if content.rounded is not None else Fraction(0),
        varying=content.varying,
    )


def _step(content: Claims, derivation: Derivation, ask: Judge) -> Verdict:
    """The answer for the row and its neighbour, in every reading that the row may have."""
    answer = ask(_claim(content, derivation, content.left, content.right))
    if content.other_reading is not None:
        other = ask(_claim(content, derivation, *content.other_reading))
        if other.status != answer.status:
            return NotUnderstood(_two_readings(answer, other))
    return _without_tolerance(answer) if _open_ended(content) else answer


def _head(content: Claims, derivation: Derivation, chain: _Chain, step: Verdict, ask: Judge) -> tuple[Verdict, _Chain]:
    """The answer for the row and the head of its chain, and the chain with this row's relation."""
    proportional = chain.proportional or content.relation == "proportional"
    varying = tuple(dict.fromkeys(chain.varying + content.varying))
    anchor = content.head if chain.anchor is None else chain.anchor
    chain = replace(chain, anchor=anchor, proportional=proportional, varying=varying)
    if anchor is content.left and proportional == (content.relation == "proportional"):
        return step, chain
    claim = _claim(content, derivation, anchor, content.right)
    if proportional:
        claim = replace(claim, relation="proportional", varying=varying, tolerance=Fraction(0))
    answer = ask(claim)
    return (_without_tolerance(answer) if _open_ended(content) else answer), chain


def _open_ended(content: Claims) -> bool:
    """Whether the row says ≈ without digits that tell how close."""
    return content.relation == "near" and content.rounded is None


def _two_readings(first: Verdict, other: Verdict) -> Reason:
    return Reason(
        "SB240",
        f"∂ has two readings here, and the answers differ: {_word(other)} if it follows all paths (total), "
        f"{_word(first)} if the other names of the definition are held (direct)",
        declare="partial total|direct",
    )


def _word(verdict: Verdict) -> str:
    return verdict.status.replace("_", " ")


def _without_tolerance(answer: Verdict) -> Verdict:
    """≈ between two exact expressions: equality settles it, a difference does not."""
    match answer:
        case Proved() | Supported() | Undecided() | NotUnderstood() | Accepted():
            return answer
        case Refuted():
            return Undecided(
                Reason("SB307", "the sides are not equal, and no printed digits say how close ≈ has to be")
            )
        case _ as unreachable:
            assert_never(unreachable)
