"""Pages whose blocks are run: what is in them, what they show, and what comes out.

A ``python`` block that opens with ``# name.py`` is saved under that name first. A ``text`` block after a
``python`` block is its output. In a ``console`` block the lines after a ``$ command`` are its output; there
a line ``…`` stands for any lines, and ``…`` within a line for any text. Blocks of one page share a folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "benchmarks" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"# (\S+\.(?:py|ini|toml|md))\n")
END = "\x1e"
INSTALLS = "-m venv"  # these blocks are run by tests/test_packaging.py and .ci/run


@dataclass(frozen=True)
class Block:
    """A fenced block of a page and the line that it opens on."""

    language: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
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
    # In CI pytest and others print more than a reader of the page sees.
    others = ("PYTEST_", "COV_", "CI", "BUILD_NUMBER", "GITHUB_", "FORCE_COLOR")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(others)}
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    fixed = {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return kept | plugin | fixed | {"PATH": path}


def agrees(shown: str, output: str) -> bool:
    """Whether a page shows the output that came; `…` is what the page leaves out."""
    pattern = ""
    for line in shown.strip("\n").split("\n"):
        pattern += r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
    return re.fullmatch(pattern, output.strip("\n") + "\n") is not None


def save(block: Block, folder: Path) -> str:
    """Save a block under the name in its first line; gives the name, or what an unnamed one is called."""
    saved = SAVED_AS.match(block.text)
    name = saved[1] if saved else "block.py"
    if saved or block.language == "python":
        (folder / name).write_text(block.text, encoding="utf-8")
    return name


def run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of a page."""
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
