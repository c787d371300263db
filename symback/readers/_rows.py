"""From the argument of a call to a row: as written in the source where possible, else SymPy's value."""

from __future__ import annotations

import ast
from dataclasses import replace
from types import FrameType
from typing import Any

import sympy

from symback.document import Reason, Span
from symback.readers._building import computed_by
from symback.readers._lift import Lifter
from symback.readers._lift_calls import Unliftable
from symback.readers._marks import RefutedRow, refuted
from symback.readers._namespace import Namespace, namespace_of
from symback.readers._records import Row
from symback.readers._source import Source, source_of
from symback.sympy_bridge import expression_of
from symback.sympy_bridge.failure import SYMPY_FAILURES, shown
from symback.sympy_bridge.written import evaluated

_SAID = "code that calls {}, whose result SymPy may have rewritten; write the row out as one expression"


class Site:
    """The place of one call on a `Derivation`: the frame that makes it and its syntax."""

    def __init__(self, frame: FrameType) -> None:
        self.source: Source | None = source_of(frame)
        self.node = self.source.call_at(frame) if self.source is not None else None
        self.names: Namespace | None = None
        if self.source is not None and self.node is not None:
            self.names = namespace_of(frame, self.source, self.node)
        self._line = frame.f_lineno

    def argument(self, position: int, name: str) -> ast.expr | None:
        """The syntax of an argument given by position or by name; None where it is unpacked."""
        if self.node is None:
            return None
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return keyword.value
        before = self.node.args[: position + 1]
        if len(before) <= position or any(isinstance(part, ast.Starred) for part in before):
            return None
        return before[position]

    def item(self, name: str, position: int) -> ast.expr | None:
        """The syntax of one element of a list or tuple given by name."""
        given = self.argument(10_000, name)
        if isinstance(given, ast.List | ast.Tuple) and not any(isinstance(part, ast.Starred) for part in given.elts):
            return given.elts[position] if position < len(given.elts) else None
        return None

    def row(self, value: Any, node: ast.expr | None, *, condition: bool = False) -> Row:
        """The row for an argument; raises TypeError for what is no expression."""
        expected = None
        if isinstance(value, RefutedRow):
            expected = "refuted" if value.code is None else f"refuted {value.code}"
            value = value.expression
        if not condition:
            value = expression_of(value)
        span, text = self._place(node, value)
        plain = Row(value, value, span, text, as_written=False, expected=expected, file=self.source)
        if node is None or self.names is None:
            return replace(plain, unread=self._only_a_value(value, span))
        try:
            with sympy.evaluate(x=True):
                lifter = Lifter()
                written = lifter.row(_unmarked(node, self.names), self.names, condition=condition)
                agrees = _agrees(written, value)
        except Unliftable as stopped:
            return replace(plain, unread=self._not_written(node, stopped, value))
        except RecursionError:
            return replace(plain, unread=Reason("SB222", "the row is nested too deeply"))
        except SYMPY_FAILURES as error:
            message = (
                f"the row cannot be rebuilt from its source ({type(error).__name__}: {error}); write it more plainly"
            )
            return replace(plain, unread=Reason("SB231", message, span))
        if not agrees:
            message = (
                "the formula in the source and the value that Python computed for it differ; "
                "write the row out as one expression of names that are assigned once"
            )
            return replace(plain, unread=Reason("SB231", message, span))
        computed = computed_by(lifter.taken, self.names)
        if computed is not None:
            return replace(
                plain, unread=Reason("SB231", f"a part of the row comes from {_SAID.format(computed)}", span)
            )
        return replace(plain, expression=written, as_written=not lifter.touched)

    def _place(self, node: ast.expr | None, value: Any) -> tuple[Span, str]:
        """Where the row stands; the whole call for an unpacked argument, the line where nothing is known."""
        if self.source is None or (node is None and self.node is None):
            return Span(self._line, 1, self._line, 1), shown(value)
        span = self.source.span(node if node is not None else self.node)  # type: ignore[arg-type]
        return span, self.source.between(span) if node is not None else shown(value)

    def _only_a_value(self, value: Any, span: Span) -> Reason | None:
        """Why a row without a text of its own cannot be read; None where SymPy's value can stand for it."""
        if self.names is None or self.node is None:
            if isinstance(value, sympy.Basic) and not value.free_symbols:
                return Reason("SB231", "the source text of this row is not at hand, and its value is a number", span)
            return None
        computed = computed_by((*self.node.args, *(keyword.value for keyword in self.node.keywords)), self.names)
        return None if computed is None else Reason("SB231", f"the row comes from {_SAID.format(computed)}", span)

    def _not_written(self, node: ast.expr, stopped: Unliftable, value: Any) -> Reason | None:
        """Why SymPy's value cannot stand for the row; None where it can."""
        assert self.source is not None
        assert self.names is not None
        place = self.source.span(stopped.node)
        computed = computed_by((node,), self.names)
        if computed is not None:
            return Reason("SB231", f"{stopped.message}: the row comes from {_SAID.format(computed)}", place)
        if isinstance(value, sympy.Basic) and value.atoms(sympy.Float):
            return Reason("SB231", "a decimal in this row was computed by Python; write it out, or use Rational", place)
        return None


def _unmarked(node: ast.expr, names: Namespace) -> ast.expr:
    """The expression inside refuted(…)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        try:
            marks = names.value(called) is refuted if isinstance(node.func, ast.Name) else called == "refuted"
        except KeyError:
            marks = False
        if marks:
            return node.args[0]
    return node


def _agrees(written: Any, value: Any) -> bool:
    """Whether evaluating the row as written gives the value that Python computed."""
    if written is value:
        return True
    if evaluated(written) == value:
        return True
    found = evaluated(written, stepwise=True)
    if found == value:
        return True
    return isinstance(value, sympy.Basic) and bool(found == evaluated(value, stepwise=True))
