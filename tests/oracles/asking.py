"""One run of another system over many differences: which of them does it find to be 0?"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from benchmarks.obligations import Obligation, all_obligations

FULL = os.environ.get("SYMBACK_SOUNDNESS", "") == "full"


def scalar_obligations() -> tuple[Obligation, ...]:
    """The obligations without symbolic sizes that are not equal as written; every fifth in a short run."""
    found = tuple(each for each in all_obligations() if not each.symbolic and not each.equal_as_written)
    return found if FULL else found[::5]


def answers(command: Sequence[str], program: str) -> dict[int, bool]:
    """The lines `ANSWER number zero|other` that the program makes the system print."""
    run = subprocess.run(command, input=program, capture_output=True, text=True, timeout=300, check=False)
    found: dict[int, bool] = {}
    for line in run.stdout.splitlines():
        words = line.replace('"', " ").split()
        if "ANSWER" in words:
            place = words.index("ANSWER")
            found[int(words[place + 1])] = words[place + 2] == "zero"
    return found
