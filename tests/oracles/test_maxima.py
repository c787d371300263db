"""Maxima's `radcan` never finds a difference to be 0 that we refute, nor one that we cannot prove.

`radcan` does not decide: what it leaves standing says nothing.
"""

from __future__ import annotations

import shutil

import pytest

from symback import verify
from tests.oracles.asking import answers, scalar_obligations
from tests.oracles.printing import MAXIMA, written

pytestmark = pytest.mark.skipif(shutil.which("maxima") is None, reason="Maxima is not installed (apt install maxima)")


def test_what_maxima_shows_symback_proves() -> None:
    asked = []
    program = ["display2d: false$", "radexpand: true$"]
    for each in scalar_obligations():
        left, right = written(each.left, MAXIMA), written(each.right, MAXIMA)
        if left is None or right is None:
            continue
        number = len(asked)
        program += [
            f"d: errcatch(radcan(exponentialize(({left}) - ({right}))))$",
            f'print("ANSWER", {number}, if d = [0] then "zero" else "other")$',
        ]
        asked.append(each)
    zero = answers(["maxima", "--very-quiet"], "\n".join([*program, "quit();", ""]))
    assert len(zero) >= 0.95 * len(asked) > 40
    shown = [asked[number] for number, is_zero in zero.items() if is_zero]
    assert len(shown) >= 0.8 * sum(each.truth for each in asked)
    for pair in shown:
        assert verify(pair.left, pair.right, assuming=pair.assuming).status == "proved", pair.name
        assert pair.truth, pair.name
