from __future__ import annotations

import pytest

from symback.cli._streams import err, out


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    out("found")
    err("failed")
    assert tuple(capsys.readouterr()) == ("found\n", "failed\n")
