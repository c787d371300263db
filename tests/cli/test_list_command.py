from __future__ import annotations

from collections.abc import Callable

import pytest

from symback import catalogue

Run = Callable[..., tuple[int, str, str]]


def test_every_name_with_its_first_line(symback: Run) -> None:
    code, out, _ = symback("list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(catalogue.entries())
    assert "The derivative of the sigmoid" in out


def test_without_a_catalogue(symback: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "entries", dict)
    assert symback("list")[0] == 2
