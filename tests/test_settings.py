from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from symback.settings import BadSettings, Settings, load_settings, percentage, positive


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.symback]\nexclude = ["old/*"]\nmin-coverage = 97.5\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    assert load_settings(inner) == Settings(exclude=("old/*",), min_coverage=Fraction(195, 2))
    (inner / "symback.toml").write_text("jobs = 2\nbudget = 10\npython = false\n")
    assert load_settings(inner) == Settings(jobs=2, budget=10, python=False)


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "colour = 1",
        "exclude = 'a'",
        "exclude = [1]",
        "jobs = 0",
        "jobs = true",
        "jobs = 1.5",
        "budget = 'many'",
        "min-coverage = 101",
        "min-coverage = true",
        "min-coverage = 'much'",
        "python = 1",
        "not toml",
    ],
)
def test_what_cannot_be_used_names_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "symback.toml").write_text(text)
    with pytest.raises(BadSettings, match=r"symback\.toml"):
        load_settings(tmp_path)


def test_a_table_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nsymback = 1\n")
    with pytest.raises(BadSettings, match="not a table"):
        load_settings(tmp_path)


def test_numbers_from_the_command_line() -> None:
    assert percentage("97.5%") == Fraction(195, 2)
    assert percentage(0) == 0
    assert positive("3") == 3
    for bad in ("nan", "-1", "1/0", None):
        with pytest.raises(ValueError, match=r"percentage|between"):
            percentage(bad)
