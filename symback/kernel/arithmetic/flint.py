"""What the package uses of python-flint: the only file that imports it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import Ordering, arb, ctx, fmpq, fmpq_mpoly_ctx

__all__ = ["arb", "context", "ctx", "fmpq", "fraction"]

_CONTEXTS: dict[int, Any] = {}


def context(size: int) -> Any:
    """The lexicographic polynomial context with `size` generators."""
    found = _CONTEXTS.get(size)
    if found is None:
        found = _CONTEXTS[size] = fmpq_mpoly_ctx.get([f"g{place}" for place in range(size)], Ordering.lex)
    return found


def fraction(value: Any) -> Fraction:
    """A flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))
