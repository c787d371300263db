from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAD = '"""Title."""\nfrom sympy import Function, symbols\nfrom symback import Derivation, refuted\nx = symbols("x")\n'
MIXED = (
    HEAD
    + """f = Function("f")
d = Derivation("mixed", source="a book")
d.define(f(x), x + x)
d.chain(f(x), 2 * x, refuted(3 * x), x * 2)
d.claim(x, x + 1)
d.claim(x, refuted(x))
d.claim(x, x + symbols("oo") * 0 + float("nan"))
"""
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    try:
        from importlib.metadata import distribution

        distribution("symback")
    except ImportError:
        command[3:3] = ["-p", "symback.pytest_plugin"]
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_one_test_for_each_claim(tmp_path: Path) -> None:
    (tmp_path / "mixed.py").write_text(MIXED, encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    done = run(tmp_path, "--symback", "mixed.py", "-rA", "-v")
    assert done.returncode == 1, done.stdout + done.stderr
    outcomes = dict(
        reversed(line.split(" ", 1)) for line in done.stdout.splitlines() if line.startswith(("PASSED ", "FAILED "))
    )
    named = {name.partition(" - ")[0]: outcome for name, outcome in outcomes.items()}
    assert named == {
        "mixed.py::mixed[1.1]": "PASSED",
        "mixed.py::mixed[1.2]": "PASSED",
        "mixed.py::mixed[1.3]": "PASSED",
        "mixed.py::mixed[2.1]": "FAILED",
        "mixed.py::mixed[3.1]": "FAILED",
        "mixed.py::mixed[4.1]": "FAILED",
    }
    assert "mixed.py:9:9: refuted" in done.stdout
    assert "left side" in done.stdout
    assert "expected refuted, but proved" in done.stdout
    assert "not understood" in done.stdout


def test_nothing_is_collected_unasked(tmp_path: Path) -> None:
    (tmp_path / "mixed.py").write_text(MIXED, encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    done = run(tmp_path)
    assert "1 passed" in done.stdout


def test_the_ini_key_adds_to_the_other_tests(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "good.py").write_text(HEAD + "d = Derivation('d')\nd.claim(x + x, 2 * x)\n", encoding="utf-8")
    (tmp_path / "notes" / "helper.py").write_text("raise ValueError\n", encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nsymback_files = notes/*.py\n", encoding="utf-8")
    done = run(tmp_path)
    assert "2 passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("arguments", "text"),
    [(("--symback", "none*.py"), "no file matches none*.py"), (("--symback", "broken.py"), "SB902")],
)
def test_what_cannot_be_collected_says_why(tmp_path: Path, arguments: tuple[str, ...], text: str) -> None:
    (tmp_path / "broken.py").write_text("def", encoding="utf-8")
    done = run(tmp_path, *arguments)
    assert done.returncode != 0
    assert text in done.stdout + done.stderr
