"""Runs a derivation file, which is Python code, and keeps the derivations that it builds."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.util
import io
import sys
import traceback
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from sympy.core.parameters import global_parameters

from symback.document import InputError
from symback.readers._builder import Derivation

_MODULE = "symback_derivation_file"
_LONGEST_MESSAGE = 300


class TextLoader(importlib.abc.ExecutionLoader):
    """Loads a module from a text at hand, under the path it came from, and collects its derivations."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.derivation_text = text
        self.kept: list[Derivation] = []

    def keep(self, derivation: Derivation) -> None:
        """Note a derivation that the file builds."""
        self.kept.append(derivation)

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002  (the base class names it)
        """The path that tracebacks and code objects show."""
        return self.path

    def get_source(self, fullname: str) -> str:  # noqa: ARG002  (the base class names it)
        """The text."""
        return self.derivation_text


def run(path: str, text: str) -> tuple[tuple[Derivation, ...], InputError | None]:
    """The derivations that a file builds, in order; or where it fails. Standard output goes to standard error.

    A file that never ends is not stopped here: run it in a process that can be ended.
    """
    loader = TextLoader(path, text)
    try:
        loader.source_to_code(text, path)
    except SyntaxError as error:
        return (), InputError(path, "SB902", f"not Python: {error.msg}", error.lineno, error.offset)
    except (RecursionError, MemoryError):
        message = "Python cannot compile the file: an expression is too long or nested too deeply; name its parts"
        return (), InputError(path, "SB902", message, 1, 1)
    except ValueError as error:
        return (), InputError(path, "SB902", f"not Python: {error}", 1, 1)
    spec = ModuleSpec(_MODULE, loader, origin=path)
    module = importlib.util.module_from_spec(spec)
    module.__file__ = path
    try:
        with _surroundings(module, path):
            loader.exec_module(module)
    except SystemExit as error:
        return (), InputError(path, "SB903", f"the file ends the program (SystemExit: {error})", *_place(error, path))
    except Exception as error:  # noqa: BLE001  (a derivation file may raise anything)
        return (), InputError(path, "SB903", _said(error), *_place(error, path))
    return tuple(loader.kept), None


@contextlib.contextmanager
def _surroundings(module: ModuleType, path: str) -> Iterator[None]:
    """Run a file with its folder importable, no input, and nothing on standard output; restore all after."""
    folder = str(Path(path).resolve().parent)
    before = set(sys.modules)
    limit, evaluate, standard_input = sys.getrecursionlimit(), global_parameters.evaluate, sys.stdin
    sys.modules[_MODULE] = module
    sys.path.insert(0, folder)
    sys.stdin = io.StringIO()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        sys.stdin = standard_input
        sys.setrecursionlimit(limit)
        global_parameters.evaluate = evaluate
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)
        for name in set(sys.modules) - before:
            home = getattr(sys.modules[name], "__file__", None)
            if name == _MODULE or (home is not None and str(Path(home).resolve().parent) == folder):
                del sys.modules[name]


def _place(error: BaseException, path: str) -> tuple[int | None, int | None]:
    """The line of the innermost frame in the file itself."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return (lines[-1], 1) if lines else (None, None)


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())
    if len(text) > _LONGEST_MESSAGE:
        text = f"{text[:_LONGEST_MESSAGE]}…"
    return f"running the file raised {type(error).__name__}{': ' if text else ''}{text}"
