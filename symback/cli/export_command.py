"""`symback export`: derivations written down with their answers."""

from __future__ import annotations

from argparse import Namespace

from symback.cli._streams import err
from symback.cli.check_command import judged, renderer, report_errors, settings_here, write
from symback.reports._record import Style


def run(options: Namespace) -> int:
    """Check the targets and write them; 0 also where lines are wrong or open, since each says so."""
    settings = settings_here()
    if settings is None:
        return 2
    outcome, _ = judged(list(options.targets), options, settings)
    report_errors(outcome.record)
    if outcome.stopped:
        err("stopped: nothing is written")
        return 130
    if not outcome.record.documents:
        return 2
    style = Style(every_row=True, fragment=options.fragment, errors=True)
    written = write(renderer(options.format).render(outcome.record, style), options.output)
    return 2 if outcome.record.errors or not written else 0
