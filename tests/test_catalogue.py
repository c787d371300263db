from __future__ import annotations

from pathlib import Path

import pytest

from symback import catalogue


def test_the_repository_has_a_catalogue() -> None:
    entry = catalogue.entries()["sigmoid_derivative"]
    assert entry.path == "derivations/sigmoid_derivative.py"
    assert entry.file.parent == catalogue.folder()
    assert "sigmoid" in catalogue.headline(entry)


def test_an_installed_catalogue_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "symback"
    (package / "_catalogue").mkdir(parents=True)
    monkeypatch.setattr(catalogue, "_PACKAGE", package)
    assert catalogue.folder() == package / "_catalogue"


def test_a_stranger_in_site_packages_is_not_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "symback").mkdir()
    monkeypatch.setattr(catalogue, "_PACKAGE", tmp_path / "symback")
    assert catalogue.folder() is None


def test_a_file_without_docstring_has_no_headline(tmp_path: Path) -> None:
    for name, text in (("a.py", "x = 1"), ("b.py", "def")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert catalogue.headline(catalogue.CatalogueEntry("a", name, tmp_path / name)) == ""
    assert catalogue.headline(catalogue.CatalogueEntry("c", "c", tmp_path / "c.py")) == ""
