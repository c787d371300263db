"""Every block of the README and of docs/ is run, and what the page shows is what comes out.

A ``python`` block that opens with ``# name.py`` is saved under that name first. A ``text`` block after a
``python`` block is its output. In a ``console`` block the lines after a ``$ command`` are its output; there
a line ``…`` stands for any lines, and ``…`` within a line for any text. Blocks of one page share a folder.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"# (\S+\.(?:py|ini|toml|md))\n")
END = "\x1e"
INSTALLS = "-m venv"  # these blocks are run by tests/test_packaging.py and .ci/run

pages = pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])


@dataclass(frozen=True)
class Block:
    language: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [Block(found[1], found[2], text.count("\n", 0, found.start()) + 1) for found in FENCE.finditer(text)]


def sandbox_environment(folder: Path) -> dict[str, str]:
    """PATH on which `python` and `symback` are those under test."""
    programs = folder / "bin"
    programs.mkdir()
    for name, command in (("python", sys.executable), ("symback", f"{sys.executable} -m symback")):
        (programs / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    # The plugin is found by its entry point where symback is installed, and has to be named where it is not.
    installed = any(point.value == "symback.pytest_plugin" for point in entry_points(group="pytest11"))
    plugin = {} if installed else {"PYTEST_PLUGINS": "symback.pytest_plugin"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COV_"))}
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    fixed = {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return kept | plugin | fixed | {"PATH": path}


def agrees(shown: str, output: str) -> bool:
    """Whether a page shows the output that came; `…` is what the page leaves out."""
    pattern = ""
    for line in shown.strip("\n").split("\n"):
        pattern += r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
    return re.fullmatch(pattern, output.strip("\n") + "\n") is not None


def run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def run_console(block: Block, folder: Path, environment: dict[str, str]) -> list[tuple[str, str, str]]:
    """(command, output shown, output) of each command; `$?` is that of the command before."""
    shown: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            shown.append((line[2:], []))
        elif shown[-1][0].endswith("\\") and not shown[-1][1]:
            shown[-1] = (f"{shown[-1][0]}\n{line}", [])
        else:
            shown[-1][1].append(line)
    script = "".join(f"{command}\nstatus=$?; printf '{END}'; (exit $status)\n" for command, _ in shown)
    outputs = run(["bash", "-c", script], folder, environment).stdout.split(END)
    assert len(outputs) == len(shown) + 1
    return [(command, "\n".join(lines), output) for (command, lines), output in zip(shown, outputs, strict=False)]


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show commands of a POSIX shell")
@pages
def test_page_runs_and_shows_what_comes_out(page: Path, tmp_path: Path) -> None:
    environment = sandbox_environment(tmp_path)
    folder = tmp_path / "here"
    folder.mkdir()
    last = ""
    for block in blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        saved = SAVED_AS.match(block.text)
        if saved:
            (folder / saved[1]).write_text(block.text, encoding="utf-8")
        match block.language:
            case "python":
                program = saved[1] if saved else "block.py"
                (folder / program).write_text(block.text, encoding="utf-8")
                done = run([sys.executable, program], folder, environment)
                assert done.returncode == 0, f"{where}\n{done.stdout}{done.stderr}"
                last = done.stdout
            case "text":
                assert agrees(block.text, last), f"{where} shows\n{block.text}\nbut there came\n{last}"
            case "console" if INSTALLS not in block.text:
                for command, shown, output in run_console(block, folder, environment):
                    last = output
                    assert agrees(shown, output), f"{where}: {command}\nshows\n{shown}\nbut there came\n{output}"
            case "console":
                assert page.name in {"README.md", "CONTRIBUTING.md"}, f"{where}: installing is shown in the README"
            case "toml":
                tomllib.loads(block.text)
            case "ini":
                configparser.ConfigParser().read_string(block.text)
            case "json":
                json.loads(block.text)
            case other:
                pytest.fail(f"{where}: nothing runs a block of {other!r}")


@pages
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not link.startswith(("https://", "http://")):
            assert (page.parent / link).exists(), f"{page.relative_to(ROOT)} links to {link}"


def test_ci_runs_the_command_of_the_readme() -> None:
    commands = [block.text.removeprefix("$ ").strip() for block in blocks(ROOT / "README.md") if INSTALLS in block.text]
    tests = [command for command in commands if "pytest" in command]
    assert len(tests) == 1
    assert tests[0] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse lays out its help differently from 3.13 on")
def test_reference_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_output_would_be_seen() -> None:
    assert agrees("a … c\n…\nz", "a b c\n1\n2\nz\n")
    assert agrees("", "")
    assert not agrees("", "a\n")
    assert not agrees("a … c\nz", "a b c\n1\nz\n")
    assert not agrees("a (b)", "a b\n")
