"""Which lines of a checked derivation compile, and why another one does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from symback.compiler.closed import has_derivative
from symback.compiler.program import CompileError
from symback.compiler.subject import Formula, Subject, Update
from symback.document import Claims
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import walk
from symback.kernel.theorem import Theorem
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

NEW_VALUE = "\N{SUPERSCRIPT PLUS SIGN}"
"""What a reader appends to a name for its value after an update."""


def formula(theorem: Theorem, name: str) -> Formula:
    """The theorem as something to compile; raises CompileError where it is no equation for all indices."""
    claim = theorem.claim
    if claim.relation != "equal":
        raise CompileError(f"{name} is proved, but as {claim.relation}, not as an equation")
    if any(map(_positional, claim.assumptions)):
        raise CompileError(f"{name} is proved for some positions only; compile a form that holds for all indices")
    conditions = tuple(dict.fromkeys((*claim.assumptions, *theorem.conditions)))
    return Formula(name, claim.left, claim.right, conditions, theorem.witness)


def _positional(condition: t.Condition) -> bool:
    return any(isinstance(node, t.SameIndex) for node in walk(condition))


def subject_of_theorem(theorem: Theorem, name: str) -> Subject:
    """One theorem, with the definitions of its claim."""
    form = formula(theorem, name)
    closed = () if has_derivative(form.right) else (form,)
    return Subject(name, name, "", _by_name(theorem.claim.definitions), (form,), closed)


def subjects(documents: tuple[DocumentReport, ...], name: str, result: str | None) -> tuple[Subject, ...]:
    """What compiles of the documents of one file: the named result, or all named results.

    A line that has no name of its own goes by the label of its equation. Raises CompileError where one of
    them is not proved, naming its line.
    """
    found = []
    for document in documents:
        named = [each for each in document.judged if _result(each) is not None and result in (None, _result(each))]
        named = named or [each for each in document.judged if _labelled(each, result)][-1:]
        if named:
            found.append(_subject(document, name, named))
    if not found:
        known = ", ".join(sorted({known for d in documents for each in d.judged if (known := _result(each))}))
        what = f"{name} has no result {result}" if result else f"{name} names no result"
        raise CompileError(f"{what}; its results are {known}" if known else what)
    return tuple(found)


def _result(judged: Judged) -> str | None:
    return judged.statement.result if isinstance(judged.statement.content, Claims) else None


def _labelled(judged: Judged, label: str | None) -> bool:
    return label is not None and judged.statement.label == label and isinstance(judged.statement.content, Claims)


def _subject(document: DocumentReport, name: str, named: list[Judged]) -> Subject:
    derivation = document.derivation
    theorems = [proved_theorem(each, derivation.path) for each in named]
    names = [_result(each) or str(each.statement.label) for each in named]
    formulas = tuple(formula(theorem, name) for theorem, name in zip(theorems, names, strict=True))
    definitions = _by_name(derivation.definitions)
    others = [theorem for each in reversed(document.judged) for theorem in _theorems(each)]
    closed = tuple(_closed((*theorems, *others), frozenset(derivation.assumptions)))
    return Subject(
        name,
        derivation.title,
        derivation.citation,
        definitions,
        formulas,
        closed,
        tuple(_updates(definitions)),
        tuple(
            side
            for each in document.judged
            if isinstance(each.statement.content, Claims)
            for side in (each.statement.content.left, each.statement.content.right)
        ),
        derivation.assumptions,
    )


def _theorems(judged: Judged) -> Iterator[Theorem]:
    for verdict in (judged.against_head, judged.verdict):
        if isinstance(verdict, Proved):
            yield verdict.theorem


def _closed(theorems: Iterable[Theorem], assumptions: frozenset[t.Condition]) -> Iterator[Formula]:
    """The theorems that may stand in for their left side elsewhere.

    They give a derivative or a name without derivatives, under assumptions of the whole derivation only: a
    case of one chain would be lost on the way.
    """
    for theorem in theorems:
        claim = theorem.claim
        plain = isinstance(claim.left, t.Derivative | t.Symbol | t.Entry) and not has_derivative(claim.right)
        if plain and claim.relation == "equal" and assumptions.issuperset(claim.assumptions):
            yield Formula("", claim.left, claim.right, (*claim.assumptions, *theorem.conditions))


def proved_theorem(judged: Judged, path: str) -> Theorem:
    """The theorem head = right side of a line; raises CompileError with the line where it is not proved."""
    statement = judged.statement
    verdict = judged.against_head or judged.verdict
    if isinstance(verdict, Proved):
        return verdict.theorem
    what = statement.result or statement.source
    raise CompileError(f"{path}:{statement.span.line}: {what} is {_why(verdict)}; only proved results compile")


def _why(verdict: Verdict) -> str:
    match verdict:
        case Refuted():
            return "refuted"
        case Supported(reason=reason):
            return f"supported, not proved ({reason.message})"
        case Undecided(reason=reason):
            return f"undecided ({reason.message})"
        case NotUnderstood(reason=reason):
            return f"not understood ({reason.message})"
        case Accepted(status=status):
            return f"an {status}" if status == "assumption" else f"a {status}, which has nothing to prove"
        case Proved():
            return "proved"
        case _:
            assert_never(verdict)


def _updates(definitions: Mapping[str, Definition]) -> Iterator[Update]:
    """The definitions of new values, in the order of the derivation."""
    for name, definition in definitions.items():
        if name.endswith(NEW_VALUE) and not definition.parameters:
            yield Update(name.removesuffix(NEW_VALUE), name, definition.indices, definition.body)


def _by_name(definitions: tuple[Definition, ...]) -> dict[str, Definition]:
    return {definition.name: definition for definition in definitions}
