"""What is compiled: proved formulas with the definitions they stand on, and how to treat a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from symback.compiler.closed import has_derivative
from symback.compiler.leaves import Roles, reachable
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.point import Point
from symback.kernel.scope import name_of
from symback.kernel.terms import IndexVariable, Range, Term, walk


@dataclass(frozen=True, slots=True)
class Formula:
    """A proved `left` = `right`, the name that its author gave it, what it holds under and a point where it does."""

    name: str
    left: Term
    right: Term
    conditions: tuple[t.Condition, ...] = ()
    witness: Point | None = field(default=None, compare=False)


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
    the best first; `claimed` are the sides of all its claims; `assumptions` hold throughout.
    """

    name: str
    title: str
    citation: str
    definitions: Mapping[str, Definition]
    formulas: tuple[Formula, ...]
    closed: tuple[Formula, ...] = ()
    updates: tuple[Update, ...] = ()
    claimed: tuple[Term, ...] = ()
    assumptions: tuple[t.Condition, ...] = ()

    @property
    def witnesses(self) -> tuple[Point, ...]:
        """Points at which the formulas hold."""
        return tuple(form.witness for form in self.formulas if form.witness is not None)


@dataclass(frozen=True, slots=True)
class Options:
    """The author's choices: names that differ from example to example (None: inferred), mean or sum over
    them, and whether the update step overwrites its arguments.
    """

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


def _derivatives(terms: Iterable[Term], definitions: Mapping[str, Definition]) -> Iterator[t.Derivative]:
    """All derivatives in the terms and in the definitions of the names they use."""
    below = [definitions[name].body for name in reachable(terms, definitions) if name in definitions]
    for term in (*terms, *below):
        yield from (node for node in walk(term) if isinstance(node, t.Derivative))


def losses(subject: Subject) -> frozenset[str]:
    """The scalar definitions that a derivative is taken of and that no other definition uses.

    Where updates are defined by derivatives, it is those that they are taken of.
    """
    stepped = {
        name_of(node.body)
        for node in _derivatives([update.right for update in subject.updates], subject.definitions)
        if isinstance(node.body, t.Symbol)
    }
    if stepped:
        return frozenset(name for name in stepped if name is not None and name in subject.definitions)
    used = {
        name_of(node)
        for name, definition in subject.definitions.items()
        if name not in {update.defined for update in subject.updates} and not has_derivative(definition.body)
        for node in walk(definition.body)
        if isinstance(node, t.Symbol)
    }
    bodies = {
        name_of(node.body)
        for node in _derivatives([*roots(subject), *subject.claimed], subject.definitions)
        if isinstance(node.body, t.Symbol)
    }
    return frozenset(name for name in bodies - used if name is not None and name in subject.definitions)


def infer_roles(subject: Subject, options: Options) -> Roles:
    """What each name is to a batch.

    Parameters: the names that updates change, and those that losses are differentiated by, but for
    vectors that a matrix of these multiplies: they are inputs. Examples: the names of `options.batch`.
    Without it, all other array names that a loss depends on, but for those that are added to a sum
    weighted by a parameter: they are biases. That is, if an update or a differentiated matrix shows that
    there are weights, and if the examples are not already an index of their own: one that all these
    arrays have and no parameter has. A number is an example too where it meets what depends on these
    arrays, in a product or as a term of a sum, and no parameter is multiplied with anything made from it:
    such is a target, not a rate of decay.
    """
    names = reachable(roots(subject), subject.definitions)
    leaves = {name: ranges for name, ranges in names.items() if name not in subject.definitions}
    found = losses(subject)
    updated = {update.name for update in subject.updates}
    varied = {
        name_of(node.variable)
        for node in _derivatives([*roots(subject), *subject.claimed], subject.definitions)
        if name_of(node.body) in found
    }
    candidates = updated | {name for name in varied if name is not None and name in leaves}
    parameters = frozenset(candidates - (_inputs(subject, leaves, candidates) - updated))
    if options.batch is not None:
        examples = frozenset(options.batch)
    elif updated or any(len(leaves.get(name, ())) >= 2 for name in parameters):
        examples = _inferred(subject, leaves, parameters, found)
    else:
        examples = frozenset()
    new = frozenset(update.defined for update in subject.updates)
    return Roles(examples, parameters - examples, found, new, options.reduction)


def _inputs(subject: Subject, leaves: Mapping[str, tuple[Range, ...]], names: Iterable[str]) -> set[str]:
    """The vectors among the names that a definition multiplies with a matrix among them."""
    found: set[str] = set()
    for definition in subject.definitions.values():
        for node in walk(definition.body):
            if isinstance(node, t.Mul):
                inside = {name_of(factor) for factor in node.factors if isinstance(factor, t.Entry)} & set(names)
                ranks = {name: len(leaves.get(name, ())) for name in inside if name is not None}
                if any(rank >= 2 for rank in ranks.values()):
                    found |= {name for name, rank in ranks.items() if rank < 2}
    return found


def _biases(subject: Subject, parameters: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for definition in subject.definitions.values():
        for node in walk(definition.body):
            if isinstance(node, t.Add):
                weighted = (
                    name_of(each)
                    for term in node.terms
                    if isinstance(term, t.Sum)
                    for each in walk(term)
                    if isinstance(each, t.Entry)
                )
                if parameters & set(weighted):
                    found |= {str(name_of(term)) for term in node.terms if isinstance(term, t.Entry | t.Symbol)}
    return found


def _inferred(
    subject: Subject, leaves: Mapping[str, tuple[Range, ...]], parameters: frozenset[str], found: frozenset[str]
) -> frozenset[str]:
    below = reachable([t.Symbol(name) for name in found], subject.definitions)
    shared = parameters | _biases(subject, parameters)
    arrays = frozenset(name for name in below if name in leaves and name not in shared and leaves[name])
    common = set.intersection(*(set(leaves[name]) for name in arrays)) if arrays else set()
    used = {each for name in parameters for each in leaves.get(name, ())}
    if common - used or not arrays:
        return frozenset()
    numbers = frozenset(name for name in below if name in leaves and name not in shared and not leaves[name])
    return arrays | _targets(subject, found, numbers, arrays, parameters)


def _targets(
    subject: Subject,
    found: frozenset[str],
    numbers: frozenset[str],
    arrays: frozenset[str],
    parameters: frozenset[str],
) -> set[str]:
    below = reachable([t.Symbol(name) for name in found], subject.definitions)
    bodies = [subject.definitions[name].body for name in below if name in subject.definitions]
    meeting: set[str] = set()
    carried: set[str] = set()
    for node in (node for body in bodies for node in walk(body) if isinstance(node, t.Mul | t.Add)):
        parts = node.factors if isinstance(node, t.Mul) else node.terms
        depends = [set(reachable([part], subject.definitions)) for part in parts]
        for place, part in enumerate(parts):
            others = set().union(*(each for other, each in enumerate(depends) if other != place))
            if isinstance(node, t.Mul) and parameters & set(reachable([part], {})):
                carried |= others & numbers
            alone = isinstance(node, t.Mul) or not reachable([part], {}).keys() - numbers
            if alone and arrays & others:
                meeting |= depends[place] & numbers
    return meeting - carried
