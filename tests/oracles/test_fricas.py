"""FriCAS decides the derivative-free scalar obligations by Risch's structure theorem; its answers and ours agree.

Source of the method: the operation `normalize` of FriCAS (package ElementaryFunctionStructurePackage).
"""

from __future__ import annotations

import shutil

import pytest

from symback import verify
from tests.oracles.asking import answers, scalar_obligations
from tests.oracles.printing import FRICAS, written

pytestmark = pytest.mark.skipif(shutil.which("fricas") is None, reason="FriCAS is not installed (apt install fricas)")


def test_fricas_and_symback_agree() -> None:
    asked = []
    program = [")set output algebra off", ")set messages type off", ")set messages time off"]
    for each in scalar_obligations():
        left, right = written(each.left, FRICAS), written(each.right, FRICAS)
        if left is None or right is None:
            continue
        program.append(
            f"output(if zero?(normalize(({left}) - ({right}))) "
            f'then "ANSWER {len(asked)} zero" else "ANSWER {len(asked)} other")'
        )
        asked.append(each)
    zero = answers(["fricas", "-nosman", "-nox"], "\n".join([*program, ")quit", ""]))
    assert len(zero) >= 0.95 * len(asked) > 40
    for number, is_zero in zero.items():
        pair = asked[number]
        status = verify(pair.left, pair.right, assuming=pair.assuming).status
        assert status == ("proved" if is_zero else "refuted"), pair.name
        assert is_zero is pair.truth, pair.name
