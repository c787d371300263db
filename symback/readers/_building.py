"""Whether a value that is not written out in its row was only built, or computed by SymPy.

SymPy evaluates `expression.diff(x)` at once, and a derivative of a bare name is then 0, whatever the author
meant by it. So a value stands for a row only where the code behind it does nothing but build expressions.
"""

from __future__ import annotations

import ast
import builtins
import functools
import math
from collections.abc import Iterable
from types import FunctionType, ModuleType
from typing import Any

import sympy
from sympy.assumptions.assume import Predicate
from sympy.core.function import FunctionClass

from symback.readers._lift_calls import CALLS, MAKERS, NUMBERS
from symback.readers._marks import refuted
from symback.readers._namespace import Namespace
from symback.readers._origins import METHODS, last_name

_PLAIN = (sympy.prod, math.prod, functools.reduce, refuted)


def computed_by(nodes: Iterable[ast.AST], names: Namespace) -> str | None:
    """The name of the first call in this code, or in the code that it uses, that does not just build."""
    behind = names.source.origins
    seen: set[str] = set()
    stack = list(nodes)
    while stack:
        for part in ast.walk(stack.pop()):
            if isinstance(part, ast.Call) and not _builds(part.func, names):
                return last_name(part.func) or ast.unparse(part.func)
            name = last_name(part)
            if name is not None and name not in seen:
                seen.add(name)
                stack.extend(behind.assigned.get(name, ()))
                if name in names.local or name not in behind.assigned:
                    stack.extend(behind.passed.get(name, ()))
    return None


def _builds(function: ast.expr, names: Namespace) -> bool:
    """Whether a call of this function only builds: an expression, a number, a list, or by code of this file."""
    name = last_name(function)
    if name is None:
        return isinstance(function, ast.Subscript | ast.Call)
    if name in METHODS and isinstance(function, ast.Attribute):
        return True
    value = _resolved(function, names)
    if value is None:
        # A name of another scope, or a method: known only where this file defines it.
        return name in names.source.origins.assigned and not hasattr(sympy.Expr, name)
    if value is sympy.diff:
        return False
    if isinstance(value, FunctionType):
        return value in CALLS or value in _PLAIN or value in MAKERS or value.__globals__ is names.module
    if isinstance(value, FunctionClass | Predicate) or any(value is maker for maker in (*MAKERS, *NUMBERS)):
        return True
    if isinstance(value, type):
        # A class of SymPy makes an unevaluated object, such as an Integral or a Matrix.
        home = value.__module__.partition(".")[0]
        return home in ("builtins", "sympy") or value.__module__ == names.module.get("__name__")
    return value in _PLAIN or getattr(builtins, getattr(value, "__name__", ""), None) is value


def _resolved(function: ast.expr, names: Namespace) -> Any:
    try:
        if isinstance(function, ast.Name):
            return names.value(function.id)
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            owner = names.value(function.value.id)
            return getattr(owner, function.attr, None) if isinstance(owner, ModuleType) or owner is sympy.Q else None
    except KeyError:
        return None
    return None
