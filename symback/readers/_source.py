"""The text of a Python file: its syntax tree, places in code points, and what its names are bound to."""

from __future__ import annotations

import ast
import linecache
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType, FrameType

from symback.document import Span
from symback.readers._origins import Origins, origins

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Place = tuple[int | None, int | None, int | None, int | None]
Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Source:
    """A parsed file. `parents` gives the node around each node, `calls` the call at each place."""

    text: str
    lines: tuple[str, ...]
    tree: ast.Module
    parents: dict[ast.AST, ast.AST]
    calls: dict[Place, ast.Call]
    functions: dict[int, tuple[ast.FunctionDef | ast.Lambda, ...]]
    origins: Origins
    # The places of each code object's instructions; the object itself keeps its number from being used again.
    _positions: dict[int, tuple[CodeType, list[Place]]] = field(default_factory=dict)

    def span(self, node: ast.expr) -> Span:
        """The place of an expression, in code points."""
        end_line = node.end_lineno or node.lineno
        end = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        return Span(node.lineno, self._column(node.lineno, node.col_offset), end_line, self._column(end_line, end))

    def between(self, span: Span) -> str:
        """The text of a place."""
        chosen = list(self.lines[span.line - 1 : span.end_line])
        if not chosen:
            return ""
        chosen[-1] = chosen[-1][: span.end_column - 1]
        chosen[0] = chosen[0][span.column - 1 :]
        return "\n".join(chosen)

    def call_at(self, frame: FrameType) -> ast.Call | None:
        """The call that a frame is executing."""
        code = frame.f_code
        if id(code) not in self._positions:
            found = [(line, column, last, end) for line, last, column, end in code.co_positions()]
            self._positions[id(code)] = (code, found)
        places = self._positions[id(code)][1]
        place = places[frame.f_lasti // 2]
        if None not in place:
            return self.calls.get(place)
        # Python was told to keep no columns: the line decides, where it holds one call of a method.
        here = [call for (line, *_), call in self.calls.items() if line == frame.f_lineno]
        methods = [call for call in here if isinstance(call.func, ast.Attribute) and self._is_statement(call)]
        return methods[0] if len(methods) == 1 else None

    def _is_statement(self, call: ast.Call) -> bool:
        return isinstance(self.parents[call], ast.Expr)

    def scope_of(self, node: ast.AST) -> Scope:
        """The function around a node, or the module."""
        while not isinstance(node, ast.Module):
            node = self.parents[node]
            if isinstance(node, _FUNCTIONS):
                return node
        return node

    def bound_once(self, name: str, scope: Scope) -> ast.expr | None:
        """The expression that the scope assigns to a name, where that is the only binding and in no loop."""
        bound = _bindings(scope).get(name)
        if bound is None or bound.count != 1 or len(bound.values) != 1:
            return None
        outer: ast.AST = bound.values[0]
        while outer is not scope:
            outer = self.parents[outer]
            if isinstance(outer, _LOOPS):
                return None
        return bound.values[0]

    def function(self, code: CodeType) -> ast.FunctionDef | ast.Lambda | None:
        """The definition of a function by its code object, where the line holds only one."""
        found = self.functions.get(code.co_firstlineno, ())
        return found[0] if len(found) == 1 else None

    def _column(self, line: int, offset: int) -> int:
        if line > len(self.lines):
            return offset + 1
        return len(self.lines[line - 1].encode()[:offset].decode(errors="ignore")) + 1


@lru_cache(maxsize=16)
def parse(text: str) -> Source:
    """Parse a file's text; raises what `ast.parse` raises."""
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    calls = {_place(node): node for node in nodes if isinstance(node, ast.Call)}
    functions: dict[int, tuple[ast.FunctionDef | ast.Lambda, ...]] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            functions[node.lineno] = (*functions.get(node.lineno, ()), node)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Source(text, tuple(lines), tree, parents, calls, functions, origins(nodes))


def source_of(frame: FrameType) -> Source | None:
    """The source of the code that a frame runs: the text a reader was given, or the file's."""
    loader = frame.f_globals.get("__loader__")
    text = getattr(loader, "derivation_text", None)
    if text is None or frame.f_code.co_filename != getattr(loader, "path", None):
        text = "".join(linecache.getlines(frame.f_code.co_filename, frame.f_globals))
    if not text:
        return None
    try:
        return parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def inside(scope: Scope) -> Iterator[ast.AST]:
    """All nodes of a scope, without those of the functions and classes inside it."""
    body = scope.body if isinstance(scope.body, list) else [scope.body]
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))


def parameter_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> tuple[str, ...]:
    """The names of a function's parameters, in order."""
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    if given.vararg:
        named.append(given.vararg.arg)
    named += [argument.arg for argument in given.kwonlyargs]
    if given.kwarg:
        named.append(given.kwarg.arg)
    return tuple(named)


@dataclass
class _Bound:
    """What a scope binds to a name: how often, and the expressions of plain assignments."""

    count: int = 0
    values: list[ast.expr] = field(default_factory=list)


@lru_cache(maxsize=1024)
def _bindings(scope: Scope) -> dict[str, _Bound]:
    """All names that a scope binds."""
    found: dict[str, _Bound] = defaultdict(_Bound)
    if isinstance(scope, _FUNCTIONS):
        for name in parameter_names(scope):
            found[name].count += 1
    for node in inside(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            found[node.id].count += 1
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                _assigned(target, node.value, found)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            _assigned(node.target, node.value, found)
        elif isinstance(node, ast.alias):
            found[node.asname or node.name.partition(".")[0]].count += 1
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name].count += 1
            for part in ast.walk(node):
                if isinstance(part, ast.Global | ast.Nonlocal):
                    for name in part.names:
                        found[name].count += 2
    return dict(found)


def _assigned(target: ast.expr, value: ast.expr, found: dict[str, _Bound]) -> None:
    if isinstance(target, ast.Name):
        found[target.id].values.append(value)
    elif (
        isinstance(target, ast.Tuple | ast.List)
        and isinstance(value, ast.Tuple | ast.List)
        and len(target.elts) == len(value.elts)
    ):
        for part, given in zip(target.elts, value.elts, strict=True):
            _assigned(part, given, found)


def _place(node: ast.expr) -> Place:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
