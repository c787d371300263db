from __future__ import annotations

from pathlib import Path

from symback.cli.running import Job, judge_all

HEAD = "from sympy import symbols\nfrom symback import Derivation\nx = symbols('x')\nd = Derivation('d')\n"


def test_a_process_that_dies_costs_its_own_answer_only(tmp_path: Path) -> None:
    texts = {
        "a.py": HEAD + "d.claim(x + x, 2 * x)\n",
        "b.py": "import os\nos._exit(7)\n",
        "c.py": HEAD + "d.claim(x + x, 3 * x)\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    outcome = judge_all(tuple(Job(name, tmp_path / name) for name in texts), None, 2)
    assert not outcome.stopped
    assert [document.path for document in outcome.record.documents] == ["a.py", "c.py"]
    assert [document.findings for document in outcome.record.documents] == [0, 1]
    assert [(error.path, error.code) for error in outcome.record.errors] == [("b.py", "SB911")]


def test_content_is_judged_instead_of_a_file(tmp_path: Path) -> None:
    content = (HEAD + "d.claim(x, x)\n").encode()
    outcome = judge_all((Job("given.py", tmp_path / "none.py", content),), None, 1)
    assert outcome.record.documents[0].summary.proved == 1


def test_nothing_to_do() -> None:
    assert judge_all((), None, 1).record.documents == ()
