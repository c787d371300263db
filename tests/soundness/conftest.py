"""How much is generated, and the tables that are printed at the end of a run.

The ordinary run judges a sample; SYMBACK_SOUNDNESS=full judges the full numbers.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.soundness.catalogue import catalogue_lines
from tests.soundness.lines import Line, lines

FULL = os.environ.get("SYMBACK_SOUNDNESS", "") == "full"
TABLES: dict[str, dict[str, Counter[str]]] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for title, rows in TABLES.items():
        columns = sorted({word for counts in rows.values() for word in counts})
        terminalreporter.write_line(f"{title:24}" + "".join(f"{word:>14}" for word in columns) + f"{'all':>8}")
        total: Counter[str] = Counter()
        for kind, counts in [*rows.items(), ("all", total)]:
            if counts is not total and kind != "of symbolic size":
                total.update(counts)
            cells = "".join(f"{counts[word]:>14}" for word in columns)
            terminalreporter.write_line(f"  {kind:22}{cells}{sum(counts.values()):>8}")


@pytest.fixture(scope="session")
def full() -> bool:
    return FULL


@pytest.fixture(scope="session")
def tables() -> dict[str, dict[str, Counter[str]]]:
    return TABLES


@pytest.fixture(scope="session")
def material() -> tuple[Line, ...]:
    """Hand-written lines and the proved lines of the catalogue."""
    return lines() + catalogue_lines()
