"""Python derivation files: code that builds `Derivation` objects out of SymPy. Reading one runs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from symback.document import Derivation as Document
from symback.document import InputError
from symback.registry import Reader

if TYPE_CHECKING:
    from symback.readers._assemble import assemble
    from symback.readers._builder import Derivation
    from symback.readers._marks import prime, refuted

__all__ = ["READER", "Derivation", "assemble", "is_derivation_file", "prime", "read", "refuted"]

# Resolved on first use: finding out which readers there are does not pay for SymPy.
_HOMES = {
    "Derivation": "symback.readers._builder",
    "assemble": "symback.readers._assemble",
    "prime": "symback.readers._marks",
    "refuted": "symback.readers._marks",
}

_LARGEST = 2_000_000


def read(path: str, text: str) -> tuple[tuple[Document, ...], tuple[InputError, ...]]:
    """The derivations that a Python file builds, in the order in which it makes them.

    The file is run in this process, as code, with standard output sent to standard error. Anything but an
    interrupt by the user that goes wrong becomes an `InputError` at the file's own line.
    """
    if len(text.encode(errors="replace")) > _LARGEST:
        return (), (InputError(path, "SB901", "the file is larger than 2 MB"),)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return (), (InputError(path, "SB901", "the file contains a null byte; it is not Python text", line, 1),)
    from symback.readers._assemble import assemble
    from symback.readers._run import run

    builders, error = run(path, text.removeprefix("\ufeff"))
    if error is not None:
        return (), (error,)
    documents: list[Document] = []
    errors: list[InputError] = []
    for builder in builders:
        if builder.records:
            document, found = assemble(builder)
            errors.extend(found)
            if document is not None:
                documents.append(document)
    if not documents and not errors:
        message = "no derivation found: the file builds no Derivation with a statement; see `symback explain SB904`"
        errors.append(InputError(path, "SB904", message, 1, 1))
    return tuple(documents), tuple(errors)


def is_derivation_file(text: str) -> bool:
    """Whether a Python file imports symback and binds a `Derivation` at top level; the text is not run."""
    if len(text) > _LARGEST or "symback" not in text:
        return False
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    classes: set[str] = set()
    modules: set[str] = set()
    for node in _top_level(tree.body):
        if isinstance(node, ast.ImportFrom) and node.module == "symback" and node.level == 0:
            classes |= {name.asname or name.name for name in node.names if name.name in ("Derivation", "*")}
        elif isinstance(node, ast.Import):
            modules |= {name.asname or name.name for name in node.names if name.name == "symback"}
    if "*" in classes:
        classes.add("Derivation")
    return any(_makes(node, classes, modules) for node in _top_level(tree.body))


def _top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the module runs, also inside if, with, try and loops."""
    stack = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        for name in ("handlers", "finalbody", "orelse", "body"):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inside = getattr(node, name, None)
                stack.extend(reversed(inside) if isinstance(inside, list) else ())


def _makes(node: ast.stmt, classes: set[str], modules: set[str]) -> bool:
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if not isinstance(value, ast.Call):
        return False
    match value.func:
        case ast.Name(id=name):
            return name in classes
        case ast.Attribute(value=ast.Name(id=module), attr="Derivation"):
            return module in modules
    return False


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


READER = Reader("python", (".py",), read)
