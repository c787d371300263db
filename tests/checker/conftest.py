from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from symback.document import Claims, Content, Derivation, Span, Statement
from symback.kernel.claim import Definition
from symback.kernel.terms import Term


@pytest.fixture
def derivation() -> Callable[..., Derivation]:
    """A derivation of the given contents; rows of terms are a chain of claims."""

    def make(
        *parts: Content | tuple[Term, ...], definitions: tuple[Definition, ...] = (), **fields: object
    ) -> Derivation:
        statements: list[Statement] = []
        for chain, part in enumerate(parts, 1):
            contents: list[Content]
            if isinstance(part, tuple):
                contents = [Claims(left, right, part[0]) for left, right in pairwise(part)]
            else:
                contents = [part]
            for content in contents:
                line = len(statements) + 1
                span = Span(line, 1, line, 5)
                statements.append(Statement(f"s{line}", span, chain, "text", "=", content, **fields))  # type: ignore[arg-type]
        return Derivation("a.py", "python", "a", "a", "", tuple(statements), definitions, (), ())

    return make
