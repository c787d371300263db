"""How the bridge's walkers stop: with a reason for the reader of the report."""

from __future__ import annotations

from typing import Any

from symback.document import Reason

_LONGEST = 80

# What SymPy raises when it is asked about objects that its methods do not expect.
SYMPY_FAILURES = (TypeError, ValueError, AttributeError, ArithmeticError, NotImplementedError, LookupError)


class NotReadable(Exception):
    """The expression has no certain meaning; caught at the bridge's doors and handed on as a `Reason`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.reason = Reason(code, message)


def shown(item: Any) -> str:
    """A SymPy object as text for a message: shortened, and its kind where it cannot be printed."""
    kind = type(item).__name__
    try:
        text = str(item)
    except (*SYMPY_FAILURES, RecursionError):
        return f"this {kind}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
