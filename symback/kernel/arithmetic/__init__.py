"""Exact polynomials and rigorous enclosures: one interface, a fast and an independent implementation."""

from __future__ import annotations

from symback.kernel.arithmetic.interface import Arithmetic


def fast() -> Arithmetic:
    """The implementation on python-flint, which is imported here and not before."""
    from symback.kernel.arithmetic.flint_arithmetic import FlintArithmetic

    return FlintArithmetic()


def pure() -> Arithmetic:
    """The implementation on the standard library alone, for replays."""
    from symback.kernel.arithmetic.pure_arithmetic import PureArithmetic

    return PureArithmetic()
