"""The statements of one chain: a claim for each relation sign, or why it cannot be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from symback.dependence import (
    base_name,
    closure,
    direct_everywhere,
    direct_in_products,
    has_written_chain_rule,
    names_in,
    unknown_dependence,
)
from symback.document import Claims, Content, Reason, Relation, Span, Unread
from symback.kernel.terms import Condition, Derivative, Term, walk
from symback.readers._records import Chain, Row
from symback.sympy_bridge.written import decimal_text, half_unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement without its number: `within` is the text of its chain's head."""

    span: Span
    source: str
    relation: Relation
    content: Content
    within: str
    result: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the claims of a derivation stand in.

    `behind` gives the names that each definition uses, `known` those that are defined or are inputs,
    `broken` what was not understood, and where.
    """

    behind: Mapping[str, frozenset[str]]
    known: frozenset[str]
    broken: Mapping[str, str]
    convention: Literal["total", "direct"] | None

    def reading(self, term: Term, *, by_chain_rule: bool) -> Term:
        """The term with its derivatives in the reading that the convention or the form of the step says.

        In a chain that writes the chain rule out, the derivative that is expanded is total in any case.
        """
        if self.convention == "total":
            return term
        if self.convention == "direct" and not by_chain_rule:
            return direct_everywhere(term, self.behind)
        return direct_in_products(term, self.behind)

    def obstacle(self, terms: Iterable[Term]) -> Reason | None:
        """Why a step with these terms cannot be judged: something behind it was not understood."""
        for term in terms:
            for name in sorted(closure(names_in(term), self.behind)):
                if name in self.broken:
                    return Reason("SB233", f"{name} is not understood: {self.broken[name]}")
            unknown = unknown_dependence(term, self.behind, self.known)
            if unknown is not None:
                name, by = unknown
                message = (
                    f"nothing says how {name} depends on {by}; define {name}, or write it as a function of its inputs"
                )
                return Reason("SB229", message, declare=f"define({name}, …)")
        return None


def drafts(
    chain: Chain, terms: list[Term | Reason], assuming: tuple[Condition, ...], blocked: Reason | None, setting: Setting
) -> list[Draft]:
    """One draft for each relation sign of a chain; `blocked` is why the chain's conditions cannot be read."""
    head = next((term for term in terms if isinstance(term, Term)), None)
    by_rule = any(isinstance(term, Term) and has_written_chain_rule(term) for term in terms)
    made = []
    sides = list(pairwise(zip(chain.rows, terms, strict=True)))
    for place, ((left_row, left), (right_row, right)) in enumerate(sides):
        content: Content
        problem = blocked
        if isinstance(right, Reason):
            problem = right
        elif isinstance(left, Reason):
            problem = left
        if problem is not None or isinstance(left, Reason) or isinstance(right, Reason) or head is None:
            reason = problem or Reason("SB231", "the row cannot be read")
            content = Unread(reason if reason.span is not None else replace(reason, span=right_row.span))
        else:
            content = _content(
                chain, left_row, right_row, (left, right, head), assuming, setting, by_chain_rule=by_rule
            )
            if isinstance(content, Unread) and content.reason.span is None:
                content = Unread(replace(content.reason, span=right_row.span))
        span, source = joined(left_row, right_row, "=") if place == 0 else (right_row.span, right_row.source)
        result = chain.result if place == len(sides) - 1 else None
        made.append(Draft(span, source, _relation(chain), content, chain.rows[0].source, result, right_row.expected))
    return made


def joined(left: Row, right: Row, sign: str) -> tuple[Span, str]:
    """The place and text from one row to another."""
    first, last = sorted((left.span, right.span), key=lambda span: (span.line, span.column))
    span = Span(first.line, first.column, last.end_line, last.end_column)
    if left.file is None or left.span == right.span:
        return span, f"{left.source} {sign} {right.source}"
    return span, left.file.between(span)


def _relation(chain: Chain) -> Relation:
    return chain.kind


def _content(
    chain: Chain,
    left_row: Row,
    right_row: Row,
    terms: tuple[Term, Term, Term],
    assuming: tuple[Condition, ...],
    setting: Setting,
    *,
    by_chain_rule: bool,
) -> Content:
    left, right, _ = terms
    if _rewritten_alike(left_row, right_row, same_terms=left is right):
        message = (
            "after SymPy's automatic evaluation this row is the same as the one before, and its text is not in "
            "the call; write the row out as one expression"
        )
        return Unread(Reason("SB230", message))
    obstacle = setting.obstacle((left, right))
    if obstacle is not None:
        return Unread(obstacle)
    readings = tuple(setting.reading(term, by_chain_rule=by_chain_rule) for term in terms)
    other = None
    if setting.convention is None and readings[:2] != (left, right):
        other = (left, right)
    relation: Literal["equal", "near", "proportional"] = "proportional" if chain.kind == "∝" else "equal"
    rounded = None
    if chain.kind in ("=", "≈"):
        text = decimal_text(right_row.expression) or decimal_text(left_row.expression)
        if text is not None:
            rounded = str(half_unit(text))
        if text is not None or chain.kind == "≈":
            relation = "near"
    varying = _varying(chain, left, right) if relation == "proportional" else ()
    return Claims(readings[0], readings[1], readings[2], relation, rounded, varying, assuming, other)


def _rewritten_alike(left: Row, right: Row, *, same_terms: bool) -> bool:
    """Whether two rows, not both as written, are alike because of SymPy's automatic evaluation."""
    if left.as_written and right.as_written:
        return False
    return same_terms or ((left.opaque or right.opaque) and bool(left.value == right.value))


def _varying(chain: Chain, *terms: Term) -> tuple[str, ...]:
    """The declared names, and those that a side differentiates by."""
    found = set(chain.varying)
    for term in terms:
        for node in walk(term):
            if isinstance(node, Derivative):
                name = base_name(node.variable)
                found |= {name} if name is not None else set()
    return tuple(sorted(found))
