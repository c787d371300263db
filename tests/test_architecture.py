"""The house rules, read from the syntax trees: floors, cycles, trust, sizes, a test beside every file.

A rule takes a file and yields its offences. Each runs over the whole package, and over a small program
that breaks it: a rule that cannot fail is no rule.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "symback"
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]

# A file is tested where its behaviour is seen. Each exception to "one file, one test" says why.
TESTED_ELSEWHERE = {
    "__init__.py": "tests/test_verifying.py",  # only names that are resolved on first use
    "__main__.py": "tests/test_cli.py",  # calls cli.main
}
# Not values: they live as long as one computation and are filled while it runs.
STATE_OF_A_COMPUTATION = {"Workspace", "Normaliser", "Decision", "Scope", "Names", "Variables"}

MAKES_THEOREMS = "symback.kernel.theorem"
IMPORTS_FLINT = "symback.kernel.arithmetic.flint"
IMPORTS_SYMPY = re.compile(r"symback\.(sympy_bridge(\..*)?|readers\.(python|_\w+))")
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
OUTSIDE_WORLD = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "shutil",
    "tempfile",
    "urllib",
    "http",
    "random",
    "time",
}
KERNEL_LINES = 4000
FILE_LINES = 400


@dataclass(frozen=True)
class File:
    """A module's name, its text and its syntax tree."""

    module: str
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module imported anywhere in the file, in functions too, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if (node.module, alias.name) == ("symback", "__version__"):
                        continue  # a word, no code
                    inner = f"{node.module}.{alias.name}"
                    yield inner if inner in MODULES else node.module or ".", node.lineno

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, with the last part of the name called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func).rpartition(".")[2], node

    def classes(self) -> Iterator[ast.ClassDef]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parsed(module: str, text: str) -> File:
    return File(module, text, ast.parse(text))


PATHS = sorted(path for path in PACKAGE.rglob("*.py") if "_catalogue" not in path.parts)
MODULES = {module_name(path): path for path in PATHS}
FILES = [parsed(module, path.read_text("utf-8")) for module, path in MODULES.items()]


def floors() -> dict[str, int]:
    """Top-level name below `symback` -> floor, 0 the lowest; `symback` itself is the highest door."""
    layers = CONTRACT["layers"][::-1]
    names = {name.strip(): floor for floor, layer in enumerate(layers) for name in re.split("[|:]", layer)}
    return names | {"symback": len(layers) - 1}


def room(module: str) -> str:
    """The top-level name that a module of symback stands in."""
    return module.split(".")[1] if module != "symback" else module


def inside(module: str, house: str) -> bool:
    return module == house or module.startswith(house + ".")


def no_relative_import(file: File) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{node.lineno}: a relative import"


def imports_point_down(file: File) -> Iterator[str]:
    level = floors()
    for target, line in file.imports():
        if inside(target, "symback") and file.module != "symback" and level[room(target)] > level[room(file.module)]:
            yield f"{line}: imports upwards: {target}"


def boxes_of_a_floor_are_strangers(file: File) -> Iterator[str]:
    boxes = {name.strip() for layer in CONTRACT["layers"] if "|" in layer for name in layer.split("|")}
    for target, line in file.imports():
        if inside(target, "symback") and {room(target), room(file.module)} <= boxes:
            level = floors()
            same_floor = level[room(target)] == level[room(file.module)]
            if same_floor and room(target) != room(file.module):
                yield f"{line}: imports {target}"


def kernel_stands_alone(file: File) -> Iterator[str]:
    if not inside(file.module, "symback.kernel"):
        return
    for target, line in file.imports():
        top = target.partition(".")[0]
        if top in OUTSIDE_WORLD or not (inside(target, "symback.kernel") or top in {*sys.stdlib_module_names, "flint"}):
            yield f"{line}: the kernel imports {target}"
    for name, node in file.calls():
        if name in {"open", "input", "__import__", "import_module"}:
            yield f"{node.lineno}: the kernel calls {name}"


def flint_is_imported_in_one_file(file: File) -> Iterator[str]:
    for target, line in file.imports():
        if inside(target, "flint") and file.module != IMPORTS_FLINT:
            yield f"{line}: imports {target}"


def sympy_is_imported_where_derivations_are_built(file: File) -> Iterator[str]:
    for target, line in file.imports():
        if inside(target, "sympy") and not IMPORTS_SYMPY.fullmatch(file.module):
            yield f"{line}: imports {target}"


def theorems_are_made_in_one_file(file: File) -> Iterator[str]:
    if file.module == MAKES_THEOREMS:
        return
    for name, node in file.calls():
        if name in {"Theorem", "Refutation"}:
            yield f"{node.lineno}: makes a {name}"
        if ast.unparse(node.func) in {"object.__new__", "object.__setattr__", "super().__new__"}:
            yield f"{node.lineno}: goes round a constructor"
    for node in file.classes():
        if {ast.unparse(base).rpartition(".")[2] for base in node.bases} & {"Theorem", "Refutation"}:
            yield f"{node.lineno}: inherits from a theorem"


def nothing_runs_text_and_sympy_is_no_judge(file: File) -> Iterator[str]:
    for name, node in file.calls():
        if name in FORBIDDEN_CALLS:
            yield f"{node.lineno}: calls {name}"
        if any(word.arg == "force" and ast.unparse(word.value) != "False" for word in node.keywords):
            yield f"{node.lineno}: uses force"


def values_are_frozen(file: File) -> Iterator[str]:
    """Every dataclass, but for the state of a computation: private, or listed above."""
    for node in file.classes():
        if node.name.startswith("_") or node.name in STATE_OF_A_COMPUTATION:
            continue
        for decorator in map(ast.unparse, node.decorator_list):
            if decorator.partition("(")[0].endswith("dataclass") and "frozen=True" not in decorator:
                yield f"{node.lineno}: {node.name} is not frozen"


def says_what_it_is(file: File) -> Iterator[str]:
    if not ast.get_docstring(file.tree):
        yield "1: no docstring"


def is_not_long(file: File) -> Iterator[str]:
    lines = len(file.text.splitlines())
    if lines > FILE_LINES:
        yield f"{lines}: too many lines"


def is_finished(file: File) -> Iterator[str]:
    for number, line in enumerate(file.text.splitlines(), 1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|not implemented", line):
            yield f"{number}: not finished"


Rule = Callable[[File], Iterator[str]]
BROKEN: list[tuple[Rule, str, str]] = [
    (no_relative_import, "symback.judge", "from . import kernel"),
    (imports_point_down, "symback.kernel.terms", "from symback.document import Span"),
    (imports_point_down, "symback.judge", "def f():\n    from symback import check"),
    (boxes_of_a_floor_are_strangers, "symback.reports.text", "import symback.targets.numpy"),
    (kernel_stands_alone, "symback.kernel.terms", "import numpy"),
    (kernel_stands_alone, "symback.kernel.terms", "import os.path"),
    (kernel_stands_alone, "symback.kernel.terms", "open('x')"),
    (flint_is_imported_in_one_file, "symback.kernel.element", "from flint import fmpq"),
    (sympy_is_imported_where_derivations_are_built, "symback.compiler.lowering", "from sympy import Symbol"),
    (theorems_are_made_in_one_file, "symback.provers.names", "theorem.Theorem(1)"),
    (theorems_are_made_in_one_file, "symback.provers.names", "object.__new__(kind)"),
    (theorems_are_made_in_one_file, "symback.provers.names", "class Mine(Theorem): pass"),
    (nothing_runs_text_and_sympy_is_no_judge, "symback.readers.python", "sympy.simplify(x)"),
    (nothing_runs_text_and_sympy_is_no_judge, "symback.readers.python", "eval(text)"),
    (nothing_runs_text_and_sympy_is_no_judge, "symback.readers.python", "logcombine(x, force=True)"),
    (values_are_frozen, "symback.document", "@dataclass(slots=True)\nclass Span: pass"),
    (values_are_frozen, "symback.document", "@dataclasses.dataclass\nclass Span: pass"),
    (says_what_it_is, "symback.document", "x = 1"),
    (is_not_long, "symback.document", "x = 1\n" * (FILE_LINES + 1)),
    (is_finished, "symback.document", "raise NotImplementedError"),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in BROKEN))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule: Rule) -> None:
    offences = [f"{MODULES[file.module]}:{offence}" for file in FILES for offence in rule(file)]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize(("rule", "module", "text"), BROKEN)
def test_rule_can_fail(rule: Rule, module: str, text: str) -> None:
    assert list(rule(parsed(module, text)))


def test_every_module_stands_on_a_floor() -> None:
    homeless = {room(module) for module in MODULES} - set(floors())
    assert not homeless, f"give these a floor in pyproject.toml: {sorted(homeless)}"


def test_there_is_no_import_cycle() -> None:
    graph = {
        file.module: {target for target, _ in file.imports() if target in MODULES and target != file.module}
        for file in FILES
        if file.module != "symback"
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


def test_doors_load_no_library() -> None:
    libraries = "{'sympy', 'numpy', 'flint', 'mpmath'}"
    program = f"import symback, symback.cli, sys; print(*sorted({libraries} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == []


def test_half_of_the_files_are_short() -> None:
    assert median(len(file.text.splitlines()) for file in FILES) < 100


def test_kernel_is_small(kernel_lines: dict[str, int]) -> None:
    assert kernel_lines
    assert sum(kernel_lines.values()) <= KERNEL_LINES


def places_of_tests(inner: Path) -> list[Path]:
    """Where the test of a file of symback may stand."""
    if inner.as_posix() in TESTED_ELSEWHERE:
        return [ROOT / TESTED_ELSEWHERE[inner.as_posix()]]
    folder = inner.parent
    if inner.name == "__init__.py":
        return [ROOT / "tests" / place / f"test_{folder.name}.py" for place in (folder, folder.parent)]
    return [ROOT / "tests" / folder / f"test_{inner.stem.strip('_')}.py"]


def test_every_file_has_its_test() -> None:
    missing = []
    for path in PATHS:
        places = places_of_tests(path.relative_to(PACKAGE))
        only_a_docstring = path.name == "__init__.py" and len(ast.parse(path.read_text("utf-8")).body) <= 1
        if not only_a_docstring and not any(place.is_file() for place in places):
            missing.append(places[0].relative_to(ROOT).as_posix())
    assert not missing, "\n".join(missing)


def test_no_exception_is_stale() -> None:
    assert [inner for inner in TESTED_ELSEWHERE if not (PACKAGE / inner).is_file()] == []
    classes = {node.name for file in FILES for node in file.classes()}
    assert classes >= STATE_OF_A_COMPUTATION
