from __future__ import annotations

from pathlib import Path

from sympy import Symbol

import symback


def test_a_name_and_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(
        "from sympy import symbols\nfrom symback import Derivation\nx = symbols('x')\n"
        "d = Derivation('d')\nd.claim(x, 2 * x)\n",
        encoding="utf-8",
    )
    report = symback.check("relu", file)
    assert [document.derivation.path for document in report.documents] == ["derivations/relu.py", file.as_posix()]
    assert report.documents[1].judged[0].verdict.status == "refuted"
    assert report.errors == ()


def test_a_derivation_at_hand() -> None:
    x = Symbol("x")
    made = symback.Derivation("d")
    made.claim(x + x, 2 * x)
    (document,) = symback.check(made).documents
    assert document.judged[0].verdict.status == "proved"


def test_what_is_not_there_is_an_error() -> None:
    report = symback.check("no_such_thing")
    assert report.documents == ()
    assert [error.code for error in report.errors] == ["SB910"]
