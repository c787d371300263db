"""JSON for programs: the schema is docs/reference/report.schema.json, every key is always present."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from symback.document import InputError, Reason
from symback.reports._record import Document, Record, Renderer, Row, Style, Witness, total

SCHEMA = 1


def render(record: Record, style: Style) -> str:  # noqa: ARG001
    """The report as one JSON object and a newline."""
    return json.dumps(as_object(record), ensure_ascii=False) + "\n"


def as_object(record: Record) -> dict[str, Any]:
    """The report as dictionaries, lists, strings, numbers, None."""
    # The version is the package's; importing it at module level would close a circle.
    from symback import __version__

    return {
        "schema": SCHEMA,
        "symback": __version__,
        "summary": asdict(total(record.documents)),
        "errors": [_error(error) for error in record.errors],
        "documents": [_document(document) for document in record.documents],
    }


def _error(error: InputError) -> dict[str, Any]:
    return {
        "path": error.path,
        "line": error.line,
        "column": error.column,
        "code": error.code,
        "message": error.message,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "kind": document.kind,
        "name": document.name,
        "title": document.title,
        "source": document.citation,
        "context": [
            {"name": one.name, "is": one.meaning, "from": one.origin, "line": one.line} for one in document.context
        ],
        "findings": [],
        "statements": [_statement(row) for row in document.rows],
    }


def _statement(row: Row) -> dict[str, Any]:
    return {
        "id": row.identifier,
        "line": row.span.line,
        "column": row.span.column,
        "end_line": row.span.end_line,
        "end_column": row.span.end_column,
        "cell": row.span.cell,
        "chain": row.chain,
        "label": row.label,
        "result": row.result,
        "source": row.source,
        "relation": row.relation,
        "understood": row.understood,
        "latex": row.latex,
        "term": row.term,
        "verdict": row.verdict,
        "role": row.role,
        "against_head": row.against_head,
        "expected": row.expected,
        "method": row.method,
        "conditions": list(row.conditions),
        "assumptions": list(row.assumptions),
        "would_hold_if": row.would_hold_if,
        "counterexample": _witness(row.witness),
        "hints": [{"code": hint.code, "message": hint.message, "replacement": hint.replacement} for hint in row.hints],
        "points": row.points,
        "error_bound": row.error_bound,
        "reason": _reason(row.reason),
    }


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    if witness is None:
        return None
    return {
        "sizes": dict(witness.sizes),
        "indices": dict(witness.indices),
        "values": dict(witness.values),
        "functions": {name: body for name, _, body in witness.functions},
        "lhs": {"lower": witness.lhs[0], "upper": witness.lhs[1]},
        "rhs": {"lower": witness.rhs[0], "upper": witness.rhs[1]},
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    span = reason.span
    return {
        "code": reason.code,
        "message": reason.message,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "declare": reason.declare,
    }


RENDERER = Renderer("json", render)
