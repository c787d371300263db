from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from symback.cli import main, running
from symback.reports._record import Record

HEAD = (
    "from sympy import symbols\nfrom symback import Derivation, refuted\nx, y = symbols('x y')\nd = Derivation('d')\n"
)
FILES = {
    "good.py": HEAD + "d.claim(x + x, 2 * x, result='twice')\n",
    "bad.py": HEAD + "d.chain(x + x, 3 * x, 2 * x)\n",
    "expected.py": HEAD + "d.chain(x + x, refuted(3 * x), 2 * x)\n",
    "missed.py": HEAD + "d.chain(x + x, refuted(2 * x))\n",
    "unread.py": HEAD + "d.claim(x, float('nan'))\n",
    "mostly.py": HEAD + "d.claim(x, float('nan'))\n" + "d.claim(x + x, 2 * x)\n" * 4,
    "given.py": HEAD + "d.define(y, x)\n",
    "nothing.py": "x = 1\n",
    "broken.py": "def\n",
    "empty.py": "",
    "raises.py": "1 / 0\n",
}

Outcome = tuple[int, str, str]


@pytest.fixture
def symback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Runs a command in a folder of small files, in this process; gives exit code, output and errors."""

    def here(jobs: tuple[running.Job, ...], budget: int | None, processes: int) -> Iterator[Record | None]:
        assert processes >= 1
        return (running.judge(job, budget) for job in jobs)

    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "_batch", here)

    def run(*arguments: str) -> Outcome:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 2
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
