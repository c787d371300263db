"""Source -> derivations, by the reader for its kind."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from symback import readers
from symback.document import Derivation, InputError
from symback.registry import Reader, discover

UNREADABLE = "SB901"
EMPTY = "SB909"
LARGEST_FILE = 2_000_000


@cache
def _readers() -> dict[str, Reader]:
    return {suffix: reader for reader in discover(readers, "READER", Reader) for suffix in reader.suffixes}


def suffixes() -> frozenset[str]:
    """The endings of the files that some reader reads."""
    return frozenset(_readers())


def is_derivation_file(path: Path) -> bool:
    """Whether a Python file, found in a folder, builds a derivation; decided without running it."""
    from symback.readers.python import is_derivation_file as decide

    try:
        return decide(path.read_bytes()[:LARGEST_FILE].decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return False


def read(file: Path, path: str) -> tuple[tuple[Derivation, ...], tuple[InputError, ...]]:
    """The derivations of a file, which reports call `path`, and what could not be read of it."""
    try:
        raw = file.read_bytes()
    except OSError as problem:
        return (), (InputError(path, UNREADABLE, problem.strerror or str(problem)),)
    return read_bytes(raw, path)


def read_bytes(raw: bytes, path: str) -> tuple[tuple[Derivation, ...], tuple[InputError, ...]]:
    """The same for the content of a file; the ending of `path` says what kind it is."""
    if len(raw) > LARGEST_FILE:
        return (), (InputError(path, UNREADABLE, f"larger than {LARGEST_FILE // 1_000_000} MB"),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return (), (InputError(path, UNREADABLE, "not text in UTF-8", line),)
    if not text.strip():
        return (), (InputError(path, EMPTY, "the file is empty"),)
    reader = _readers().get(Path(path).suffix)
    if reader is None:
        kinds = ", ".join(sorted(suffixes()))
        return (), (InputError(path, UNREADABLE, f"nothing reads files of this kind; symback reads {kinds}"),)
    # A derivation file is a program: what it prints must not end up inside a report.
    with redirect_stdout(sys.stderr):
        return reader.read(path, text)
