"""Why the kernel declines: values of control flow between the kernel and those who ask it."""

from __future__ import annotations


class KernelError(Exception):
    """An inference does not apply. `code` is one of symback's stable codes, the text is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Unsupported(KernelError):
    """Outside the engine's class."""

    def __init__(self, message: str) -> None:
        super().__init__("SB301", message)


class OverBudget(KernelError):
    """More work than the budget allows; budgets count work, never time."""

    def __init__(self, what: str) -> None:
        super().__init__("SB302", f"over the work budget: {what}")


class UndefinedEverywhere(KernelError):
    """A side divides by an expression that is identically zero, or has no real value anywhere."""

    def __init__(self, message: str) -> None:
        super().__init__("SB303", message)


class Different(KernelError):
    """The normal forms differ: not proved, and without a witness not refuted either."""

    def __init__(self, message: str) -> None:
        super().__init__("SB305", message)
