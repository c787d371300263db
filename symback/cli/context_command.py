"""`symback context`: what each name of a derivation is taken to be."""

from __future__ import annotations

from argparse import Namespace

from symback.checking.finding import find
from symback.checking.reading import read
from symback.cli._streams import out
from symback.cli.check_command import report_errors
from symback.reports._record import Record


def run(options: Namespace) -> int:
    """Print the names of the target's derivations with their meaning and where it comes from."""
    found = find([options.target])
    errors = found.errors
    for source in found.sources:
        derivations, problems = read(source.file, source.path)
        errors += problems
        for derivation in derivations:
            out(f"{derivation.name}  {derivation.path}")
            width = max((len(entry.name) for entry in derivation.context), default=0)
            for entry in derivation.context:
                line = f", line {entry.line}" if entry.line is not None else ""
                out(f"  {entry.name:<{width}}  {entry.meaning} ({entry.origin}{line})")
    report_errors(Record((), errors))
    return 2 if errors else 0
