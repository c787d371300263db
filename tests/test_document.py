from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from symback.document import Claims, Derivation, Span, Statement
from tests.kernel.build import x, y


def statement(span: Span) -> Statement:
    return Statement("s1", span, 1, "x = y", "=", Claims(x, y, x))


def test_a_document_is_a_value() -> None:
    first = Derivation("a.py", "python", "a", "A", "", (statement(Span(1, 1, 1, 6)),), (), (), ())
    second = Derivation("a.py", "python", "a", "A", "", (statement(Span(1, 1, 1, 6)),), (), (), ())
    assert first == second
    assert hash(first) == hash(second)
    with pytest.raises(FrozenInstanceError):
        first.name = "b"  # type: ignore[misc]


def test_places_outside_notebooks_have_no_cell() -> None:
    assert Span(1, 1, 2, 1).cell is None
    assert statement(Span(1, 1, 1, 6)) != statement(Span(1, 1, 1, 6, cell=0))


def test_what_an_author_did_not_say_is_empty() -> None:
    said = statement(Span(1, 1, 1, 6))
    assert (said.label, said.result, said.expected) == (None, None, None)
