"""The records of a `Derivation`, read together: the document, or what is wrong with the input."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256

import sympy

from symback.dependence import circle, dependences, known_names, unknown_dependence
from symback.document import Assumes, ContextEntry, Defines, Derivation, InputError, Reason, Relation, Statement, Unread
from symback.kernel.claim import Definition
from symback.kernel.terms import Always, Condition, Term
from symback.readers._builder import Derivation as Builder
from symback.readers._heads import Head, definition_of, head_of, renamed
from symback.readers._links import Draft, Setting, drafts, joined
from symback.readers._records import Assume, Chain, Define, Record, Row
from symback.sympy_bridge import Reading, Scope
from symback.sympy_bridge.reading import BUILT_IN


def assemble(builder: Builder) -> tuple[Derivation | None, tuple[InputError, ...]]:
    """The document that a builder's records say; None where they contradict each other."""
    return _Assembly(builder).document()


class _Assembly:
    """The state of reading one derivation: learn every row, define, then state."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.reading = Reading()
        self.errors: list[InputError] = []
        self.scopes: dict[int, Scope] = {}
        self.heads: dict[int, Head | Reason] = {}
        self.failed: dict[Row, Reason] = {}
        self.definitions: dict[str, Definition] = {}
        self.defined_at: dict[str, int] = {}
        self.broken: dict[str, str] = {}
        self.conditions: list[Condition] = []
        self.made: dict[int, list[Draft]] = {}

    def document(self) -> tuple[Derivation | None, tuple[InputError, ...]]:
        """Read all records."""
        records = list(enumerate(self.builder.records))
        for number, record in records:
            self._learn(number, record)
        for number, record in records:
            if isinstance(record, Assume):
                self._learn_assumption(number, record)
        for number, record in records:
            if isinstance(record, Define):
                self._define(number, record)
            elif isinstance(record, Chain) and record.kind == "←":
                self._update(number, record)
        self._check_circles()
        for number, record in records:
            if isinstance(record, Assume):
                self._assume(number, record)
        setting = self._setting()
        about_indices = [record.condition for _, record in records if isinstance(record, Assume)]
        for number, record in records:
            if isinstance(record, Chain) and number not in self.made:
                here = [row for row in about_indices if self._compares_letters(row, self.scopes[number])]
                self._state(number, record, here, setting)
        if self.errors:
            return None, tuple(self.errors)
        document = Derivation(
            path=self.builder.path,
            kind="python",
            name=self.builder.name,
            title=self.builder.title,
            citation=self.builder.citation,
            statements=self._statements(),
            definitions=tuple(self.definitions.values()),
            assumptions=(*self.reading.assumptions(), *self.conditions),
            context=self._context(),
        )
        return document, ()

    def _learn(self, number: int, record: Record) -> None:
        if isinstance(record, Assume):
            return
        rows: tuple[Row, ...]
        if isinstance(record, Define):
            found = head_of(record.head.expression)
            self.heads[number] = found
            parameters = found.parameters if isinstance(found, Head) else frozenset()
            scope, rows = self.reading.scope(parameters=parameters), (record.head, record.body)
        else:
            scope, rows = self.reading.scope(), (*record.rows, *record.where)
        self.scopes[number] = scope
        for row in rows:
            self._learn_row(row, scope)

    def _learn_row(self, row: Row, scope: Scope) -> None:
        reason = row.unread
        if reason is None and isinstance(row.expression, sympy.Basic):
            reason = self.reading.learn(row.expression, scope)
        if reason is not None:
            self._fail(row, reason)

    def _learn_assumption(self, number: int, record: Assume) -> None:
        scope = self._scope_of_indices(record.condition)
        if scope is None:
            scope = self.reading.scope(universal=True)
            unused = _unused_letters(record.condition)
            if unused:
                message = f"no claim with the index {unused} is read; the assumption says nothing about the others"
                self._fail(record.condition, Reason("SB235", message))
        self.scopes[number] = scope
        self._learn_row(record.condition, scope)

    def _scope_of_indices(self, row: Row) -> Scope | None:
        """The first scope of claims in which a condition compares index letters; None if it compares values."""
        return next((scope for scope in self.scopes.values() if self._compares_letters(row, scope)), None)

    def _compares_letters(self, row: Row, scope: Scope) -> bool:
        if scope.universal:
            return False
        stack = [row.expression]
        while stack:
            relation = stack.pop()
            if isinstance(relation, sympy.And):
                stack.extend(relation.args)
                continue
            if not isinstance(relation, sympy.Eq | sympy.Ne):
                return False
            letters = [side for side in relation.args if not isinstance(side, sympy.Integer)]
            if not letters or not all(letter in scope.letters.values() for letter in letters):
                return False
        return True

    def _fail(self, row: Row, reason: Reason) -> Reason:
        if reason.code == "SB905":
            self._error("SB905", reason.message, row)
        return self.failed.setdefault(row, reason if reason.span is not None else replace(reason, span=row.span))

    def _error(self, code: str, message: str, row: Row) -> None:
        found = InputError(self.builder.path, code, message, row.span.line, row.span.column)
        if found not in self.errors:
            self.errors.append(found)

    def _term(self, row: Row, number: int) -> Term | Reason:
        if row in self.failed:
            return self.failed[row]
        found = self.reading.term(row.expression, self.scopes[number])
        return self._fail(row, found) if isinstance(found, Reason) else found

    def _condition(self, row: Row, scope: Scope) -> Condition | Reason:
        if row in self.failed:
            return self.failed[row]
        found = self.reading.condition(row.expression, scope)
        return self._fail(row, found) if isinstance(found, Reason) else found

    def _setting(self) -> Setting:
        behind = dependences(self.definitions.values())
        known = known_names(self.definitions.values())
        broken = dict(self.broken)
        for name, definition in self.definitions.items():
            unknown = unknown_dependence(definition.body, behind, known)
            if unknown is not None:
                broken.setdefault(name, f"nothing says how {unknown[0]} depends on {unknown[1]}")
        return Setting(behind, known, broken, self.builder.convention)

    def _define(self, number: int, record: Define) -> None:
        found = self.heads[number]
        head, body = self._term(record.head, number), self._term(record.body, number)
        made: Definition | Reason
        if isinstance(found, Reason):
            made = found
        elif isinstance(head, Reason) or isinstance(body, Reason):
            made = head if isinstance(head, Reason) else body  # type: ignore[assignment]
        else:
            made = definition_of(head, body, found.name)
        if isinstance(found, Head):
            line = record.head.span.line
            if found.name in self.defined_at:
                before = self.defined_at[found.name]
                message = (
                    f"{found.name} is defined already, at line {before}; a second right side is a claim: use claim()"
                )
                self._error("SB906", message, record.head)
            self.defined_at.setdefault(found.name, line)
            if isinstance(made, Reason):
                self.broken.setdefault(found.name, f"line {line}: {made.message}")
        if isinstance(made, Definition):
            self.definitions.setdefault(made.name, made)
        self._draft(number, record.head, record.body, ":=", made)

    def _update(self, number: int, record: Chain) -> None:
        target, new_value = record.rows
        found = head_of(target.expression)
        left, right = self._term(target, number), self._term(new_value, number)
        if isinstance(found, Head) and isinstance(left, Term) and isinstance(right, Term):
            name = f"{found.name}⁺"
            if found.parameters:
                made: Definition | Reason = Reason("SB232", "a function is no quantity that is updated")
            elif name in self.definitions:
                named = renamed(left, name)
                other = Chain("←", record.rows, record.result, record.label, ())
                self.made[number] = drafts(other, [named, right], (), None, self._setting())
                return
            else:
                made = definition_of(left, right, name)
            if isinstance(made, Definition):
                self.definitions[name] = made
        else:
            made = next(item for item in (found, left, right) if isinstance(item, Reason))
        self._draft(number, target, new_value, "←", made, record.result)

    def _draft(
        self,
        number: int,
        head: Row,
        body: Row,
        relation: Relation,
        made: Definition | Reason,
        result: str | None = None,
    ) -> None:
        span, source = joined(head, body, relation)
        if isinstance(made, Reason):
            content: Defines | Unread = Unread(made if made.span is not None else replace(made, span=span))
        else:
            content = Defines(made)
        self.made[number] = [Draft(span, source, relation, content, head.source, result)]

    def _check_circles(self) -> None:
        found = circle(dependences(self.definitions.values()))
        if found is not None:
            line = self.defined_at.get(found[0])
            message = f"the definitions go in a circle: {' → '.join(found)}"
            self.errors.append(InputError(self.builder.path, "SB907", message, line, 1 if line else None))

    def _assume(self, number: int, record: Assume) -> None:
        row, scope = record.condition, self.scopes[number]
        made = self._condition(row, scope)
        if isinstance(made, Reason):
            for name in sorted(_symbol_names(row)):
                self.broken.setdefault(name, f"an assumption about it, at line {row.span.line}: {made.message}")
        elif scope.universal and not isinstance(made, Always):
            self.conditions.append(made)
        content = Unread(made) if isinstance(made, Reason) else Assumes(made)
        self.made[number] = [Draft(row.span, row.source, "=", content, "")]

    def _state(self, number: int, record: Chain, about_indices: list[Row], setting: Setting) -> None:
        scope = self.scopes[number]
        assuming: list[Condition] = []
        blocked: Reason | None = None
        for row in (*about_indices, *record.where):
            made = self._condition(row, scope)
            if isinstance(made, Reason):
                blocked = blocked or made
            elif not isinstance(made, Always):
                assuming.append(made)
        terms = [self._term(row, number) for row in record.rows]
        self.made[number] = drafts(record, terms, tuple(assuming), blocked, setting)

    def _statements(self) -> tuple[Statement, ...]:
        statements = []
        named = Counter[str]()
        for number, record in enumerate(self.builder.records):
            for draft in self.made[number]:
                key = "\n".join((self.builder.name, _compact(draft.within), _compact(draft.source)))
                named[key] += 1
                statements.append(
                    Statement(
                        identifier=sha256(f"{key}\n{named[key]}".encode()).hexdigest()[:12],
                        span=draft.span,
                        chain=number + 1,
                        source=draft.source,
                        relation=draft.relation,
                        content=draft.content,
                        label=record.label,
                        result=draft.result,
                        expected=draft.expected,
                    )
                )
        return tuple(statements)

    def _context(self) -> tuple[ContextEntry, ...]:
        return tuple(
            ContextEntry(name, meaning, "built-in" if meaning == BUILT_IN else "declared", self.defined_at.get(name))
            for name, meaning in sorted(self.reading.meanings().items())
        )


def _compact(text: str) -> str:
    return " ".join(text.split())


def _symbol_names(row: Row) -> set[str]:
    if not isinstance(row.expression, sympy.Basic):
        return set()
    return {str(symbol.name) for symbol in row.expression.atoms(sympy.Symbol)}


def _unused_letters(row: Row) -> str:
    """The letter in a comparison of symbols declared integer, which only an index can be."""
    relation = row.expression
    if not isinstance(relation, sympy.Eq | sympy.Ne):
        return ""
    letters = [side for side in relation.args if isinstance(side, sympy.Symbol | sympy.Idx)]
    plain = len(letters) == 2 and all(letter.is_integer and not letter.is_positive for letter in letters)
    return str(letters[0]) if plain else ""
