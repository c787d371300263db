"""`symback list`: the catalogue, without running any of it."""

from __future__ import annotations

from argparse import Namespace

from symback import catalogue
from symback.cli._streams import err, out


def run(options: Namespace) -> int:  # noqa: ARG001
    """Print name and first line of every derivation of the catalogue."""
    entries = catalogue.entries().values()
    if not entries:
        err("symback: the catalogue is not there")
        return 2
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        out(f"{entry.name:<{width}}  {catalogue.headline(entry)}".rstrip())
    return 0
