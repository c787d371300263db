"""Source text as a module, through the import system, so that tracebacks and `inspect` show it."""

from __future__ import annotations

import hashlib
import importlib.abc
import importlib.util
import linecache
from types import ModuleType


class _TextLoader(importlib.abc.ExecutionLoader):
    """A loader of one text that lies in memory."""

    def __init__(self, source: str, path: str) -> None:
        self._source = source
        self._path = path

    def get_source(self, fullname: str) -> str:
        """The text."""
        del fullname
        return self._source

    def get_filename(self, fullname: str) -> str:
        """What tracebacks call the text."""
        del fullname
        return self._path


def load(source: str, name: str) -> ModuleType:
    """The module of a program's text. `name` is only for people; equal texts get equal module names."""
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    path = f"<symback {name} {digest}>"
    spec = importlib.util.spec_from_loader(f"symback_compiled_{digest}", _TextLoader(source, path))
    if spec is None or spec.loader is None:
        raise ImportError(f"no module can be made of the program {name}")
    module = importlib.util.module_from_spec(spec)
    module.__file__ = path
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
    spec.loader.exec_module(module)
    return module
