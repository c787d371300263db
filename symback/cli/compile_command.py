"""`symback compile`: a proved result as the source of a function."""

from __future__ import annotations

from argparse import Namespace

from symback.checking.finding import find
from symback.cli._streams import err
from symback.cli.check_command import report_errors, write
from symback.reports._record import Record


def run(options: Namespace) -> int:
    """Write the function; 1 where the result is not proved or cannot be computed, 2 where it is not found."""
    from symback.compiling import CompileError
    from symback.compiling import compile as compile_result

    name = options.target_result.partition(":")[0]
    errors = find([name]).errors
    if errors:
        report_errors(Record((), errors))
        return 2
    try:
        compiled = compile_result(options.target_result, target=options.target)
    except CompileError as problem:
        err(f"symback: {options.target_result} is not compiled: {problem}")
        return 1
    return 0 if write(compiled.source, options.output) else 2
