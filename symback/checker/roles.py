"""Who is to blame in a chain: the row that leaves the head, not those that follow it."""

from __future__ import annotations

from symback.verdict import Proved, Refuted, Role, Supported, Verdict


def role(step: Verdict, head: Verdict | None, *, blamed: bool) -> tuple[Role, bool]:
    """The row's role, and whether the rows after it start from one that is wrong for a known reason.

    `step` is the answer for neighbour = row, `head` the one for head = row. `blamed` says that a row
    before is the culprit of a disagreement with the head that still stands.
    """
    agrees = isinstance(head, Proved | Supported)
    match step, head:
        case Refuted(), _:
            return ("recovery", False) if blamed and agrees else ("culprit", not agrees)
        case _, Refuted():
            # Somewhere between the head and this row is a mistake; if no row before has it, it shows here.
            return ("inherits", True) if blamed else ("culprit", True)
        case _:
            return "ok", blamed and not agrees
