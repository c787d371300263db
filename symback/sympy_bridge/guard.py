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
    measured: dict[int, tuple[int, int]] = {}
    stack = [(expression, False)]
    while stack:
        node, ready = stack.pop()
        if id(node) in measured:
            continue
        below = [argument for argument in node.args if isinstance(argument, Basic)]
        if not ready:
            if len(stack) > NODES:
                raise NotReadable("SB222", f"the expression has more than {NODES} parts")
            _check_number(node)
            stack.append((node, True))
            stack.extend((argument, False) for argument in below if id(argument) not in measured)
            continue
        count = 1 + sum(measured[id(argument)][0] for argument in below)
        depth = 1 + max((measured[id(argument)][1] for argument in below), default=0)
        if count > NODES:
            raise NotReadable("SB222", f"the expression has more than {NODES} parts")
        if depth > DEPTH:
            raise NotReadable("SB222", f"the expression is nested deeper than {DEPTH} levels")
        measured[id(node)] = (count, depth)


def _check_number(node: Any) -> None:
    if isinstance(node, Rational):
        if max(int(node.p).bit_length(), int(node.q).bit_length()) > _BITS:
            raise NotReadable("SB222", f"a number has more than {DIGITS} digits")
    elif isinstance(node, Pow) and isinstance(node.exp, Integer) and abs(int(node.exp)) > EXPONENT:
        raise NotReadable("SB222", f"an integer exponent is beyond {EXPONENT}")
