"""The command line: `symback check`, `compile`, `export`, `list`, `context`, `explain`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from symback.cli._streams import err
from symback.cli.arguments import parser

USAGE = 2
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is that of the design: 0, 1, 2, 3, or 130 after Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A formula has letters that an old terminal's encoding lacks; it shows ? for them.
            reconfigure(errors="replace")
    try:
        options = parser().parse_args(arguments)
        if options.command is None:
            parser().print_help()
            return USAGE
        run = import_module(f"symback.cli.{options.command}_command").run
        code: int = run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        err("stopped")
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
