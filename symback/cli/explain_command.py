"""`symback explain`: what a code means, and what to do about it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import textwrap
from argparse import Namespace
from difflib import get_close_matches

from symback import hints
from symback.cli._streams import err, out
from symback.codes import CODES


def run(options: Namespace) -> int:
    """Print the explanation of one code, or the list of all codes."""
    known = _explanations()
    if options.code is None:
        for code, (title, _) in sorted(known.items()):
            out(f"{code}  {title}")
        return 0
    code = options.code.upper()
    if code not in known:
        near = get_close_matches(code, known, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `symback explain` lists all codes"
        err(f"symback: there is no code {options.code}{hint}")
        return 2
    title, text = known[code]
    out(f"{code}: {title}\n\n{text}")
    return 0


def _explanations() -> dict[str, tuple[str, str]]:
    """Title and text of every code: those of the table, and those of the hints, which say it in their docstrings."""
    known = {code: (entry.title, _filled(entry.explanation)) for code, entry in CODES.items()}
    for module in pkgutil.iter_modules(hints.__path__):
        if not module.name.startswith("_"):
            page = inspect.cleandoc(importlib.import_module(f"symback.hints.{module.name}").__doc__ or "")
            title, _, text = page.partition("\n")
            known[module.name.partition("_")[0]] = (title.rstrip("."), text.strip())
    return known


def _filled(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 88) for paragraph in text.split("\n\n"))
