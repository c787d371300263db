"""DocumentReport -> Document: every answer put into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from symback.checker.summary import expectation, is_finding, is_open, summarise
from symback.document import Assumes, Claims, Content, Defines, Derivation, Statement, Unread
from symback.kernel.claim import Claim, Definition
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.terms import Call, Condition, Entry, Symbol, Term, walk
from symback.kernel.theorem import Refutation
from symback.notation.grammar import arrays, needed
from symback.notation.latex import latex
from symback.notation.show import show, show_name
from symback.reports._decimals import apart, bounds
from symback.reports._record import Document, HintRecord, Row, Witness
from symback.reports._understood import decimal_text, understood
from symback.verdict import (
    Accepted,
    DocumentReport,
    Judged,
    NotUnderstood,
    Proved,
    Refuted,
    Supported,
    Undecided,
    Verdict,
)

_LATEX_RELATIONS = {"=": "=", ":=": ":=", "≈": r"\approx", "∝": r"\propto", "←": r"\leftarrow", "⇒": r"\Rightarrow"}


def describe(report: DocumentReport) -> Document:
    """The document's answers in words."""
    derivation = report.derivation
    return Document(
        path=derivation.path,
        kind=derivation.kind,
        name=derivation.name,
        title=derivation.title,
        citation=derivation.citation,
        context=derivation.context,
        rows=tuple(_row(answer, derivation) for answer in report.judged),
        summary=summarise((report,)),
        findings=sum(map(is_finding, report.judged)),
        missed=sum(expectation(answer) == "failed" for answer in report.judged),
        unresolved=sum(map(is_open, report.judged)),
    )


def _row(answer: Judged, derivation: Derivation) -> Row:
    statement, verdict = answer.statement, answer.verdict
    sides = _sides(statement)
    left, right = sides or (None, None)
    assuming = _assuming(statement)
    listed = (*derivation.assumptions, *assuming) if isinstance(statement.content, Claims) else ()
    theorem = verdict.theorem if isinstance(verdict, Proved) else None
    conditions = theorem.conditions if theorem else ()
    head = answer.against_head
    return Row(
        identifier=statement.identifier,
        span=statement.span,
        chain=statement.chain,
        label=statement.label,
        result=statement.result,
        source=statement.source,
        relation=statement.relation,
        left=show(left) if left else _assumed(statement.content, show),
        right=_right(statement, right) if right else "",
        left_latex=latex(left) if left else _assumed(statement.content, latex),
        right_latex=latex(right) if right else "",
        continues=isinstance(statement.content, Claims) and statement.content.left is not statement.content.head,
        understood=understood(statement, derivation),
        latex=f"{latex(left)} {_LATEX_RELATIONS[statement.relation]} {latex(right)}" if left and right else None,
        term=_term(statement, derivation),
        verdict=verdict.status,
        role=answer.role,
        against_head=head.status if head else None,
        expected=statement.expected,
        expectation=expectation(answer),
        method=verdict.method if isinstance(verdict, Proved) else None,
        conditions=_plain(conditions),
        conditions_shown=tuple(map(show, conditions)),
        conditions_latex=tuple(map(latex, conditions)),
        notes=_notes(verdict),
        assumptions=_plain(listed),
        own_assumptions=tuple(map(show, assuming)),
        own_assumptions_latex=tuple(map(latex, assuming)),
        would_hold_if=_would_hold(verdict),
        witness=witness(verdict.refutation) if isinstance(verdict, Refuted) else None,
        head_witness=witness(head.refutation) if isinstance(head, Refuted) else None,
        hints=tuple(HintRecord(hint.code, hint.message, hint.replacement) for hint in answer.hints),
        points=verdict.points if isinstance(verdict, Supported) else None,
        error_bound=_error_bound(verdict),
        reason=verdict.reason if isinstance(verdict, Supported | Undecided | NotUnderstood) else None,
    )


def _sides(statement: Statement) -> tuple[Term, Term] | None:
    """What stands on the two sides, where the statement is a definition or a claim."""
    match statement.content:
        case Defines(definition=definition):
            return defined_term(definition), definition.body
        case Claims(left=left, right=right):
            return left, right
        case Assumes() | Unread():
            return None


def _assuming(statement: Statement) -> tuple[Condition, ...]:
    """The conditions that the statement itself brings."""
    match statement.content:
        case Assumes(condition=condition):
            return (condition,)
        case Claims(assuming=assuming):
            return assuming
        case Defines() | Unread():
            return ()


def defined_term(definition: Definition) -> Term:
    """The left side of a definition."""
    if definition.indices:
        return Entry(definition.name, definition.indices)
    if definition.parameters:
        return Call(definition.name, definition.parameters, (0,) * len(definition.parameters))
    return Symbol(definition.name)


def _right(statement: Statement, right: Term) -> str:
    """The right side; a rounded decimal with the digits that were printed."""
    content = statement.content
    rounded = content.rounded if isinstance(content, Claims) else None
    return (decimal_text(right, rounded) if rounded is not None else None) or show(right)


def _assumed(content: Content, written: Callable[[Condition], str]) -> str:
    return written(content.condition) if isinstance(content, Assumes) else ""


def _plain(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(show(condition, plain=True) for condition in conditions)


def _term(statement: Statement, derivation: Derivation) -> dict[str, list[object] | None] | None:
    match statement.content:
        case Defines(definition=definition):
            # The definition says what the name is; with itself in scope its left side would be circular.
            return {"lhs": arrays(defined_term(definition)), "rhs": arrays(definition.body)}
        case Claims(left=left, right=right):
            return {"lhs": arrays(left, derivation.definitions), "rhs": arrays(right, derivation.definitions)}
        case Assumes() | Unread():
            return None


def _notes(verdict: Verdict) -> tuple[str, ...]:
    """What was used, and in what the two sides differ as functions."""
    match verdict:
        case Proved(theorem=theorem, only_left=only_left, only_right=only_right):
            notes = []
            if theorem.opened:
                notes.append("uses " + ", ".join(show_name(name) for name in sorted(theorem.opened)))
            if theorem.factor is not None:
                notes.append(f"factor {show(theorem.factor)}")
            if only_right:
                notes.append("the right side alone needs " + ", ".join(map(show, only_right)))
            if only_left:
                notes.append("the left side alone needs " + ", ".join(map(show, only_left)))
            return tuple(notes)
        case Refuted() | Supported() | Undecided() | NotUnderstood() | Accepted():
            return ()


def _would_hold(verdict: Verdict) -> str | None:
    found = verdict.would_hold_if if isinstance(verdict, Refuted) else None
    return show(found, plain=True) if found else None


def _error_bound(verdict: Verdict) -> str | None:
    bound = verdict.error_bound if isinstance(verdict, Supported) else None
    return None if bound is None else bounds((Fraction(0), bound), 3)[1]


def witness(refutation: Refutation) -> Witness:
    """The point of a refutation in words, and both sides in digits."""
    point = refutation.point
    return Witness(
        sizes=tuple(sorted((name, size) for name, size in point.sizes.items() if not name.startswith("1.."))),
        indices=tuple(sorted(point.indices.items())),
        values=_values(point, _symbols(refutation.claim)),
        functions=tuple(_polynomial(name, one) for name, one in sorted(point.functions.items()))
        + tuple((name, f"{show_name(name)}:", _functional(one)) for name, one in sorted(point.functionals.items())),
        lhs=bounds(refutation.left),
        rhs=bounds(refutation.right),
        short=apart(refutation.left, refutation.right),
    )


def _symbols(claim: Claim) -> set[str]:
    """The scalars that the claim's truth depends on: parameters of definitions are not among them."""
    sides: tuple[Term | Condition, ...] = (claim.left, claim.right, *claim.assumptions)
    names = {node.name for side in sides for node in walk(side) if isinstance(node, Symbol)}
    for definition in needed(sides, claim.definitions):
        inside = {node.name for node in walk(definition.body) if isinstance(node, Symbol)}
        names |= inside - {parameter.name for parameter in definition.parameters}
    return names


def _values(point: Point, symbols: set[str]) -> tuple[tuple[str, str], ...]:
    scalars = [(name, str(value)) for name, value in sorted(point.symbols.items()) if name in symbols]
    entries = [
        (f"{array}[{','.join(map(str, place))}]", str(value)) for (array, place), value in sorted(point.entries.items())
    ]
    return (*scalars, *entries)


def _polynomial(name: str, concrete: ConcreteFunction) -> tuple[str, str, str]:
    """The name, f(t) =, and the polynomial in t; in t1, t2, … for several arguments."""
    text = show(concrete.body, plain=True)
    several = len(concrete.parameters) > 1
    letters = [f"t{place}" if several else "t" for place in range(1, len(concrete.parameters) + 1)]
    for parameter, letter in zip(concrete.parameters, letters, strict=True):
        text = re.sub(rf"\b{re.escape(parameter)}\b", letter, text)
    return name, f"{show_name(name)}({', '.join(letters)}) =", re.sub(r"\^1(?!\d)", "", text)


def _functional(concrete: ConcreteFunctional) -> str:
    """In words: with z_1 .. z_m all entries of the arguments."""
    linear = ", ".join(map(str, concrete.linear))
    square = ", ".join(map(str, concrete.square))
    spread = f", component c times 1 + {concrete.spread}*c" if concrete.spread else ""
    return f"linear ({linear}), squares ({square}), product {concrete.product}{spread}"
