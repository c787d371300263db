"""Every line of the catalogue at several points, by numbers alone: no proof, no rewriting, no derivative table.

A line that is not marked must hold between its neighbours and against the head of its chain, unless a wrong line
stands before it in the chain; a marked one must fail both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from mpmath import mpf

from symback.document import Claims, Derivation, Unread
from symback.kernel.claim import Definition
from symback.kernel.terms import Compare, Condition, Sum, Term, walk
from symback.readers.python import READER
from tests.numeric_evaluator import (
    NoValue,
    Scope,
    World,
    assignments,
    free_indices,
    holds,
    numerals,
    ranges,
    value,
)

CATALOGUE = sorted((Path(__file__).parent.parent / "derivations").glob("*.py"))
# The sizes of the ranges of a line, in the order of their names: unequal, swapped, and one of them 1.
SIZES = ((2, 3, 4), (3, 2, 2), (1, 2, 1))
SEEDS = (3, 6)  # the names of the catalogue get values of both signs
each_file = pytest.mark.parametrize("path", CATALOGUE, ids=[path.stem for path in CATALOGUE])


@cache
def read(path: Path) -> tuple[Derivation, ...]:
    derivations, errors = READER.read(str(path), path.read_text("utf-8"))
    assert not errors
    return derivations


def reached(terms: tuple[Term, ...], definitions: dict[str, Definition]) -> dict[str, Definition]:
    """The definitions that the terms lead to."""
    found: dict[str, Definition] = {}
    waiting = list(terms)
    while waiting:
        for node in walk(waiting.pop()):
            name = getattr(node, "array", None) or getattr(node, "name", None)
            if name in definitions and name not in found:
                found[name] = definitions[name]
                waiting.append(definitions[name].body)
    return found


def solved(condition: Condition, scope: Scope) -> dict[tuple[str, tuple[int, ...]], mpf]:
    """The last entry of a sum moved so that the condition, sum = value, holds."""
    assert isinstance(condition, Compare)
    total = next(node for node in walk(condition) if isinstance(node, Sum))
    place = (total.body.array, (scope.world.size(total.index.range),))

    def gap(entry: int) -> mpf:
        at = Scope(scope.world, scope.indices, shifted={place: mpf(entry)})
        return value(condition.left, at) - value(condition.right, at)

    return {place: -gap(0) / (gap(1) - gap(0))}


def scopes(terms: tuple[Term, ...], content: Claims, derivation: Derivation) -> list[tuple[Scope, Scope]]:
    """Points at which all that is assumed holds, each also with the varying names moved."""
    definitions = {definition.name: definition for definition in derivation.definitions}
    used = reached(terms, definitions)
    bodies = (*terms, *(definition.body for definition in used.values()))
    written = (*bodies, *derivation.assumptions, *content.assuming)
    names = sorted({of.size for node in written for of in ranges(node) if isinstance(of.size, str)})
    least = max(numerals(body) for body in bodies)
    indices = {name: index for term in terms for name, index in free_indices(term).items()}
    for definition in used.values():
        own = {index.name for index in definition.indices}
        indices |= {name: index for name, index in free_indices(definition.body).items() if name not in own}
    for condition in content.assuming:
        indices |= free_indices(condition)
    found = []
    for pattern in SIZES:
        sizes = {name: max(pattern[place % 3], least) for place, name in enumerate(names)}
        for seed in SEEDS:
            worlds = [
                World(definitions, sizes, seed, moved) for moved in (frozenset[str](), frozenset(content.varying))
            ]
            for chosen in assignments(indices, worlds[0]):
                pair = [Scope(world, chosen, claimed=chosen) for world in worlds]
                for condition in derivation.assumptions:
                    if isinstance(condition, Compare) and condition.relation == "==":
                        pair = [Scope(at.world, chosen, shifted=solved(condition, at), claimed=chosen) for at in pair]
                if all(holds(condition, pair[0]) for condition in (*derivation.assumptions, *content.assuming)):
                    found.append((pair[0], pair[1]))
    return found


@dataclass(frozen=True)
class Values:
    """The sides and the head of a line at one point, and again with the varying names moved."""

    left: mpf
    right: mpf
    head: mpf
    moved: tuple[mpf, mpf, mpf]


@cache
def values(content: Claims, derivation: Derivation) -> tuple[Values, ...]:
    """The line at all points at which both sides have a value; there is one for each seed at least."""
    found = []
    terms = (content.left, content.right, content.head)
    for scope, varied in scopes(terms, content, derivation):
        try:
            here = [value(term, scope) for term in terms]
            there = [value(term, varied) for term in terms] if content.varying else here
        except NoValue:
            continue
        found.append(Values(here[0], here[1], here[2], (there[0], there[1], there[2])))
    assert len(found) >= len(SEEDS)
    return tuple(found)


def related(content: Claims, a: mpf, b: mpf, moved: tuple[mpf, mpf]) -> bool:
    """Whether a relation b holds, `moved` being the sides after the varying names have changed."""
    if content.relation == "proportional":
        return abs(a * moved[1] - moved[0] * b) <= mpf(10) ** -20 * abs(a * moved[1]) and a != 0 and b != 0
    if content.rounded is not None:
        half = Fraction(content.rounded)
        return abs(a - b) <= mpf(half.numerator) / half.denominator
    return abs(a - b) <= mpf(10) ** -20 * (abs(a) + abs(b)) + mpf(10) ** -25


@each_file
def test_every_line_holds_or_fails_as_it_is_marked(path):
    for derivation in read(path):
        wrong_before: dict[int, bool] = {}
        for statement in derivation.statements:
            content = statement.content
            assert not isinstance(content, Unread), f"{path.name}:{statement.span.line}: {content}"
            if not isinstance(content, Claims):
                continue
            points = values(content, derivation)
            by_step = all(related(content, at.left, at.right, at.moved[:2]) for at in points)
            by_head = all(related(content, at.head, at.right, (at.moved[2], at.moved[1])) for at in points)
            place = f"{path.name}:{statement.span.line}: {statement.source}"
            if statement.expected is not None:
                assert not by_step, f"{place} is marked as wrong and follows from the row before"
                assert not by_head, f"{place} is marked as wrong and equals its head"
            elif wrong_before.get(statement.chain, False):
                assert by_step or by_head, f"{place} is wrong and not marked"
            else:
                assert by_step, f"{place} does not follow from the row before"
                assert by_head, f"{place} does not equal its head"
            wrong_before[statement.chain] = not by_head


@each_file
def test_a_changed_line_would_be_noticed(path):
    shift = mpf(1) / 7
    for derivation in read(path):
        for statement in derivation.statements:
            content = statement.content
            if isinstance(content, Claims) and statement.expected is None:
                points = values(content, derivation)
                changed = [
                    related(content, at.left, at.right + shift, (at.moved[0], at.moved[1] + shift)) for at in points
                ]
                assert not all(changed), statement.source
