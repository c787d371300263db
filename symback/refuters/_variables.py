"""What a claim leaves open: sizes, free indices, variables, opaque functions."""

from __future__ import annotations

from dataclasses import dataclass, field

from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.preparing import definitions_of, prepare, used_names
from symback.kernel.scope import free_indices, kinds, leaves
from symback.kernel.terms import IndexVariable, Node, Range

_OF_INDICES = {t.SameIndex, t.Not, t.And, t.Or, IndexVariable, t.IndexValue}


@dataclass
class Variables:
    """The leaves of a claim."""

    ranges: dict[str, Range] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)
    indices: dict[str, IndexVariable] = field(default_factory=dict)
    symbols: dict[str, None] = field(default_factory=dict)
    arrays: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    functionals: dict[str, None] = field(default_factory=dict)

    def _range(self, range_: Range, position: int = 1) -> None:
        if isinstance(range_.size, str):
            self.ranges[range_.size] = range_
            self.least[range_.size] = max(position, self.least.get(range_.size, 1))

    def add(self, leaf: Node, defined: frozenset[str]) -> None:
        """Take in one name, size or index."""
        match leaf:
            case t.Symbol(name=name) if name not in defined:
                self.symbols[name] = None
            case t.Entry(array=array, indices=indices) if array not in defined:
                self.arrays[array] = tuple(index.range for index in indices)
            case t.Call(name=name, arguments=arguments) if name not in defined and isinstance(leaf, t.Call):
                self.functions[name] = len(arguments)
                self.orders[name] = max(sum(leaf.orders), self.orders.get(name, 0))
            case t.Functional(name=name):
                self.functionals[name] = None
            case t.Size(range=range_):
                self._range(range_)
            case IndexVariable(range=range_):
                self._range(range_)
            case t.IndexValue(value=value, range=range_):
                self._range(range_, value)


def variables_of(claim: Claim) -> Variables:
    """The leaves of both sides with all definitions put in, of these definitions, and of the assumptions."""
    definitions = definitions_of(claim)
    names = used_names(claim)
    prepared = prepare(claim, names)
    bodies = [definitions[name].body for name in sorted(names)]
    inside: list[Node] = [prepared.left, prepared.right, *prepared.where, *claim.assumptions, *bodies]
    found = Variables()
    collected: set[Node] = set()
    for item in inside:
        collected |= leaves(item)
    for leaf in sorted(collected, key=_order):
        found.add(leaf, frozenset(definitions))
    free = free_indices(prepared.left) | free_indices(prepared.right)
    for condition in claim.assumptions:
        if kinds(condition) <= _OF_INDICES:
            free |= free_indices(condition)
    for index in sorted(free, key=lambda item: item.name):
        found.indices[index.name] = index
    return found


def _order(leaf: Node) -> tuple[str, str]:
    name = getattr(leaf, "name", None) or getattr(leaf, "array", "")
    return (type(leaf).__name__, str(name))
