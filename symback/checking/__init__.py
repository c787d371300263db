"""`symback.check`: from names, files and folders to a report."""

from __future__ import annotations

from os import PathLike, fspath
from typing import TYPE_CHECKING

from symback.checker import check_derivation
from symback.checking.finding import Found, find
from symback.checking.reading import read
from symback.document import InputError
from symback.verdict import DocumentReport, Report

if TYPE_CHECKING:
    from symback.readers.python import Derivation

__all__ = ["check"]


def check(*targets: str | PathLike[str] | Derivation, budget: int | None = None) -> Report:
    """Check catalogue names, files, folders and `Derivation` objects; without any, the whole catalogue.

    What cannot be found or read stands in the report's `errors`. `budget` limits the work for one claim.
    """
    documents: list[DocumentReport] = []
    errors: list[InputError] = []
    paths = []
    for target in targets:
        if isinstance(target, str | PathLike):
            paths.append(fspath(target))
            continue
        from symback.readers.python import assemble

        derivation, problems = assemble(target)
        errors.extend(problems)
        if derivation is not None:
            documents.append(check_derivation(derivation, budget))
    found = find(paths) if paths or not targets else Found((), (), ())
    errors.extend(found.errors)
    for source in found.sources:
        derivations, problems = read(source.file, source.path)
        errors.extend(problems)
        documents.extend(check_derivation(derivation, budget) for derivation in derivations)
    return Report(tuple(documents), tuple(errors))
