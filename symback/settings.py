"""Settings of a project: `[tool.symback]` of the nearest pyproject.toml, or a symback.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any


class BadSettings(ValueError):
    """A settings file that cannot be used; the text names the file and the key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line takes for granted where it says nothing else."""

    exclude: tuple[str, ...] = ()
    min_coverage: Fraction | None = None
    jobs: int | None = None
    budget: int | None = None
    python: bool = True


def percentage(value: object) -> Fraction:
    """A number from 0 to 100; raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value!r} is not a percentage")
    try:
        found = Fraction(str(value).removesuffix("%"))
    except (ValueError, ZeroDivisionError) as problem:
        raise ValueError(f"{value!r} is not a percentage") from problem
    if not 0 <= found <= 100:
        raise ValueError(f"{value!r} is not between 0 and 100")
    return found


def positive(value: object) -> int:
    """A whole number from 1; raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f"{value!r} is not a whole number")
    try:
        found = int(value)
    except ValueError as problem:
        raise ValueError(f"{value!r} is not a whole number") from problem
    if found < 1:
        raise ValueError(f"{value!r} is not a positive number")
    return found


def load_settings(start: Path) -> Settings:
    """The settings that hold in the folder `start`; the nearest file above it counts.

    Raises BadSettings for a file that is not TOML, a key that is not known, or a value of the wrong kind.
    """
    for folder in (start, *start.parents):
        own = folder / "symback.toml"
        if own.is_file():
            return _read(_table(own), own)
        project = folder / "pyproject.toml"
        if project.is_file():
            table = _table(project).get("tool", {})
            found = table.get("symback") if isinstance(table, dict) else None
            if found is not None:
                return _read(found, project)
    return Settings()


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        raise BadSettings(f"{path}: {problem}") from problem


def _read(table: object, path: Path) -> Settings:
    if not isinstance(table, dict):
        raise BadSettings(f"{path}: tool.symback is not a table")
    known = {"exclude", "min-coverage", "jobs", "budget", "python"}
    for key in table:
        if key not in known:
            raise BadSettings(f"{path}: unknown key {key!r}; known are {', '.join(sorted(known))}")
    try:
        return Settings(
            exclude=_patterns(table.get("exclude", [])),
            min_coverage=percentage(table["min-coverage"]) if "min-coverage" in table else None,
            jobs=positive(table["jobs"]) if "jobs" in table else None,
            budget=positive(table["budget"]) if "budget" in table else None,
            python=_truth(table.get("python", True)),
        )
    except ValueError as problem:
        raise BadSettings(f"{path}: {problem}") from problem


def _patterns(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("exclude is not a list of texts")
    return tuple(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("python is neither true nor false")
    return value
