"""The catalogue of worked derivations: in the repository, or inside the package where that is installed."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One file of the catalogue; `path` is what reports call it, `file` is where it lies."""

    name: str
    path: str
    file: Path


def folder() -> Path | None:
    """Where the catalogue lies; a wheel has it inside the package, a checkout beside it."""
    inside = _PACKAGE / "_catalogue"
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / "derivations"
    # site-packages may hold a folder of that name which is not ours.
    return beside if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file() else None


@cache
def entries() -> dict[str, CatalogueEntry]:
    """The catalogue by name, in the order of the names."""
    home = folder()
    if home is None:
        return {}
    files = sorted(path for path in home.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: CatalogueEntry(path.stem, f"derivations/{path.name}", path) for path in files}


def headline(entry: CatalogueEntry) -> str:
    """The first line of the file's docstring, read without running the file."""
    try:
        text = ast.get_docstring(ast.parse(entry.file.read_text("utf-8"))) or ""
    except (OSError, SyntaxError, ValueError):
        return ""
    return text.partition("\n")[0]
