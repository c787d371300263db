"""How the bridge's walkers stop: with a reason for the reader of the report."""

from __future__ import annotations

from symback.document import Reason


class NotReadable(Exception):
    """The expression has no certain meaning; caught at the bridge's doors and handed on as a `Reason`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.reason = Reason(code, message)
