"""The names that nothing defines, and what depends on the examples of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from symback.compiler.tensor import EXAMPLE
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.scope import free_indices, name_of
from symback.kernel.terms import IndexVariable, Node, Range, Term, walk


def reachable(roots: Iterable[Node], definitions: Mapping[str, Definition]) -> dict[str, tuple[Range, ...]]:
    """All names that the roots depend on through definitions, with the ranges of their indices.

    They stand in the order in which a reader of the definitions first meets them.
    """
    found: dict[str, tuple[Range, ...]] = {}

    def visit(root: Node, hidden: frozenset[str]) -> None:
        for node in walk(root):
            name = name_of(node) if isinstance(node, t.Symbol | t.Entry | t.Call) else None
            if name is None or name in hidden or name in found:
                continue
            definition = definitions.get(name)
            if definition is not None:
                found[name] = ()
                visit(definition.body, frozenset(parameter.name for parameter in definition.parameters))
                del found[name]
            if definition is not None or not isinstance(node, t.Call):
                found[name] = tuple(index.range for index in node.indices) if isinstance(node, t.Entry) else ()

    for root in roots:
        visit(root, frozenset())
    return found


@dataclass(frozen=True, slots=True)
class Roles:
    """What the names that nothing defines are to a batch.

    `examples` carry the batch axis. A derivative of one of the `losses` by a name of `parameters` is
    reduced over the examples, by the mean or the sum. `updated` are the defined names of new values.
    """

    examples: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    losses: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    reduction: Literal["mean", "sum"] = "mean"


class Leaves:
    """Which names and terms carry the batch axis, which index variables are labels, how long ranges are.

    `ranges` has the names that nothing defines, `extents` the sizes of all ranges, `written` the highest
    position of a range that is written as a number.
    """

    def __init__(self, definitions: Mapping[str, Definition], roots: Iterable[Term], roles: Roles) -> None:
        self.definitions = definitions
        self.roles = roles
        self.examples = roles.examples
        roots = tuple(roots)
        ranges = reachable(roots, definitions)
        everything = [*roots, *(definitions[name].body for name in ranges if name in definitions)]
        self.extents = {
            node.range.name: node.range.size
            for root in everything
            for node in walk(root)
            if isinstance(node, t.IndexVariable | t.IndexValue | t.Size)
        }
        self.written: dict[str, int] = {}
        for node in (node for root in everything for node in walk(root) if isinstance(node, t.IndexValue)):
            self.written[node.range.name] = max(node.value, self.written.get(node.range.name, 1))
        self.ranges = {name: each for name, each in ranges.items() if name not in definitions}
        self.functions = {
            node.name: len(node.arguments)
            for root in everything
            for node in walk(root)
            if isinstance(node, t.Call) and node.name not in definitions
        }
        self.labels = frozenset(
            index
            for name in ranges
            if name in definitions
            for index in free_indices(definitions[name].body) - set(definitions[name].indices)
        )
        self._batched: dict[str, bool] = {}

    def batched(self, name: str) -> bool:
        """Whether the value of `name` differs from example to example."""
        if name in self.examples:
            return True
        if name not in self.definitions:
            return False
        if name not in self._batched:
            self._batched[name] = False
            self._batched[name] = not self.reduced(name) and EXAMPLE in self.axes_of(self.definitions[name].body)
        return self._batched[name]

    def reduction(self, left: Term) -> Literal["mean", "sum", ""]:
        """How a value of `left` is reduced over the examples: only the gradient of a loss by a parameter is."""
        if not self.examples:
            return ""
        if isinstance(left, t.Symbol | t.Entry):
            return self.roles.reduction if self.reduced(str(name_of(left))) else ""
        if not isinstance(left, t.Derivative):
            return ""
        loss, variable = name_of(left.body), name_of(left.variable)
        by_parameter = variable in self.roles.parameters and isinstance(left.variable, t.Symbol | t.Entry)
        return self.roles.reduction if loss in self.roles.losses and by_parameter else ""

    def reduced(self, name: str) -> bool:
        """Whether a defined name is made from gradients by parameters, and so holds for the whole batch."""
        if name not in self.definitions:
            return False
        nodes = list(walk(self.definitions[name].body))
        if any(isinstance(node, t.Derivative) and self.reduction(node) for node in nodes):
            return True
        inside = {name_of(node) for node in nodes if isinstance(node, t.Symbol | t.Entry)} - {name}
        return name in self.roles.updated or any(other is not None and self.reduced(other) for other in inside)

    def axes_of(self, term: Node) -> frozenset[IndexVariable]:
        """The indices that the value of `term` depends on, the batch included."""
        free = free_indices(term)
        names = (name_of(node) for node in walk(term) if isinstance(node, t.Symbol | t.Entry | t.Call))
        labelled = bool(free & self.labels) and bool(self.examples)
        inside = any(name is not None and self.batched(name) for name in names)
        return (free - self.labels) | ({EXAMPLE} if inside or labelled else frozenset())

    def differs(self, term: Term) -> bool:
        """Whether `term`, before any reduction, depends on a name that differs from example to example."""
        names = set(reachable([term], self.definitions))
        return bool(names & self.examples) or bool(self.labels and self.examples)

    def covered(self, term: t.Add) -> bool:
        """Whether one factor of the sum has all axes of the sum, so that it is cheap as an array."""
        union = self.axes_of(term)
        if len(union) <= 1:
            return True
        pieces = [item.factors if isinstance(item, t.Mul) else (item,) for item in term.terms]
        return any(self.axes_of(factor) == union for piece in pieces for factor in piece)
