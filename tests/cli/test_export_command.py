from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_document_and_a_fragment(symback: Run, tmp_path: Path) -> None:
    code, out, _ = symback("export", "good.py")
    assert code == 0
    assert out.startswith(r"\documentclass")
    assert r"x + x &= 2\, x" in out
    _, fragment, _ = symback("export", "good.py", "--fragment")
    assert "documentclass" not in fragment
    assert fragment.strip() in out
    assert symback("export", "good.py", "-o", "a.tex")[:2] == (0, "")
    assert (tmp_path / "a.tex").read_text("utf-8") == out


def test_wrong_lines_are_written_with_their_mark(symback: Run) -> None:
    code, out, _ = symback("export", "bad.py")
    assert code == 0
    assert r"$\times$" in out


def test_what_cannot_be_read(symback: Run) -> None:
    assert symback("export", "broken.py")[:2] == (2, "")
    code, out, err = symback("export", "good.py", "broken.py")
    assert code == 2
    assert r"\checkmark" in out
    assert "SB902" in err
