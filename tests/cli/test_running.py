from __future__ import annotations

import sys
from pathlib import Path

import pytest

from symback.cli import running
from symback.cli.running import Job, judge_all
from symback.reports._record import Record

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


def test_without_processes_files_are_judged_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(running, "ProcessPoolExecutor", refuse)
    (tmp_path / "a.py").write_text(HEAD + "d.claim(x, x)\n", encoding="utf-8")
    outcome = judge_all((Job("a.py", tmp_path / "a.py"),) * 2, None)
    assert [document.summary.proved for document in outcome.record.documents] == [1, 1]


def test_progress_is_shown_on_a_terminal_and_wiped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "_PATIENCE", -1.0)
    monkeypatch.setattr(running, "_batch", lambda jobs, *_: iter([Record((), ())] * len(jobs)))
    jobs = (Job("long/name.py", tmp_path), Job("b.py", tmp_path))
    judge_all(jobs, None)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    judge_all(jobs, None)
    first, second, last = capsys.readouterr().err.removeprefix("\r").split("\r", 2)
    assert first == "0 of 2 files, now long/name.py"
    assert second == "1 of 2 files, now b.py".ljust(len(first))
    assert last.strip("\r ") == ""


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    monkeypatch.setattr(running, "_READING_LIMIT", 3.0)
    (tmp_path / "loop.py").write_text(HEAD + "while True:\n    pass\n", encoding="utf-8")
    (tmp_path / "good.py").write_text(HEAD + "d.claim(x, x)\n", encoding="utf-8")
    outcome = judge_all(tuple(Job(name, tmp_path / name) for name in ("loop.py", "good.py")), None, processes)
    assert [error.path for error in outcome.record.errors] == ["loop.py"]
    assert [document.path for document in outcome.record.documents] == ["good.py"]


def test_a_fault_of_ours_is_an_error_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("symback.checker.check_derivation", broken)
    record = running.judge(Job("a.py", tmp_path / "a.py", (HEAD + "d.claim(x, x)\n").encode()), None)
    (error,) = record.errors
    assert error.code == "SB399"
    assert "ZeroDivisionError: inside, test_running.py:" in error.message
