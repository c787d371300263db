from __future__ import annotations

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]


def test_names_and_where_their_meaning_comes_from(symback: Run) -> None:
    code, out, _ = symback("context", "given.py")
    assert code == 0
    assert "  y  scalar (declared, line 5)" in out


def test_what_cannot_be_read(symback: Run) -> None:
    assert symback("context", "broken.py")[0] == 2
    assert symback("context", "none.py")[0] == 2
