"""Recursion without Python's stack: a formula may be nested deeper than the interpreter allows."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

Node = TypeVar("Node")
Result = TypeVar("Result")


def descend(visit: Callable[[Any], Generator[Any, Any, Result]], root: Any) -> Result:
    """`visit(root)`, where every `yield node` inside it is answered by the result of `visit(node)`."""
    stack = [visit(root)]
    answer: Any = None
    while True:
        try:
            node = stack[-1].send(answer)
        except StopIteration as finished:
            stack.pop()
            answer = finished.value
            if not stack:
                return answer  # type: ignore[no-any-return]
        else:
            stack.append(visit(node))
            answer = None
