"""Lines for standard output (findings) and for standard error (progress and errors)."""

from __future__ import annotations

import sys


def out(line: str) -> None:
    """A line of what was asked for."""
    sys.stdout.write(f"{line}\n")


def err(line: str) -> None:
    """A line about the run itself."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
