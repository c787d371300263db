"""`symback explain`: what a code means, and what to do about it."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from difflib import get_close_matches

from symback.cli._streams import err, out
from symback.codes import CODES


def run(options: Namespace) -> int:
    """Print the explanation of one code, or the list of all codes."""
    if options.code is None:
        for code, entry in sorted(CODES.items()):
            out(f"{code}  {entry.title}")
        return 0
    code = options.code.upper()
    if code not in CODES:
        near = get_close_matches(code, CODES, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `symback explain` lists all codes"
        err(f"symback: there is no code {options.code}{hint}")
        return 2
    entry = CODES[code]
    out(f"{code}: {entry.title}\n")
    out("\n\n".join(textwrap.fill(paragraph, 88) for paragraph in entry.explanation.split("\n\n")))
    return 0
