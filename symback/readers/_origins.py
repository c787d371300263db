"""The code behind names: for each name of a file, the expressions that give it its values."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Methods that put their arguments into the object they are called on, or take them out of it.
METHODS = frozenset(
    ("append", "extend", "insert", "add", "update", "setdefault", "get", "items", "keys", "values", "pop", "copy")
)


@dataclass(frozen=True, slots=True)
class Origins:
    """For each name, the expressions and function bodies that it is bound to, and the arguments passed as it."""

    assigned: dict[str, tuple[ast.AST, ...]]
    passed: dict[str, tuple[ast.AST, ...]]


def origins(nodes: Iterable[ast.AST]) -> Origins:
    """The code behind all names of a file."""
    found: defaultdict[str, list[ast.AST]] = defaultdict(list)
    passed: defaultdict[str, list[ast.AST]] = defaultdict(list)
    functions: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    calls: list[ast.Call] = []
    for node in nodes:
        for target, value in _given(node):
            for name in _names_of(target):
                found[name].append(value)
                if isinstance(value, ast.Lambda):
                    functions[name].append(_parameters(value.args))
        if isinstance(node, ast.FunctionDef):
            found[node.name].extend(node.body)
            functions[node.name].append(_parameters(node.args))
        elif isinstance(node, ast.Call):
            calls.append(node)
            if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                for name in _names_of(node.func.value):
                    found[name].extend((*node.args, *(keyword.value for keyword in node.keywords)))
    for call in calls:
        for parameters in functions.get(last_name(call.func) or "", ()):
            for parameter in parameters:
                passed[parameter].extend((*call.args, *(keyword.value for keyword in call.keywords)))
    return Origins(
        {name: tuple(values) for name, values in found.items()},
        {name: tuple(values) for name, values in passed.items()},
    )


def last_name(node: ast.AST) -> str | None:
    """f of f, and of module.f."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def _given(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value
        case ast.withitem(optional_vars=ast.expr() as target, context_expr=value):
            yield target, value


def _names_of(target: ast.AST) -> set[str]:
    return {name for part in ast.walk(target) if (name := last_name(part)) is not None}


def _parameters(arguments: ast.arguments) -> tuple[str, ...]:
    parts = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    parts += [part for part in (arguments.vararg, arguments.kwarg) if part is not None]
    return tuple(part.arg for part in parts)
