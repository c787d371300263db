"""Targets -> sources: catalogue names, files and folders, in the order given, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path

from symback import catalogue
from symback.checking.reading import is_derivation_file, suffixes
from symback.document import InputError

NOT_FOUND = "SB910"
NOT_RUN = "a Python derivation is a program, and none is run (--no-python)"
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: what reports call it, where it lies, whether the user named this very file."""

    path: str
    file: Path
    named: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind targets: each file once, what is none, and the paths behind each target named by hand."""

    sources: tuple[Source, ...]
    errors: tuple[InputError, ...]
    behind: tuple[tuple[str, ...], ...]


def find(targets: Iterable[str], *, exclude: Iterable[str] = (), python: bool = True) -> Found:
    """The sources behind the targets, and an error for each target that is none.

    Without targets: the whole catalogue. `exclude` holds globs on a path, on its name, or on a folder
    above it; `python=False` leaves out Python files in folders and refuses those named by hand.
    """
    targets, patterns = list(targets), tuple(exclude)
    found: dict[Path, Source] = {}
    errors: list[InputError] = []
    behind: list[tuple[str, ...]] = []
    if not targets:
        whole = [Source(entry.path, entry.file) for entry in catalogue.entries().values() if python]
        found.update((source.file.resolve(), source) for source in whole if not _excluded(source.path, patterns))
        if not whole and python:
            errors.append(InputError("derivations", NOT_FOUND, "the catalogue is not there; name a file or a folder"))
    for target in targets:
        items = list(_resolve(target, patterns, python=python))
        errors += [item for item in items if isinstance(item, InputError)]
        sources = [item for item in items if isinstance(item, Source)]
        behind.append(tuple(found.setdefault(source.file.resolve(), source).path for source in sources))
    return Found(tuple(found.values()), tuple(errors), tuple(behind))


def _resolve(target: str, patterns: tuple[str, ...], *, python: bool) -> Iterator[Source | InputError]:
    path = Path(target)
    entry = catalogue.entries().get(target)
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as problem:
        yield InputError(target, NOT_FOUND, f"cannot be looked up: {problem}")
        return
    if entry is not None:
        path, shown = entry.file, entry.path
    elif is_folder:
        yield from _walk(path, patterns, python=python)
        return
    elif is_file:
        shown = path.as_posix()
    else:
        yield InputError(target, NOT_FOUND, _unknown(target))
        return
    if path.suffix not in suffixes():
        kinds = ", ".join(sorted(suffixes()))
        yield InputError(shown, NOT_FOUND, f"nothing reads files of this kind; symback reads {kinds}")
    elif path.suffix == ".py" and not python:
        yield InputError(shown, NOT_FOUND, NOT_RUN)
    else:
        yield Source(shown, path, named=True)


def _walk(folder: Path, patterns: tuple[str, ...], *, python: bool) -> Iterator[Source]:
    """All derivations below the folder, by path; hidden folders are left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _SKIPPED
            and not _excluded((Path(here) / name).as_posix(), patterns)
        )
        for name in sorted(files):
            path = Path(here) / name
            if path.suffix not in suffixes() or _excluded(path.as_posix(), patterns):
                continue
            if path.suffix != ".py" or (python and is_derivation_file(path)):
                yield Source(path.as_posix(), path)


def _excluded(path: str, patterns: tuple[str, ...]) -> bool:
    name = path.rpartition("/")[2]
    clean = [pattern.removeprefix("./").rstrip("/") for pattern in patterns]
    return any(
        fnmatch(path, pattern)
        or fnmatch(name, pattern)
        or fnmatch(path, f"*/{pattern}")
        or path.startswith(f"{pattern}/")
        for pattern in clean
    )


def _unknown(target: str) -> str:
    near = get_close_matches(target, catalogue.entries(), n=3, cutoff=0.5)
    parent = Path(target).parent
    try:
        beside = [entry.name for entry in parent.iterdir()] if parent.is_dir() else []
    except OSError:
        beside = []
    near += [(parent / name).as_posix() for name in get_close_matches(Path(target).name, beside, n=2, cutoff=0.7)]
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `symback list` shows the catalogue"
    return f"no derivation of the catalogue, no file and no folder has this name{hint}"
