from __future__ import annotations

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]


def test_a_code_of_the_table_and_one_of_a_hint(symback: Run) -> None:
    assert symback("explain", "SB226")[1].startswith("SB226: clashing index ranges\n\n")
    code, out, _ = symback("explain", "sb101")
    assert code == 0
    assert out.startswith("SB101: ")
    assert "Wrong:" in out


def test_all_codes(symback: Run) -> None:
    code, out, _ = symback("explain")
    codes = [line.split()[0] for line in out.splitlines()]
    assert code == 0
    assert codes == sorted(codes)
    assert {"SB101", "SB226", "SB904"} <= set(codes)


def test_no_such_code(symback: Run) -> None:
    code, out, err = symback("explain", "SB999")
    assert (code, out) == (2, "")
    assert "did you mean" in err
    assert "symback explain" in symback("explain", "what")[2]
