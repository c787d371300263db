from __future__ import annotations

from pathlib import Path

import pytest

from symback.checking.reading import LARGEST_FILE, is_derivation_file, read, read_bytes, suffixes

GOOD = b'''"""Squares."""
from sympy import symbols
from symback import Derivation
x = symbols("x")
print("a derivation file may print")
d = Derivation("square")
d.claim(x * x, x**2)
'''


def test_python_is_read() -> None:
    assert ".py" in suffixes()


def test_a_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_bytes(GOOD)
    (derivation,), errors = read(tmp_path / "a.py", "shown.py")
    assert errors == ()
    assert (derivation.name, derivation.path) == ("square", "shown.py")
    assert capsys.readouterr().out == ""


def test_a_byte_order_mark_is_no_character() -> None:
    (derivation,), errors = read_bytes(b"\xef\xbb\xbf" + GOOD, "a.py")
    assert errors == ()
    assert derivation.statements[0].span.line == 7


@pytest.mark.parametrize(
    ("raw", "path", "code", "line"),
    [
        (b"", "a.py", "SB909", None),
        (b" \n\t\n", "a.py", "SB909", None),
        (b"x = 1\n\xff\n", "a.py", "SB901", 2),
        (b"#" * (LARGEST_FILE + 1), "a.py", "SB901", None),
        (b"x", "a.unknown", "SB901", None),
        (b"def", "a.py", "SB902", 1),
        (b"x = 1", "a.py", "SB904", 1),
        (b"1 / 0", "a.py", "SB903", 1),
    ],
)
def test_what_cannot_be_read_says_why(raw: bytes, path: str, code: str, line: int | None) -> None:
    derivations, (error,) = read_bytes(raw, path)
    assert derivations == ()
    assert (error.path, error.code, error.line) == (path, code, line)
    assert error.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, (error,) = read(tmp_path / "none.py", "none.py")
    assert (error.path, error.code) == ("none.py", "SB901")


def test_derivation_files_are_told_apart_without_running_them(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_bytes(GOOD)
    (tmp_path / "other.py").write_text("raise SystemExit", encoding="utf-8")
    (tmp_path / "binary.py").write_bytes(b"\xff\xfe\x00")
    found = {path.name: is_derivation_file(path) for path in tmp_path.iterdir()}
    assert found == {"good.py": True, "other.py": False, "binary.py": False}
    assert not is_derivation_file(tmp_path / "gone.py")
