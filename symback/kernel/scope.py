"""Names and their scopes: free indices, capture-avoiding substitution, names made apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import TypeVar, cast

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.errors import Unsupported
from symback.kernel.terms import Index, IndexVariable, Node, Term

NodeType = TypeVar("NodeType", bound=Node)
_EMPTY: frozenset[IndexVariable] = frozenset()
_FREE: dict[Node, frozenset[IndexVariable]] = {}
_KINDS: dict[Node, frozenset[object]] = {}
_HEIGHTS: dict[Node, int] = {}
_LEAVES: dict[Node, frozenset[Node]] = {}
_FREE_LIMIT = 200_000
DEEPEST = 400
_MOST_NODES = 40_000


Value = TypeVar("Value")


def _from_below(node: Node, known: dict[Node, Value], combine: Callable[[Node, list[Value]], Value]) -> Value:
    """A value computed for all nodes from the leaves up, and remembered."""
    found = known.get(node)
    if found is not None:
        return found
    if len(known) > _FREE_LIMIT:
        known.clear()
    stack = [node]
    while stack:
        item = stack[-1]
        waiting = [child for child in t.children(item) if child not in known]
        if waiting and item not in known:
            stack.extend(waiting)
            continue
        stack.pop()
        if item not in known:
            known[item] = combine(item, [known[child] for child in t.children(item)])
    return known[node]


def _free(node: Node, below: list[frozenset[IndexVariable]]) -> frozenset[IndexVariable]:
    if isinstance(node, IndexVariable):
        return frozenset((node,))
    result = _EMPTY.union(*below)
    if isinstance(node, t.Sum):
        return result - {node.index}
    return result - set(node.indices) if isinstance(node, t.Family) else result


def free_indices(node: Node) -> frozenset[IndexVariable]:
    """The index variables of `node` that no sum or family inside it binds."""
    return _from_below(node, _FREE, _free)


def kinds(node: Node) -> frozenset[object]:
    """The classes of all nodes in `node` and the names of functions: what need not be looked for."""
    return _from_below(node, _KINDS, lambda item, below: frozenset((_kind(item),)).union(*below))


def _kind(node: Node) -> object:
    return node.name if isinstance(node, t.Function) else type(node)


_LEAF = (t.Symbol, t.Entry, t.Call, t.Functional, t.Size, t.IndexVariable, t.IndexValue)


def leaves(node: Node) -> frozenset[Node]:
    """All names, sizes and indices that occur in `node`, bound ones included."""

    def combine(item: Node, below: list[frozenset[Node]]) -> frozenset[Node]:
        if len(below) == 1 and not isinstance(item, _LEAF):
            return below[0]
        own: frozenset[Node] = frozenset((item,)) if isinstance(item, _LEAF) else frozenset()
        return own.union(*below)

    return _from_below(node, _LEAVES, combine)


def height_of(node: Node) -> int:
    """The length of the longest path down from `node`."""
    return _from_below(node, _HEIGHTS, lambda _, below: 1 + max(below, default=0))


def fresh(variable: IndexVariable, avoid: frozenset[IndexVariable]) -> IndexVariable:
    """An index over the same range with a name that no index in `avoid` has."""
    taken = {other.name for other in avoid}
    for number in count(1):
        name = f"{variable.name}′{number if number > 1 else ''}"
        if name not in taken:
            return IndexVariable(name, variable.range)
    raise AssertionError


def rebuild(node: Node, images: list[object]) -> Node:
    """`node` with the leaves of its fields replaced in order by `images` (see `t.children`)."""
    queue = iter(images)

    def put(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(put(item) for item in value)
        if isinstance(value, t.Term | t.Condition | t.Family | t.IndexVariable | t.IndexValue):
            return next(queue)
        return value

    values = [put(getattr(node, name)) for name in node.__match_args__]
    make: Callable[..., Node] = type(node)
    return make(*values)


Visit = Callable[[Node], Node]


def inside(node: Node, visit: Visit) -> Node:
    """`node` with what is directly inside it visited."""
    below = t.children(node)
    images: list[object] = [visit(child) for child in below]
    return node if all(a is b for a, b in zip(images, below, strict=True)) else rebuild(node, images)


def rewrite(
    top: NodeType, rule: Callable[[Node, Visit], Node | None], concerns: Callable[[Node], bool] = lambda _: True
) -> NodeType:
    """`top` with `rule` applied to each node from above, each once; where it gives None, to what is inside.

    Nodes that it does not concern are left as they are. Raises `Unsupported` for what is too deep or large.
    """
    done: dict[Node, Node] = {}
    depth = 0

    def visit(node: Node) -> Node:
        nonlocal depth
        found = done.get(node)
        if found is None:
            if depth > DEEPEST or len(done) > _MOST_NODES:
                raise Unsupported("a formula nested deeper than 400 levels, defined in a circle, or too large")
            if not concerns(node):
                done[node] = node
                return node
            depth += 1
            found = rule(node, visit)
            if found is None:
                found = inside(node, visit)
            depth -= 1
            done[node] = found
        return found

    return cast("NodeType", visit(top))


class Substitution:
    """Replaces index variables, and terms by identity, without capture; each subterm once."""

    def __init__(self, indices: Mapping[IndexVariable, Index], terms: Mapping[Term, Term] | None = None) -> None:
        self._indices = dict(indices)
        self._terms = dict(terms or {})
        coming: frozenset[IndexVariable] = frozenset(i for i in self._indices.values() if isinstance(i, IndexVariable))
        for term in self._terms.values():
            coming |= free_indices(term)
        self._coming = coming
        self._simple = all(isinstance(term, _LEAF) for term in self._terms)
        self._done: dict[Node, Node] = {}

    def __call__(self, node: NodeType, depth: int = 0) -> NodeType:
        """The node with all replacements made."""
        if depth > DEEPEST:
            raise Unsupported("a formula nested deeper than 400 levels")
        found = self._done.get(node)
        if found is None:
            if self._indices.keys().isdisjoint(free_indices(node)) and (
                not self._terms or (self._simple and self._terms.keys().isdisjoint(leaves(node)))
            ):
                return node
            found = self._apply(node, depth)
            self._done[node] = found
        return cast("NodeType", found)

    def _apply(self, node: Node, depth: int) -> Node:
        if isinstance(node, t.Term) and node in self._terms:
            return self._terms[node]
        if isinstance(node, IndexVariable):
            return self._indices.get(node, node)
        if isinstance(node, t.Sum | t.Family):
            return self._binder(node, depth)
        return inside(node, lambda child: self(child, depth + 1))

    def _binder(self, node: t.Sum | t.Family, depth: int) -> Node:
        bound = (node.index,) if isinstance(node, t.Sum) else node.indices
        inner = self
        if any(index in self._indices for index in bound):
            inner = Substitution({k: v for k, v in self._indices.items() if k not in bound}, self._terms)
        body = node.body
        clashing = [index for index in bound if index in inner._coming]
        if clashing:
            avoid = inner._coming | free_indices(body) | frozenset(inner._indices)
            renaming: dict[IndexVariable, Index] = {}
            for index in clashing:
                renaming[index] = fresh(index, avoid)
                avoid |= {cast("IndexVariable", renaming[index])}
            body = Substitution(renaming)(body, depth + 1)
            bound = tuple(cast("IndexVariable", renaming.get(index, index)) for index in bound)
        body = inner(body, depth + 1)
        return t.Sum(bound[0], body) if isinstance(node, t.Sum) else t.Family(bound, body)


def substitute(
    node: NodeType, indices: Mapping[IndexVariable, Index], terms: Mapping[Term, Term] | None = None
) -> NodeType:
    """`node` with free index variables and whole subterms replaced, bound indices made apart."""
    if not indices and not terms:
        return node
    return Substitution(indices, terms)(node)


def instantiate(definition: Definition, indices: tuple[Index, ...], arguments: tuple[Term, ...]) -> Term:
    """The body of `definition` at the given indices and arguments."""
    if len(indices) != len(definition.indices) or len(arguments) != len(definition.parameters):
        raise Unsupported(f"{definition.name} is used with another number of indices or arguments than defined")
    return substitute(
        definition.body,
        dict(zip(definition.indices, indices, strict=True)),
        dict(zip(definition.parameters, arguments, strict=True)),
    )


def name_of(term: Term) -> str | None:
    """The name that a definition could be given for, or None."""
    if isinstance(term, t.Symbol):
        return term.name
    if isinstance(term, t.Entry):
        return term.array
    if isinstance(term, t.Call | t.Functional):
        return term.name
    return None
