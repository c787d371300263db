"""Limits on what is converted, checked without recursion before anything walks the expression."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Integer, Pow, Rational

from symback.sympy_bridge.failure import NotReadable

DEPTH = 200
NODES = 20_000
DIGITS = 1_000
EXPONENT = 1_000

_BITS = int(DIGITS * 3.3219) + 1


def check_size(expression: Any) -> None:
    """Raise `NotReadable` where the expression is beyond one of the limits of SB222."""
    count = 0
    level = [expression]
    depth = 0
    while level:
        depth += 1
        if depth > DEPTH:
            raise NotReadable("SB222", f"the expression is nested deeper than {DEPTH} levels")
        below: list[Any] = []
        for node in level:
            count += 1
            if count > NODES:
                raise NotReadable("SB222", f"the expression has more than {NODES} parts")
            _check_number(node)
            below.extend(argument for argument in node.args if isinstance(argument, Basic))
        level = below


def _check_number(node: Any) -> None:
    if isinstance(node, Rational):
        if max(int(node.p).bit_length(), int(node.q).bit_length()) > _BITS:
            raise NotReadable("SB222", f"a number has more than {DIGITS} digits")
    elif isinstance(node, Pow) and isinstance(node.exp, Integer) and abs(int(node.exp)) > EXPONENT:
        raise NotReadable("SB222", f"an integer exponent is beyond {EXPONENT}")
