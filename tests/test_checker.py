from __future__ import annotations

from symback.checker import check_derivation, expectation, summarise
from symback.readers.python import read

TEXT = '''"""Squares."""
from sympy import Derivative, symbols
from symback import Derivation, refuted

x = symbols("x", real=True)
square = Derivation("square")
square.chain(Derivative(x**2, x), 2 * x, refuted(-2 * x), x + x)
'''


def test_a_file_from_text_to_answers() -> None:
    (document,), errors = read("square.py", TEXT)
    report = check_derivation(document)
    assert errors == ()
    assert [one.role for one in report.judged] == ["ok", "culprit", "recovery"]
    assert [expectation(one) for one in report.judged] == ["none", "fulfilled", "none"]
    assert [hint.code for hint in report.judged[1].hints] == ["SB101"]
    assert summarise((report,)).proved == 1
