"""The options of every command; nothing here imports what a command needs to run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from symback import __version__
from symback.settings import percentage, positive

Value = TypeVar("Value")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    root = argparse.ArgumentParser(
        prog="symback",
        description="Checks hand-derived gradients line by line; compiles what it has proved.",
        epilog="Exit codes: 0 decided, as expected; 1 a mistake; 2 wrong usage, unreadable input; 3 something open.",
    )
    root.add_argument("--version", action="version", version=f"symback {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _check(commands.add_parser("check", help="judge every line of derivations", description=_CHECK))
    _compile(commands.add_parser("compile", help="turn a proved result into a function", description=_COMPILE))
    _export(commands.add_parser("export", help="write derivations with their answers as LaTeX", description=_EXPORT))
    commands.add_parser("list", help="show the catalogue", description="Show the catalogue of worked derivations.")
    context = commands.add_parser("context", help="show what each name is taken to be", description=_CONTEXT)
    context.add_argument("target", metavar="TARGET", help="a name of the catalogue or a file")
    explain = commands.add_parser("explain", help="explain a code such as SB226", description=_EXPLAIN)
    explain.add_argument("code", nargs="?", metavar="CODE", help="without it: a list of all codes")
    return root


_CHECK = "Judge every line of derivations. A Python file is a program: it is run."
_COMPILE = "Write the source of a function that computes a named result, if that result is proved."
_EXPORT = "Check derivations and write them down, each line with its answer."
_CONTEXT = "Show what each name of a derivation is taken to be, and where that comes from."
_EXPLAIN = "Explain a code of a report."


def formats(box: str) -> list[str]:
    """The names of a letter box's modules, found without importing them."""
    spec = find_spec(f"symback.{box}")
    folders = spec.submodule_search_locations if spec else None
    files = [path for folder in folders or () for path in Path(folder).glob("*.py")]
    return sorted(path.stem.removesuffix("_report") for path in files if not path.name.startswith("_"))


def _typed(convert: Callable[[object], Value]) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        try:
            return convert(text)
        except ValueError as problem:
            raise argparse.ArgumentTypeError(str(problem)) from problem

    return read


def _running(command: argparse.ArgumentParser) -> None:
    """The options of all commands that judge derivations."""
    command.add_argument(
        "--jobs",
        type=_typed(positive),
        metavar="N",
        help="judge N files at a time; default: up to 4, one for every 4 files",
    )
    command.add_argument("--budget", type=_typed(positive), metavar="N", help="units of work for one claim")
    command.add_argument("--exclude", action="append", default=[], metavar="GLOB", help="leave out paths like this")
    command.add_argument("--no-python", action="store_true", help="run no Python file")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="a name of the catalogue, a file, a folder, or - for standard input; without any: the whole catalogue",
    )
    command.add_argument("--stdin-filename", metavar="FILE", help="what to call standard input; its ending counts")
    command.add_argument("--format", choices=formats("reports"), default="text", help="default: text")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to a file")
    command.add_argument("--show", action="store_true", help="print every line, and each claim as it was understood")
    command.add_argument(
        "--min-coverage",
        type=_typed(percentage),
        metavar="PCT",
        help="accept open lines if PCT %% of claims are decided",
    )
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    command.add_argument("--quiet", action="store_true", help="print only the lines that need attention")
    _running(command)


def _compile(command: argparse.ArgumentParser) -> None:
    command.add_argument("target_result", metavar="NAME[:RESULT]", help="a derivation, and the result in it")
    command.add_argument("--target", choices=formats("targets"), required=True, help="what the function runs on")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the source to a file")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("targets", nargs="+", metavar="NAME", help="a name of the catalogue, a file, or a folder")
    command.add_argument("--format", choices=formats("reports"), default="latex", help="default: latex")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file")
    command.add_argument("--fragment", action="store_true", help="without preamble, to be included in a document")
    _running(command)
