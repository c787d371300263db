"""Names as a running frame sees them, and, where they are bound once, the expressions behind them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import FrameType, FunctionType
from typing import Any

from symback.readers._source import Scope, Source

_MISSING = object()


@dataclass(frozen=True)
class Namespace:
    """The values of names at one moment, within one scope of the source."""

    source: Source
    scope: Scope
    local: Mapping[str, Any]
    module: Mapping[str, Any]
    # Names whose value is an expression as written: the parameters of a function that is written out.
    written: Mapping[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The value of a name; raises KeyError where it has none."""
        for place in (self.local, self.module, vars(builtins)):
            found = place.get(name, _MISSING)
            if found is not _MISSING:
                return found
        raise KeyError(name)

    def behind(self, name: str) -> tuple[ast.expr, Namespace] | None:
        """The expression that a name is bound to, once and outside loops, and where to read it."""
        if name in self.local:
            # In a class or a comprehension of the module the name is not the module's.
            node = None if isinstance(self.scope, ast.Module) else self.source.bound_once(name, self.scope)
            return None if node is None else (node, self)
        node = self.source.bound_once(name, self.source.tree)
        if node is None:
            return None
        return node, Namespace(self.source, self.source.tree, {}, self.module)

    def of_function(self, function: FunctionType, written: Mapping[str, Any]) -> Namespace | None:
        """The names inside a function of the same file, whose parameters stand for written expressions."""
        if function.__globals__ is not self.module:
            return None
        node = self.source.function(function.__code__)
        if node is None:
            return None
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        return Namespace(
            self.source, node, {name: cell.cell_contents for name, cell in cells.items()}, self.module, written
        )


def namespace_of(frame: FrameType, source: Source, node: ast.AST) -> Namespace:
    """What `frame` sees now; a copy is not needed, because it is read at once."""
    scope = source.scope_of(node)
    module = frame.f_globals
    return Namespace(source, scope, {} if frame.f_locals is module else frame.f_locals, module)
