"""What pip makes of the project: the wheel carries the catalogue and works where no repository is."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = sorted(path.name for path in (ROOT / "derivations").glob("*.py"))

needs_hatchling = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling, the build backend, is not installed"
)


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        command, cwd=folder, env=kept | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def build(kind: str, source: Path, into: Path) -> Path:
    done = run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)], source)
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = [path for path in into.iterdir() if path.suffix in {".whl", ".gz"}]
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a fresh environment: symback from the wheel, its dependencies borrowed from here."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")

    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home)}))
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", vars={"base": str(home)})) / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed"]
    done = run([*pip, "--disable-pip-version-check", str(wheel)], home)
    assert done.returncode == 0, done.stdout + done.stderr
    return python.parent


@needs_hatchling
def test_wheel_holds_the_package_and_the_catalogue(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"symback"}
    assert sorted(name.rpartition("/")[2] for name in names if name.startswith("symback/_catalogue/")) == CATALOGUE
    assert "symback/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


@needs_hatchling
def test_wheel_states_what_it_needs(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    [metadata] = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    needed = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra)", metadata, re.MULTILINE)
    assert sorted(needed) == ["numpy", "python-flint", "sympy"]
    assert "License-Expression: Apache-2.0" in metadata


@needs_hatchling
def test_installed_command_checks_the_catalogue_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = run([str(installed / "python"), "-c", "import symback; print(symback.__file__)"], tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed.parent), where.stdout + where.stderr
    done = run([str(installed / "symback"), "check", "--format", "json"], tmp_path)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    paths = set(re.findall(r'"path": ?"(derivations/[^"]+)"', done.stdout))
    assert paths == {f"derivations/{name}" for name in CATALOGUE}


@needs_hatchling
def test_installed_package_lists_the_catalogue(installed: Path, tmp_path: Path) -> None:
    done = run([str(installed / "symback"), "list"], tmp_path)
    assert done.returncode == 0, done.stderr
    for name in CATALOGUE:
        assert name.removesuffix(".py") in done.stdout


@needs_hatchling
def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    unpacked = run([sys.executable, "-m", "tarfile", "-e", str(archive), str(tmp_path / "source")], tmp_path)
    assert unpacked.returncode == 0, unpacked.stderr
    [source] = (tmp_path / "source").iterdir()
    assert (source / "tests" / "test_packaging.py").is_file()
    assert (source / "LICENSE").is_file()
    again = build("wheel", source, tmp_path / "again")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def index_answers(folder: Path) -> bool:
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--timeout", "10", "--retries", "0"]
    return run([*asked, "--dest", str(folder / "asked"), "hatchling"], folder).returncode == 0


def test_main_job_by_the_command_of_the_readme(tmp_path: Path) -> None:
    """The command of the README, in a copy of the tree as git sees it."""
    [command] = re.findall(r"^\$ (.*-m venv .* check)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    if not index_answers(tmp_path):
        pytest.skip("no package index can be reached")
    listed = run(["git", "ls-files", "-co", "--exclude-standard"], ROOT).stdout.splitlines()
    copy = tmp_path / "copy"
    for name in listed:
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    done = run(["bash", "-c", command], copy)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert "proved" in done.stdout
