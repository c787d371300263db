"""What is compiled: proved formulas with the definitions they stand on, and how to treat a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from symback.compiler.closed import has_derivative
from symback.compiler.leaves import Roles, reachable
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.scope import name_of
from symback.kernel.terms import IndexVariable, Range, Term, walk


@dataclass(frozen=True, slots=True)
class Formula:
    """A proved `left` = `right`, the name that its author gave it, and what it holds under."""

    name: str
    left: Term
    right: Term
    conditions: tuple[t.Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """name_{indices} <- right, all updates of a derivation at the same time; `defined` is the new value's name."""

    name: str
    defined: str
    indices: tuple[IndexVariable, ...]
    right: Term


@dataclass(frozen=True, slots=True)
class Subject:
    """A derivation as far as it compiles.

    `formulas` are what was asked for; `closed` are all proved formulas without derivatives on the right,
    the best first; `claimed` are the left sides of all its claims.
    """

    name: str
    title: str
    citation: str
    definitions: Mapping[str, Definition]
    formulas: tuple[Formula, ...]
    closed: tuple[Formula, ...] = ()
    updates: tuple[Update, ...] = ()
    claimed: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The author's choices: names that differ from example to example (None: inferred), mean or sum over
    them, and whether the update step overwrites its arguments."""

    batch: tuple[str, ...] | None = None
    reduction: Literal["mean", "sum"] = "mean"
    in_place: bool = False


def roots(subject: Subject) -> list[Term]:
    """All terms that programs are made from."""
    forms = (*subject.formulas, *subject.closed)
    terms = [side for form in forms for side in (form.left, form.right)]
    return terms + [update.right for update in subject.updates] + [_slot(update) for update in subject.updates]


def _slot(update: Update) -> Term:
    return t.Entry(update.name, update.indices) if update.indices else t.Symbol(update.name)


def losses(subject: Subject) -> frozenset[str]:
    """The scalar definitions that a derivative is taken of and that no other definition uses."""
    used = {
        name_of(node)
        for name, definition in subject.definitions.items()
        if name not in {update.defined for update in subject.updates} and not has_derivative(definition.body)
        for node in walk(definition.body)
        if isinstance(node, t.Symbol)
    }
    bodies = {
        name_of(node.body)
        for term in (*roots(subject), *subject.claimed)
        for node in walk(term)
        if isinstance(node, t.Derivative) and isinstance(node.body, t.Symbol)
    }
    return frozenset(name for name in bodies if name in subject.definitions and name not in used)


def infer_roles(subject: Subject, options: Options) -> Roles:
    """Parameters: the names that updates change; without updates, those that losses are differentiated by.

    Examples: the names of `options.batch`. Without it, all other array names that a loss depends on, if
    an update or a differentiated matrix shows that there are weights, and if the examples are not
    already an index of their own: one that all these arrays have and no parameter has.
    """
    names = reachable(roots(subject), subject.definitions)
    leaves = {name: ranges for name, ranges in names.items() if name not in subject.definitions}
    found = losses(subject)
    parameters = frozenset(update.name for update in subject.updates)
    weights = bool(parameters)
    if not parameters:
        varied = [
            node.variable
            for term in (*roots(subject), *subject.claimed)
            for node in walk(term)
            if isinstance(node, t.Derivative) and name_of(node.body) in found
        ]
        parameters = frozenset(str(name_of(v)) for v in varied if name_of(v) in leaves)
        weights = any(len(leaves[name]) >= 2 for name in parameters)
    if options.batch is not None:
        examples = frozenset(options.batch)
    else:
        examples = _inferred(subject, leaves, parameters, found) if weights else frozenset()
    updated = frozenset(update.defined for update in subject.updates)
    return Roles(examples, parameters - examples, found, updated, options.reduction)


def _inferred(
    subject: Subject, leaves: Mapping[str, tuple[Range, ...]], parameters: frozenset[str], found: frozenset[str]
) -> frozenset[str]:
    below = reachable([t.Symbol(name) for name in found], subject.definitions)
    arrays = frozenset(name for name in below if name in leaves and name not in parameters and leaves[name])
    common = set.intersection(*(set(leaves[name]) for name in arrays)) if arrays else set()
    used = {each for name in parameters for each in leaves.get(name, ())}
    return frozenset() if common - used else arrays
