"""Assertions for tests: about one equation, or about a whole derivation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symback.notation.show import show
from symback.reports._describe import describe, witness
from symback.reports._paint import Paint
from symback.reports._record import Record, Style
from symback.reports._rows import witness_lines
from symback.reports.text import render
from symback.verdict import Accepted, NotUnderstood, Proved, Refuted, Supported, Undecided, Verdict

__all__ = ["assert_derivation", "assert_proved", "assert_refuted"]


def assert_proved(lhs: Any, rhs: Any, *, assuming: Iterable[Any] = ()) -> None:
    """Fail unless lhs = rhs is proved; the message holds the counterexample, or why there is no answer.

    The arguments are those of `symback.verify`; what is no assumption raises TypeError.
    """
    from symback.verifying import verify

    verdict = verify(lhs, rhs, assuming=assuming)
    if not isinstance(verdict, Proved):
        raise AssertionError(_said(f"{lhs} = {rhs}", verdict))


def assert_refuted(lhs: Any, rhs: Any, *, assuming: Iterable[Any] = ()) -> None:
    """Fail unless lhs = rhs is refuted; the arguments are those of `symback.verify`."""
    from symback.verifying import verify

    verdict = verify(lhs, rhs, assuming=assuming)
    if not isinstance(verdict, Refuted):
        raise AssertionError(_said(f"{lhs} = {rhs}", verdict))


def assert_derivation(derivation: Any) -> None:
    """Fail unless every line of a `Derivation` is proved, or refuted where that is expected.

    A recovery from an expected mistake, and a row that follows from one, are no failure.
    """
    from symback.checker import check_derivation
    from symback.readers.python import assemble

    document, errors = assemble(derivation)
    if errors or document is None:
        raise AssertionError("\n".join(error.message for error in errors) or "the derivation holds no statement")
    described = describe(check_derivation(document))
    if not described.summary.claims and not described.unresolved:
        raise AssertionError(f"{described.name} claims nothing")
    if described.findings or described.unresolved:
        raise AssertionError("\n" + render(Record((described,), ()), Style(quiet=True)).rstrip())


def _said(equation: str, verdict: Verdict) -> str:
    word = verdict.status.replace("_", " ")
    match verdict:
        case Proved(theorem=theorem):
            where = f" where {' and '.join(map(show, theorem.conditions))}" if theorem.conditions else ""
            return f"{equation} is {word}{where}"
        case Refuted(refutation=refutation):
            lines = witness_lines(witness(refutation), "left side", "right side", Paint(colour=False))
            return "\n".join([f"{equation} is {word}", *lines])
        case Supported(reason=reason) | Undecided(reason=reason) | NotUnderstood(reason=reason):
            return f"{equation} is {word}: {reason.code} {reason.message}"
        case Accepted():
            return f"{equation} is taken as {word}"
