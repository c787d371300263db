"""Definitions put in for names, finite sums written out, bound indices made apart from free ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.derive import partial_of
from symback.kernel.errors import OverBudget, Unsupported
from symback.kernel.scope import (
    NodeType,
    Visit,
    free_indices,
    fresh,
    inside,
    instantiate,
    kinds,
    leaves,
    name_of,
    rewrite,
    substitute,
)
from symback.kernel.terms import Condition, Node, Term

_LARGEST = 64
_BINDERS = (t.Sum, t.Family)
_REMEMBERED = 100_000
_NAMES: dict[Node, frozenset[str]] = {}


def unfold(
    term: Term, names: Iterable[str], definitions: Mapping[str, Definition], conditions: dict[Condition, None]
) -> Term:
    """`term` with the definitions of `names` put in, all the way down.

    The derivative of a defined function is that of its body; where it exists is added to `conditions`.
    """
    opened = {name for name in names if name in definitions}
    if not opened:
        return term
    open_now: list[str] = []

    def rule(node: Node, visit: Visit) -> Node | None:
        if not isinstance(node, t.Symbol | t.Entry | t.Call):
            return None
        name = node.array if isinstance(node, t.Entry) else node.name
        if name not in opened:
            return None
        if name in open_now:
            raise Unsupported(f"{name} is defined in a circle")
        image = inside(node, visit)
        assert isinstance(image, t.Symbol | t.Entry | t.Call)
        open_now.append(name)
        result = visit(_opened(image, definitions[name], definitions, conditions))
        open_now.pop()
        return result

    return rewrite(term, rule, lambda node: not opened.isdisjoint(_names(node)))


def _names(node: Node) -> frozenset[str]:
    """The names of all symbols, arrays and functions in `node`."""
    found = _NAMES.get(node)
    if found is None:
        if len(_NAMES) > _REMEMBERED:
            _NAMES.clear()
        found = frozenset(name for name in map(_name, leaves(node)) if name is not None)
        _NAMES[node] = found
    return found


def _name(leaf: Node) -> str | None:
    return name_of(leaf) if isinstance(leaf, Term) else None


def _opened(
    node: t.Symbol | t.Entry | t.Call,
    definition: Definition,
    definitions: Mapping[str, Definition],
    conditions: dict[Condition, None],
) -> Term:
    if isinstance(node, t.Symbol):
        return instantiate(definition, (), ())
    if isinstance(node, t.Entry):
        return instantiate(definition, node.indices, ())
    if not any(node.orders):
        return instantiate(definition, (), node.arguments)
    body, stand_ins, where = partial_of(definition, node.orders, definitions)
    arguments: dict[Term, Term] = dict(zip(stand_ins, node.arguments, strict=True))
    conditions.update(dict.fromkeys(substitute(condition, {}, arguments) for condition in where))
    return substitute(body, {}, arguments)


def names_in(term: Node, definitions: Mapping[str, Definition]) -> frozenset[str]:
    """The defined names that occur in `term` itself."""
    return frozenset(_names(term) & definitions.keys()) if definitions else frozenset()


def closure(names: frozenset[str], definitions: Mapping[str, Definition]) -> frozenset[str]:
    """`names` and all defined names that their definitions use."""
    result: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in result and name in definitions:
            result.add(name)
            waiting.extend(names_in(definitions[name].body, definitions))
    return frozenset(result)


def write_out(term: NodeType, free: frozenset[t.IndexVariable]) -> NodeType:
    """Sums over ranges of a written size as explicit sums; bound indices with names apart from `free`."""
    if kinds(term).isdisjoint(_BINDERS):
        return term

    def rule(node: Node, visit: Visit) -> Node | None:
        if isinstance(node, t.Sum):
            index, body = node.index, node.body
            if isinstance(index.range.size, int):
                if index.range.size > _LARGEST:
                    raise OverBudget(f"a sum over {index.range.size} written terms")
                values = (t.IndexValue(value, index.range) for value in range(1, index.range.size + 1))
                return visit(t.Add(tuple(substitute(body, {index: value}) for value in values)))
            if index in free:
                other = fresh(index, free | free_indices(body))
                return inside(t.Sum(other, substitute(body, {index: other})), visit)
        elif isinstance(node, t.Family) and not free.isdisjoint(node.indices):
            renamed = {index: fresh(index, free | free_indices(node.body)) for index in node.indices if index in free}
            bound = tuple(renamed.get(index, index) for index in node.indices)
            return inside(t.Family(bound, substitute(node.body, dict(renamed))), visit)
        return None

    return rewrite(term, rule, lambda node: not kinds(node).isdisjoint(_BINDERS))
