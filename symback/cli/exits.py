"""Exit codes: 2 unreadable, else 1 a mistake, else 3 something open, else 0."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symback.checker.summary import Summary
from symback.reports._record import Record, total

DECIDED, MISTAKE, UNREADABLE, OPEN = 0, 1, 2, 3
# Nothing to judge is open, although a reader reports it beside what it cannot read.
NOTHING_TO_JUDGE = "SB904"


def exit_code(record: Record, *, behind: Iterable[Iterable[str]] = (), min_coverage: Fraction | None = None) -> int:
    """The exit code of a check.

    `behind` holds the paths behind each target named by hand: nothing to judge in one of them is open, too.
    `min_coverage`, in percent, accepts what is open where enough is decided.
    """
    if any(error.code != NOTHING_TO_JUDGE for error in record.errors):
        return UNREADABLE
    if any(document.findings for document in record.documents):
        return MISTAKE
    judging = {document.path for document in record.documents if document.summary.claims + document.unresolved}
    unanswered = any(document.unresolved for document in record.documents)
    if not unanswered and not record.errors and not any(judging.isdisjoint(paths) for paths in behind):
        return DECIDED
    summary = total(record.documents)
    enough = min_coverage is not None and summary.claims > 0 and coverage(summary) >= min_coverage
    return DECIDED if enough else OPEN


def coverage(summary: Summary) -> Fraction:
    """Decided claims as a part of all claims, in percent; 0 where there are no claims."""
    return Fraction(100 * (summary.proved + summary.refuted), summary.claims) if summary.claims else Fraction(0)
