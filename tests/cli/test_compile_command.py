from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_proved_result_becomes_a_function(symback: Run, tmp_path: Path) -> None:
    code, out, err = symback("compile", "good.py:twice", "--target", "numpy")
    assert (code, err) == (0, "")
    assert "def " in out
    assert symback("compile", "good.py:twice", "--target", "numpy", "-o", "f.py")[:2] == (0, "")
    assert (tmp_path / "f.py").read_text("utf-8") == out


def test_what_is_not_proved_is_refused(symback: Run) -> None:
    code, out, err = symback("compile", "bad.py:twice", "--target", "numpy")
    assert (code, out) == (1, "")
    assert "bad.py:twice is not compiled" in err


def test_what_is_not_there(symback: Run) -> None:
    assert symback("compile", "none.py:twice", "--target", "numpy")[0] == 2
