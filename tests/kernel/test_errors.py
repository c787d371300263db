"""Why the kernel declines has a code and a sentence."""

from __future__ import annotations

import pytest

from symback.kernel.errors import Different, KernelError, OverBudget, UndefinedEverywhere, Unsupported


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Unsupported("a"), "SB301"),
        (OverBudget("a"), "SB302"),
        (UndefinedEverywhere("a"), "SB303"),
        (Different("a"), "SB305"),
    ],
)
def test_codes(error: KernelError, code: str) -> None:
    assert isinstance(error, KernelError)
    assert error.code == code
    assert "a" in error.message
    assert str(error) == error.message


def test_an_error_names_its_code() -> None:
    error = KernelError("SB399", "text")
    assert (error.code, error.message) == ("SB399", "text")
