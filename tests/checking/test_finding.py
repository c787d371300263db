from __future__ import annotations

from pathlib import Path

import pytest

from symback.catalogue import entries
from symback.checking.finding import find

GOOD = "from symback import Derivation\nd = Derivation('d')\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.py", "a.py", "sub/c.py", ".hidden/d.py", "__pycache__/e.py", "skip/f.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "plain.py").write_text("print('not run')\n", encoding="utf-8")
    (tmp_path / "notes.xyz").write_text("?", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*targets: str, exclude: tuple[str, ...] = (), python: bool = True) -> list[str]:
    found = find(targets, exclude=exclude, python=python)
    assert found.errors == ()
    return [source.path for source in found.sources]


def test_nothing_is_the_whole_catalogue() -> None:
    assert paths() == [entry.path for entry in entries().values()]
    assert paths(python=False) == []


def test_a_name_of_the_catalogue() -> None:
    (source,) = find(["relu"]).sources
    assert (source.path, source.named) == ("derivations/relu.py", True)
    assert source.file.is_file()


@pytest.mark.usefixtures("folder")
def test_a_folder_holds_derivations_in_order() -> None:
    assert paths(".") == ["a.py", "b.py", "skip/f.py", "sub/c.py"]
    assert paths("sub") == ["sub/c.py"]
    assert paths(".", python=False) == []
    assert not any(source.named for source in find(["."]).sources)


@pytest.mark.parametrize("pattern", ["skip", "skip/", "./skip", "skip/*", "*/f.py", "f.py", "s*p/f*"])
@pytest.mark.usefixtures("folder")
def test_exclude(pattern: str) -> None:
    assert "skip/f.py" not in paths(".", exclude=(pattern,))
    assert "a.py" in paths(".", exclude=(pattern,))


def test_a_file_named_by_hand_counts_whatever_it_holds(folder: Path) -> None:
    assert paths("plain.py", "a.py", "plain.py") == ["plain.py", "a.py"]
    assert paths(str(folder / "a.py"), "a.py") == [(folder / "a.py").as_posix()]


def test_what_stands_behind_each_target(folder: Path) -> None:
    (folder / "none").mkdir()
    assert find(["sub", "none", "sub/c.py"]).behind == (("sub/c.py",), (), ("sub/c.py",))
    assert find([]).behind == ()


@pytest.mark.usefixtures("folder")
def test_what_is_not_found_says_what_is_near() -> None:
    (error,) = find(["sigmoid_derivatve"]).errors
    assert "did you mean sigmoid_derivative" in error.message
    (error,) = find(["plan.py"]).errors
    assert "plain.py" in error.message
    (error,) = find(["qqqqqqqq"]).errors
    assert "symback list" in error.message
    (error,) = find(["a\0b"]).errors
    assert error.code == "SB910"


@pytest.mark.usefixtures("folder")
def test_what_nobody_reads_or_runs() -> None:
    (error,) = find(["notes.xyz"]).errors
    assert ".py" in error.message
    (error,) = find(["a.py"], python=False).errors
    assert "--no-python" in error.message
