"""`symback check`: judge derivations and report."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from shutil import get_terminal_size

from symback import reports
from symback.checking.finding import NOT_FOUND, NOT_RUN, Found, Source, find
from symback.cli._streams import err
from symback.cli.exits import exit_code
from symback.cli.running import Job, Outcome, judge_all
from symback.document import InputError
from symback.registry import discover
from symback.reports._record import Record, Renderer, Style
from symback.settings import BadSettings, Settings, load_settings

STANDARD_INPUT = "-"


def run(options: Namespace) -> int:
    """Check the targets, write the report, return the exit code."""
    settings = settings_here()
    if settings is None:
        return 2
    targets = list(options.targets)
    outcome, found = judged(targets, options, settings)
    record = outcome.record
    detailed = options.show or (len(found.sources) == len(targets) == 1 and found.sources[0].named)
    style = Style(
        colour=options.output is None and _colour(options.color),
        every_row=detailed,
        show=options.show,
        quiet=options.quiet,
        errors=options.output is not None,
        width=get_terminal_size((100, 24)).columns,
    )
    if not write(renderer(options.format).render(record, style), options.output):
        return 2
    report_errors(record)
    if outcome.stopped:
        err("stopped: the report holds what was done")
        return 130
    least: Fraction | None = settings.min_coverage if options.min_coverage is None else options.min_coverage
    return exit_code(record, behind=found.behind, min_coverage=least)


def settings_here() -> Settings | None:
    """The settings of the current folder; None, with a message, where they cannot be used."""
    try:
        return load_settings(Path.cwd())
    except (BadSettings, OSError) as problem:
        err(f"symback: {problem}")
        return None


def judged(targets: list[str], options: Namespace, settings: Settings) -> tuple[Outcome, Found]:
    """Targets found, read and judged, and what was found."""
    files = [target for target in targets if target != STANDARD_INPUT]
    python = settings.python and not options.no_python
    found = Found((), (), ())
    if files or not targets:
        found = find(files, exclude=(*settings.exclude, *options.exclude), python=python)
    jobs = tuple(map(Job.of, found.sources))
    if STANDARD_INPUT in targets:
        path = getattr(options, "stdin_filename", None) or "stdin.py"
        if python or not path.endswith(".py"):
            given = Source(path, Path(path), named=True)
            found = Found((*found.sources, given), found.errors, (*found.behind, (path,)))
            jobs += (Job(path, Path(path), sys.stdin.buffer.read()),)
        else:
            found = replace(found, errors=(*found.errors, InputError(path, NOT_FOUND, NOT_RUN)))
    outcome = judge_all(jobs, options.budget or settings.budget, options.jobs or settings.jobs)
    return replace(outcome, record=replace(outcome.record, errors=found.errors + outcome.record.errors)), found


def renderer(name: str) -> Renderer:
    """The report format of that name."""
    return next(one for one in discover(reports, "RENDERER", Renderer) if one.name == name)


def write(text: str, output: Path | None) -> bool:
    """Write to standard output, or to a file; False, with a message, where that fails."""
    if output is None:
        sys.stdout.write(text)
        return True
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as problem:
        err(f"symback: {output}: {problem.strerror}")
        return False
    return True


def report_errors(record: Record) -> None:
    """Say on standard error which inputs could not be read."""
    for error in record.errors:
        place = ":".join(str(part) for part in (error.path, error.line, error.column) if part is not None)
        err(f"symback: {place}: {error.code} {error.message}")


def _colour(choice: str) -> bool:
    if choice == "auto":
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return sys.stdout.isatty() and not plain
    return choice == "always"
