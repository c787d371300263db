"""The form of all files that are found by walking a folder: each offers its constant and says what it is."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONSTANTS = {
    "readers": "READER",
    "reports": "RENDERER",
    "targets": "TARGET",
    "provers": "PROVER",
    "refuters": "REFUTER",
    "hints": "HINT",
}
BOXES = [path for box in CONSTANTS for path in sorted((ROOT / "symback" / box).glob("[!_]*.py"))]
HINTS = sorted((ROOT / "symback" / "hints").glob("[!_]*.py"))
DERIVATIONS = sorted((ROOT / "derivations").glob("*.py"))

every_box = pytest.mark.parametrize("path", BOXES, ids=[path.relative_to(ROOT).as_posix() for path in BOXES])
every_hint = pytest.mark.parametrize("path", HINTS, ids=[path.stem for path in HINTS])
every_derivation = pytest.mark.parametrize("path", DERIVATIONS, ids=[path.stem for path in DERIVATIONS])


def test_no_box_is_empty() -> None:
    assert {path.parent.name for path in BOXES} == set(CONSTANTS)


@every_box
def test_last_line_offers_the_constant(path: Path) -> None:
    last = ast.parse(path.read_text("utf-8")).body[-1]
    assert isinstance(last, ast.Assign | ast.AnnAssign), f"{path} ends with something else"
    target = last.target if isinstance(last, ast.AnnAssign) else last.targets[0]
    assert ast.unparse(target) == CONSTANTS[path.parent.name]


@every_box
def test_names_in_a_box_differ(path: Path) -> None:
    def offered(file: Path) -> object:
        module = importlib.import_module(f"symback.{file.parent.name}.{file.stem}")
        return getattr(module, CONSTANTS[file.parent.name])

    beside = [other for other in BOXES if other.parent == path.parent and other != path]
    assert all(offered(other) != offered(path) for other in beside)


@every_hint
def test_hint_is_a_manual_page(path: Path) -> None:
    page = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert re.findall(r"^(\w+): ", page, re.MULTILINE) == ["What", "Wrong", "Right", "Source"]
    code = path.stem[:5]
    assert re.fullmatch(r"SB1\d\d", code)
    assert importlib.import_module(f"symback.hints.{path.stem}").HINT.code == code


@every_derivation
def test_derivation_cites_its_source(path: Path) -> None:
    text = path.read_text("utf-8")
    page = ast.get_docstring(ast.parse(text)) or ""
    assert page
    assert "Source" in page or "source=" in text


def test_codes_are_used_once() -> None:
    codes = [path.stem[:5] for path in HINTS]
    assert len(codes) == len(set(codes))
