"""Shared by all tests: the size of what has to be trusted, measured once and printed at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lines_of_the_kernel() -> dict[str, int]:
    """File name -> lines that are not blank, of the kernel without its arithmetic."""
    kernel = ROOT / "symback" / "kernel"
    files = [path for path in sorted(kernel.rglob("*.py")) if "arithmetic" not in path.relative_to(kernel).parts]
    return {path.relative_to(kernel).as_posix(): sum(map(bool, path.read_text("utf-8").split("\n"))) for path in files}


@pytest.fixture(scope="session")
def kernel_lines() -> dict[str, int]:
    return lines_of_the_kernel()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counted = lines_of_the_kernel()
    terminalreporter.write_line(
        f"kernel without arithmetic: {sum(counted.values())} lines that are not blank, in {len(counted)} files"
    )
