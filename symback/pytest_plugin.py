"""pytest plugin: one test for each claim of the derivation files named by --symback or `symback_files`.

A proved line passes, and so does a line that is refuted as expected, or a row that returns from a mistake
or follows from one. The row that makes a mistake fails, a missed expectation fails, and so does a line
that is supported, undecided or not understood: a test that cannot tell is not green.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import cached_property
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symback.document import Derivation
    from symback.reports._record import Document, Row

_FILES = pytest.StashKey[frozenset[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--symback PATH`, and the ini key `symback_files`."""
    group = parser.getgroup("symback")
    group.addoption(
        "--symback",
        action="append",
        default=[],
        metavar="PATH",
        help="collect derivations: a file, a folder or a glob; may be given several times",
    )
    parser.addini("symback_files", "derivation files to collect: globs, relative to the root folder", type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Find the files; where the command line names no others, they are all that is collected."""
    asked = _matching(config.getoption("--symback"), config.invocation_params.dir)
    config.stash[_FILES] = asked | _matching(config.getini("symback_files"), config.rootpath)
    if not asked:
        return
    paths = sorted(map(str, asked))
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    config.args[:] = [*config.args, *paths] if named else paths


def _matching(patterns: Iterable[str], base: Path) -> frozenset[Path]:
    """The files that the patterns name; a folder or a glob stands for the derivation files in it."""
    found: set[Path] = set()
    for pattern in patterns:
        matches = [Path(match) for match in glob(str(base / pattern), recursive=True)]  # noqa: PTH207 - it may be absolute
        if not matches:
            raise pytest.UsageError(f"symback: no file matches {pattern}")
        for match in matches:
            found.update(_below(match) if match.is_dir() or has_magic(pattern) else [match.resolve()])
    return frozenset(found)


def _below(path: Path) -> Iterator[Path]:
    """The derivation files of a folder; a file itself, if it is one."""
    from symback.checking.finding import find
    from symback.checking.reading import is_derivation_file

    if path.is_dir():
        return (source.file.resolve() for source in find([str(path)]).sources)
    return iter([path.resolve()] if path.suffix != ".py" or is_derivation_file(path) else [])


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """A named file is collected as a derivation, and not as a module of tests besides."""
    others = yield
    if file_path.resolve() in parent.config.stash[_FILES]:
        return [DerivationFile.from_parent(parent, path=file_path)]
    return others


class DerivationFile(pytest.File):
    """A file of derivations; each is judged when the first of its lines is tested."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each claim, named by its derivation, its chain and its row: `sigmoid[2.3]`."""
        from symback.checking.reading import read

        root = self.config.rootpath
        inside = self.path.is_relative_to(root)
        derivations, errors = read(self.path, (self.path.relative_to(root) if inside else self.path).as_posix())
        if errors:
            raise self.CollectError("\n".join(_place(error) for error in errors))
        for derivation in derivations:
            judged = JudgedDerivation(derivation)
            for name, place in judged.names():
                yield DerivationLine.from_parent(self, name=name, judged=judged, place=place)


def _place(error: Any) -> str:
    where = ":".join(str(part) for part in (error.path, error.line, error.column) if part is not None)
    return f"{where}: {error.code} {error.message}"


class JudgedDerivation:
    """A derivation, judged once, when the first of its lines is asked for."""

    def __init__(self, derivation: Derivation) -> None:
        self.derivation = derivation

    def names(self) -> Iterator[tuple[str, int]]:
        """A name and the position of every statement that is not taken as given."""
        from symback.document import Claims, Unread

        chains: dict[int, int] = {}
        rows: dict[int, int] = {}
        for position, statement in enumerate(self.derivation.statements):
            if isinstance(statement.content, Claims | Unread):
                chain = chains.setdefault(statement.chain, len(chains) + 1)
                rows[chain] = rows.get(chain, 0) + 1
                yield f"{self.derivation.name}[{chain}.{rows[chain]}]", position

    @cached_property
    def document(self) -> Document:
        """All answers, in words."""
        from symback.checker import check_derivation
        from symback.reports._describe import describe

        return describe(check_derivation(self.derivation))


class WrongLineError(Exception):
    """A line that is wrong, or that nothing is known of."""


class DerivationLine(pytest.Item):
    """One claim of a derivation."""

    def __init__(self, *, judged: JudgedDerivation, place: int, **others: Any) -> None:
        super().__init__(**others)
        self.judged = judged
        self.place = place

    @property
    def row(self) -> Row:
        """The answer for this line."""
        return self.judged.document.rows[self.place]

    def runtest(self) -> None:
        """Raise where the line is a mistake, is open, or is not what its author expects."""
        from symback.checker.summary import OPEN

        row = self.row
        unexpected = row.role == "culprit" and row.expectation == "none"
        if unexpected or row.expectation == "failed" or row.verdict in OPEN:
            raise WrongLineError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The row before, this row, and the witness between them."""
        if not isinstance(excinfo.value, WrongLineError):
            return super().repr_failure(excinfo, style)
        from symback.reports._record import Style
        from symback.reports.text import trouble

        return "\n".join(trouble(self.judged.document, self.place, Style()))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The line's place in its file, counted from 0."""
        return self.path, self.judged.derivation.statements[self.place].span.line - 1, self.name
