"""`symback.check`: from names, files and folders to a report."""

from __future__ import annotations

from os import PathLike, fspath

from symback.checker import check_derivation
from symback.checking.finding import find
from symback.checking.reading import read
from symback.verdict import DocumentReport, Report

__all__ = ["check"]


def check(*targets: str | PathLike[str], budget: int | None = None) -> Report:
    """Check catalogue names, files and folders; without any, the whole catalogue.

    What cannot be found or read stands in the report's `errors`. `budget` limits the work for one claim.
    """
    found = find([fspath(target) for target in targets])
    documents: list[DocumentReport] = []
    errors = list(found.errors)
    for source in found.sources:
        derivations, problems = read(source.file, source.path)
        errors.extend(problems)
        documents.extend(check_derivation(derivation, budget) for derivation in derivations)
    return Report(tuple(documents), tuple(errors))
