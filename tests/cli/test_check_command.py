from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from symback.cli import running
from symback.reports._record import Record

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        (("good.py",), 0),
        (("bad.py",), 1),
        (("expected.py",), 0),
        (("missed.py",), 1),
        (("unread.py",), 3),
        (("given.py",), 3),
        (("nothing.py",), 3),
        (("broken.py",), 2),
        (("empty.py",), 2),
        (("raises.py",), 2),
        (("none.py",), 2),
        ((".", "--exclude", "[!g]*.py"), 0),
        ((".", "--exclude", "*.py"), 3),
        (("good.py", "unread.py"), 3),
        (("good.py", "unread.py", "bad.py"), 1),
        (("good.py", "unread.py", "bad.py", "broken.py"), 2),
        (("mostly.py",), 3),
        (("mostly.py", "--min-coverage", "80"), 0),
        (("unread.py", "--min-coverage", "0"), 3),
        (("bad.py", "--min-coverage", "0"), 1),
        (("broken.py", "--min-coverage", "0"), 2),
        (("good.py", "--format", "nothing"), 2),
        (("good.py", "--min-coverage", "200"), 2),
        (("good.py", "--jobs", "0"), 2),
        (("good.py", "--no-python"), 2),
        (("good.py", "-o", "no/such/folder.txt"), 2),
    ],
)
def test_exit_codes(symback: Run, targets: tuple[str, ...], code: int) -> None:
    assert symback("check", *targets)[0] == code


def test_a_single_target_is_shown_in_full(symback: Run) -> None:
    _, out, err = symback("check", "good.py")
    assert "✓ x + x = 2·x" in out
    assert "1 of 1 statements understood, 1 claim: 1 proved." in out
    assert err == ""


def test_several_targets_get_a_line_each(symback: Run) -> None:
    _, out, _ = symback("check", "good.py", "bad.py")
    assert "✓ good.py  d  1 proved" in out
    assert "bad.py:5:9: refuted" in out
    assert "✓ x + x = 2·x" not in out


def test_quiet_says_nothing_of_what_is_well(symback: Run) -> None:
    assert symback("check", "good.py", "--quiet") == (0, "", "")
    assert "refuted" in symback("check", "bad.py", "--quiet")[1]


def test_show_prints_what_was_understood(symback: Run) -> None:
    assert "read as: for all real x: x + x = 2·x" in symback("check", "good.py", "--show")[1]


def test_errors_go_to_standard_error_and_the_report_is_written(symback: Run) -> None:
    _, out, err = symback("check", "good.py", "broken.py", "--format", "json")
    report = json.loads(out)
    assert [error["code"] for error in report["errors"]] == ["SB902"]
    assert report["summary"]["proved"] == 1
    assert "broken.py:1" in err


def test_a_report_in_a_file(symback: Run, tmp_path: Path) -> None:
    code, out, _ = symback("check", "good.py", "broken.py", "-o", "report.txt", "--color", "always")
    written = (tmp_path / "report.txt").read_text("utf-8")
    assert (code, out) == (2, "")
    assert "\033[" not in written
    assert "SB902" in written


def test_colours_on_request(symback: Run) -> None:
    assert "\033[" in symback("check", "good.py", "--color", "always")[1]
    assert "\033[" not in symback("check", "good.py")[1]


def test_standard_input(symback: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (tmp_path / "bad.py").read_bytes()
    for arguments, path in ((("-",), "stdin.py"), (("-", "--stdin-filename", "notes/x.py"), "notes/x.py")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        code, out, _ = symback("check", *arguments, "--format", "json")
        assert code == 1
        assert json.loads(out)["documents"][0]["path"] == path
    assert symback("check", "-", "--no-python")[0] == 2


def test_settings_are_used_and_checked(symback: Run, tmp_path: Path) -> None:
    (tmp_path / "symback.toml").write_text("min-coverage = 80\nexclude = ['b*.py']\n", encoding="utf-8")
    assert symback("check", "mostly.py")[0] == 0
    assert "bad.py" not in symback("check", ".")[1]
    assert symback("check", "mostly.py", "--min-coverage", "100")[0] == 0
    (tmp_path / "symback.toml").write_text("min_coverage = 80\n", encoding="utf-8")
    code, _, err = symback("check", "good.py")
    assert code == 2
    assert "min_coverage" in err


def test_exclude_on_the_command_line(symback: Run) -> None:
    _, out, _ = symback("check", ".", "--exclude", "[!g]*.py")
    assert [line.split()[1] for line in out.splitlines() if ".py" in line] == ["given.py", "good.py"]


def test_a_stop_keeps_what_was_done(symback: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = running.judge

    def stopping(job: running.Job, budget: int | None) -> Record:
        if job.path == "bad.py":
            raise KeyboardInterrupt
        return judge(job, budget)

    monkeypatch.setattr(running, "judge", stopping)
    code, out, err = symback("check", "good.py", "bad.py", "--format", "json")
    assert code == 130
    assert json.loads(out)["summary"]["proved"] == 1
    assert "stopped" in err
