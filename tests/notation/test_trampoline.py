from __future__ import annotations

from collections.abc import Generator

import pytest

from symback.notation._trampoline import descend


def depth(node: list[object]) -> Generator[object, int, int]:
    deepest = 0
    for child in node:
        deepest = max(deepest, (yield child))
    return 1 + deepest


def test_results_come_back_to_the_place_that_asked() -> None:
    assert descend(depth, [[], [[], [[]]]]) == 4


def test_nesting_may_be_deeper_than_the_interpreter_allows() -> None:
    nest: list[object] = []
    for _ in range(50_000):
        nest = [nest]
    assert descend(depth, nest) == 50_001


def test_an_exception_reaches_the_caller() -> None:
    def broken(node: list[object]) -> Generator[object, int, int]:
        if not node:
            raise ValueError("here")
        return (yield node[0])

    with pytest.raises(ValueError, match="here"):
        descend(broken, [[[]]])
