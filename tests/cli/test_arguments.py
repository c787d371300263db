from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from symback import reports, targets
from symback.cli.arguments import formats, parser
from symback.registry import Target, discover
from symback.reports._record import Renderer


def test_choices_are_what_the_letter_boxes_hold() -> None:
    assert formats("reports") == sorted(one.name for one in discover(reports, "RENDERER", Renderer))
    assert formats("targets") == sorted(one.name for one in discover(targets, "TARGET", Target))


def test_options_of_check() -> None:
    line = (
        "check a.py - --stdin-filename b.py --format json -o r.json --show --jobs 2 --budget 9 --min-coverage 97.5 "
        "--exclude x --exclude y --no-python --color never --quiet"
    )
    options = parser().parse_args(line.split())
    assert (options.targets, options.stdin_filename, options.format) == (["a.py", "-"], "b.py", "json")
    assert (options.output, options.show, options.jobs, options.budget) == (Path("r.json"), True, 2, 9)
    assert (options.min_coverage, options.exclude) == (Fraction(195, 2), ["x", "y"])
    assert (options.no_python, options.color, options.quiet) == (True, "never", True)


@pytest.mark.parametrize(
    "line", ["check --jobs none", "check --color blue", "compile a", "export", "context", "nothing", "check --fix"]
)
def test_wrong_usage_is_exit_code_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parser().parse_args(line.split())
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err
