"""Colours and marks of a text report."""

from __future__ import annotations

from dataclasses import dataclass

from symback.reports._record import Row

_CODES = {"red": "31", "green": "32", "yellow": "33", "cyan": "36", "bold": "1", "dim": "2"}
_OPEN = {"supported": "≈", "undecided": "…", "not_understood": "?"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Text with terminal colours, or without."""

    colour: bool

    def __call__(self, text: str, *names: str) -> str:
        if not self.colour or not text:
            return text
        return f"\033[{';'.join(_CODES[name] for name in names)}m{text}\033[0m"


def mark(row: Row, paint: Paint) -> str:
    """One sign for the row's answer; an expected refutation is no alarm."""
    match row.verdict:
        case "proved" if row.expectation == "failed":
            return paint("!", "red", "bold")
        case "proved" if row.role != "ok":
            return paint("✓", "yellow")
        case "proved":
            return paint("✓", "green")
        case "refuted" if row.expectation == "fulfilled":
            return paint("✗", "cyan")
        case "refuted" if row.role == "recovery":
            return paint("✗", "yellow")
        case "refuted":
            return paint("✗", "red", "bold")
        case "definition" | "assumption":
            return paint("·", "dim")
        case other:
            return paint(_OPEN[other], "yellow")
