"""The page that says where each source formula stands points at statements, and leaves no marked mistake out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "source_coverage.md"
LINK = re.compile(r"\[(\w+\.py):(\d+)\]\(\.\./\.\./derivations/(\w+\.py)#L(\d+)\)")


def statements(path: Path) -> dict[int, str]:
    """First line -> text of every call of a method at top level: define, chain, claim, update …"""
    text = path.read_text("utf-8")
    found = {}
    for node in ast.parse(text).body:
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Attribute)
        ):
            found[node.lineno] = ast.get_source_segment(text, node) or ""
    return found


CATALOGUE = {path.name: statements(path) for path in (ROOT / "derivations").glob("*.py")}
CITED = LINK.findall(PAGE.read_text("utf-8"))


def test_every_link_points_at_a_statement():
    assert CITED
    for name, line, target, fragment in CITED:
        assert (name, line) == (target, fragment)
        assert int(line) in CATALOGUE[name], f"{name}:{line} is not the first line of a statement"


def test_every_marked_mistake_is_on_the_page():
    cited = {(name, int(line)) for name, line, _, _ in CITED}
    marked = {(name, line) for name, found in CATALOGUE.items() for line, text in found.items() if "refuted(" in text}
    assert marked <= cited
