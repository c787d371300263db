"""Every block of the README and of docs/ is run, and what the page shows is what comes out: see tests/pages.py."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.pages import INSTALLS, PAGES, ROOT, agrees, blocks, run, run_console, sandbox_environment, save

pages = pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show commands of a POSIX shell")
@pages
def test_page_runs_and_shows_what_comes_out(page: Path, tmp_path: Path) -> None:
    environment = sandbox_environment(tmp_path)
    folder = tmp_path / "here"
    folder.mkdir()
    last = ""
    for block in blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        program = save(block, folder)
        match block.language:
            case "python":
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
