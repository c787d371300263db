from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from symback import __version__
from symback.cli import main

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "symback", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_version_and_help() -> None:
    assert run("--version").stdout == f"symback {__version__}\n"
    done = run("--help")
    assert done.returncode == 0
    for command in ("check", "compile", "export", "list", "context", "explain"):
        assert command in done.stdout


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().out


def test_a_check_from_outside() -> None:
    done = run("check", "relu", "sigmoid_derivative", "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "proved" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
def test_a_reader_that_has_enough_is_no_error() -> None:
    command = f"{sys.executable} -m symback explain | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("SB")
    assert done.stderr == ""


def test_an_interrupt_before_there_is_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from symback.cli import list_command

    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(list_command, "run", stop)
    assert main(["list"]) == 130
    assert "stopped" in capsys.readouterr().err
