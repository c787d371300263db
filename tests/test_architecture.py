"""The house rules, read from the syntax trees: floors, cycles, trust, sizes, a test beside every file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "symback"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_catalogue" not in path.parts)
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]

# A file is tested where its behaviour is seen. Each exception to "one file, one test" says why.
TESTED_ELSEWHERE = {
    "__init__.py": "tests/test_verifying.py",  # only names that are resolved on first use
    "__main__.py": "tests/test_cli.py",  # calls cli.main
}

# Not values: they live as long as one computation and are filled while it runs.
STATE_OF_A_COMPUTATION = {"Workspace", "Normaliser", "Decision", "Scope", "Names", "Assembly", "Variables"}

SYMPY_ALLOWED = re.compile(r"symback\.(sympy_bridge(\..*)?|readers\.(python|_\w+))")
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "sympify",
    "parse_expr",
    "parse_latex",
    "simplify",
    "nsimplify",
    "lambdify",
    "equals",
}
KERNEL_LINES = 4000
FILE_LINES = 400


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Every module imported anywhere in a file, in functions too, with its line."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            assert node.module is not None
            for alias in node.names:
                if (node.module, alias.name) == ("symback", "__version__"):
                    continue  # a word, no code
                inner = f"{node.module}.{alias.name}"
                found.append((inner if inner in MODULES else node.module, node.lineno))
    return tuple(found)


def floors() -> dict[str, int]:
    """Top-level name below `symback` -> floor, 0 the lowest; `symback` itself is the highest door."""
    layers = CONTRACT["layers"][::-1]
    names = {
        name.strip(" ()"): floor for floor, layer in enumerate(layers) for name in layer.replace("|", ":").split(":")
    }
    return names | {"symback": len(layers) - 1}


def room(module: str) -> str:
    """The top-level name that a module of symback stands in."""
    return module.split(".")[1] if module != "symback" else module


def inside(module: str, *houses: str) -> bool:
    return any(module == house or module.startswith(house + ".") for house in houses)


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    found.append((name, node))
    return found


KERNEL = [path for path in FILES if path.is_relative_to(PACKAGE / "kernel")]
kernel_file = pytest.mark.parametrize("path", KERNEL, ids=[str(path.relative_to(ROOT)) for path in KERNEL])
every_file = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])


def test_every_module_stands_on_a_floor() -> None:
    homeless = {room(module) for module in MODULES} - set(floors())
    assert not homeless, f"give these a floor in pyproject.toml: {sorted(homeless)}"


@every_file
def test_imports_point_down_only(path: Path) -> None:
    module, level = module_name(path), floors()
    for target, line in imports(path):
        if not inside(target, "symback") or module == "symback":
            continue
        assert level[room(target)] <= level[room(module)], f"{path}:{line}: {module} imports upwards: {target}"


@every_file
def test_letter_boxes_of_one_floor_do_not_know_each_other(path: Path) -> None:
    boxes = {name.strip() for layer in CONTRACT["layers"] if "|" in layer for name in layer.split("|")}
    here = room(module_name(path))
    for target, line in imports(path):
        if here in boxes and inside(target, "symback") and room(target) in boxes:
            assert room(target) == here, f"{path}:{line}: {here}/ imports {target}"


def test_there_is_no_import_cycle() -> None:
    graph = {
        module: {target for target, _ in imports(path) if target in MODULES and target != module}
        for module, path in MODULES.items()
        if module != "symback"
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, "cycle: " + " -> ".join((*trail[trail.index(module) :], module))
        if module in done:
            return
        for target in sorted(graph.get(module, ())):
            visit(target, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@kernel_file
def test_kernel_imports_only_the_standard_library_and_itself(path: Path) -> None:
    for target, line in imports(path):
        arithmetic = path == PACKAGE / "kernel" / "arithmetic" / "flint.py" and target == "flint"
        standard = target.partition(".")[0] in sys.stdlib_module_names
        assert standard or inside(target, "symback.kernel") or arithmetic, f"{path}:{line}: the kernel imports {target}"


@kernel_file
def test_kernel_reads_and_writes_nothing(path: Path) -> None:
    outside = {"os", "io", "pathlib", "socket", "subprocess", "shutil", "tempfile", "urllib", "http", "random", "time"}
    for target, line in imports(path):
        assert target.partition(".")[0] not in outside, f"{path}:{line}: the kernel imports {target}"
    for name, node in calls(path):
        assert name not in {"open", "input", "__import__"}, f"{path}:{node.lineno}: the kernel calls {name}"


@every_file
def test_flint_is_imported_in_one_file(path: Path) -> None:
    for target, line in imports(path):
        if inside(target, "flint"):
            assert path == PACKAGE / "kernel" / "arithmetic" / "flint.py", f"{path}:{line}: imports flint"


@every_file
def test_sympy_is_imported_only_where_derivations_are_built(path: Path) -> None:
    for target, line in imports(path):
        if inside(target, "sympy"):
            assert SYMPY_ALLOWED.fullmatch(module_name(path)), f"{path}:{line}: imports {target}"


def test_doors_load_no_library() -> None:
    program = (
        "import symback, symback.cli, sys; print(*sorted({'sympy', 'numpy', 'flint', 'mpmath'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == []


@every_file
def test_theorems_and_refutations_are_made_in_one_file(path: Path) -> None:
    if path == PACKAGE / "kernel" / "theorem.py":
        pytest.skip("the one file")
    for name, node in calls(path):
        where = f"{path}:{node.lineno}"
        assert name not in {"Theorem", "Refutation"}, f"{where}: makes a {name}"
        called = ast.unparse(node.func)
        assert called not in {"object.__new__", "object.__setattr__", "super().__new__"}, f"{where}: calls {called}"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            assert not bases & {"Theorem", "Refutation"}, f"{path}:{node.lineno}: inherits from {bases}"


@every_file
def test_nothing_runs_text_and_nothing_lets_sympy_judge(path: Path) -> None:
    for name, node in calls(path):
        assert name not in FORBIDDEN_CALLS, f"{path}:{node.lineno}: calls {name}"
        for keyword in node.keywords:
            forced = keyword.arg == "force" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            assert not forced, f"{path}:{node.lineno}: force=True"


@every_file
def test_values_are_frozen(path: Path) -> None:
    """Every dataclass is frozen, but for the state of a computation: private, or listed above."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_") or node.name in STATE_OF_A_COMPUTATION:
            continue
        for decorator in node.decorator_list:
            if ast.unparse(decorator).partition("(")[0] == "dataclass":
                words = decorator.keywords if isinstance(decorator, ast.Call) else []
                frozen = [ast.unparse(word.value) for word in words if word.arg == "frozen"]
                assert frozen == ["True"], f"{path}:{node.lineno}: {node.name} is not frozen"


@every_file
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{path} has no docstring"


@every_file
def test_no_file_is_long(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= FILE_LINES, f"{path} has {lines} lines"


def test_half_of_the_files_are_short() -> None:
    sizes = [len(path.read_text("utf-8").splitlines()) for path in FILES]
    assert median(sizes) < 100


def test_kernel_is_small(kernel_lines: dict[str, int]) -> None:
    assert kernel_lines
    assert sum(kernel_lines.values()) <= KERNEL_LINES


@every_file
def test_every_file_has_its_test(path: Path) -> None:
    inner = path.relative_to(PACKAGE)
    if inner.name == "__init__.py":
        if len(tree(path).body) <= 1:
            pytest.skip("only a docstring")
        folder = inner.parent
        places = [folder / f"test_{folder.name}.py", folder.parent / f"test_{folder.name}.py"]
    else:
        places = [inner.parent / f"test_{inner.stem.strip('_')}.py"]
    places = [ROOT / "tests" / place for place in places]
    if inner.as_posix() in TESTED_ELSEWHERE:
        places = [ROOT / TESTED_ELSEWHERE[inner.as_posix()]]
    assert any(place.is_file() for place in places), f"{inner} has no test; write {places[0].relative_to(ROOT)}"


def test_no_exception_is_stale() -> None:
    for inner, test in TESTED_ELSEWHERE.items():
        assert (PACKAGE / inner).is_file(), f"{inner} is gone"
        assert (ROOT / test).is_file(), f"{test} is gone"
