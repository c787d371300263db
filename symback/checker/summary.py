"""The numbers of a report, expectations met and missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from symback.verdict import DocumentReport, Judged, Refuted

Expectation = Literal["none", "fulfilled", "failed"]
OPEN = frozenset({"supported", "undecided", "not_understood"})


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the headline: statements = understood + not understood; claims are those judged."""

    statements: int
    understood: int
    claims: int
    proved: int
    refuted: int
    supported: int
    undecided: int
    not_understood: int
    definitions: int
    assumptions: int
    ignored: int
    expressions: int


def summarise(documents: Iterable[DocumentReport]) -> Summary:
    """The numbers of all documents together."""
    documents = tuple(documents)
    judged = [answer for document in documents for answer in document.judged]
    counted = dict.fromkeys(
        ("proved", "refuted", "supported", "undecided", "not_understood", "definition", "assumption"), 0
    )
    for answer in judged:
        counted[answer.verdict.status] += 1
    understood = len(judged) - counted["not_understood"]
    return Summary(
        statements=len(judged),
        understood=understood,
        claims=understood - counted["definition"] - counted["assumption"],
        proved=counted["proved"],
        refuted=counted["refuted"],
        supported=counted["supported"],
        undecided=counted["undecided"],
        not_understood=counted["not_understood"],
        definitions=counted["definition"],
        assumptions=counted["assumption"],
        ignored=sum(document.derivation.ignored for document in documents),
        expressions=sum(document.derivation.expressions for document in documents),
    )


def expectation(judged: Judged) -> Expectation:
    """Whether the author's `expected` came true.

    "refuted" is met by a row that is false as a step, or that follows from a false one and so disagrees
    with the head; "refuted CODE" needs a hint of that code besides.
    """
    expected = judged.statement.expected
    if expected is None:
        return "none"
    _, _, code = expected.partition(" ")
    wrong = isinstance(judged.verdict, Refuted) or judged.role in {"culprit", "inherits"}
    named = not code or any(hint.code == code for hint in judged.hints)
    return "fulfilled" if wrong and named else "failed"


def is_finding(judged: Judged) -> bool:
    """Whether the statement alone makes a check fail: an unexpected culprit, or a missed expectation."""
    kept = expectation(judged)
    return kept == "failed" or (kept == "none" and judged.role == "culprit")


def is_open(judged: Judged) -> bool:
    """Whether the statement was neither decided nor taken as given."""
    return judged.verdict.status in OPEN
