"""Names and their scopes: free indices, capture-avoiding substitution, names made apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import TypeVar, cast

from symback.kernel.claim import Definition
from symback.kernel.errors import Unsupported
from symback.kernel.terms import (
    Call,
    Entry,
    Family,
    Functional,
    Index,
    IndexVariable,
    Node,
    Sum,
    Symbol,
    Term,
    children,
)
from symback.kernel import terms as t

NodeType = TypeVar("NodeType", bound=Node)
_EMPTY: frozenset[IndexVariable] = frozenset()
_FREE: dict[Node, frozenset[IndexVariable]] = {}
_FREE_LIMIT = 200_000


def free_indices(node: Node) -> frozenset[IndexVariable]:
    """The index variables of `node` that no sum or family inside it binds."""
    found = _FREE.get(node)
    if found is not None:
        return found
    if len(_FREE) > _FREE_LIMIT:
        _FREE.clear()
    stack: list[tuple[Node, bool]] = [(node, False)]
    while stack:
        item, ready = stack.pop()
        if item in _FREE:
            continue
        if not ready:
            stack.append((item, True))
            stack.extend((child, False) for child in children(item) if child not in _FREE)
            continue
        if isinstance(item, IndexVariable):
            _FREE[item] = frozenset((item,))
            continue
        inside = [_FREE[child] for child in children(item)]
        result = _EMPTY.union(*inside) if inside else _EMPTY
        if isinstance(item, Sum):
            result -= {item.index}
        elif isinstance(item, Family):
            result -= set(item.indices)
        _FREE[item] = result
    return _FREE[node]


_KINDS: dict[Node, frozenset[type]] = {}


def kinds(node: Node) -> frozenset[type]:
    """The classes of all nodes in `node`: what need not be looked for."""
    found = _KINDS.get(node)
    if found is not None:
        return found
    if len(_KINDS) > _FREE_LIMIT:
        _KINDS.clear()
    stack: list[tuple[Node, bool]] = [(node, False)]
    while stack:
        item, ready = stack.pop()
        if item in _KINDS:
            continue
        below = children(item)
        if not ready and below:
            stack.append((item, True))
            stack.extend((child, False) for child in below if child not in _KINDS)
            continue
        _KINDS[item] = frozenset((type(item),)).union(*[_KINDS[child] for child in below])
    return _KINDS[node]


_HEIGHTS: dict[Node, int] = {}


def height_of(node: Node) -> int:
    """The length of the longest path down from `node`."""
    if len(_HEIGHTS) > _FREE_LIMIT:
        _HEIGHTS.clear()
    stack: list[tuple[Node, bool]] = [(node, False)]
    while stack:
        item, ready = stack.pop()
        if item in _HEIGHTS:
            continue
        below = children(item)
        if not ready and below:
            stack.append((item, True))
            stack.extend((child, False) for child in below if child not in _HEIGHTS)
            continue
        _HEIGHTS[item] = 1 + max((_HEIGHTS[child] for child in below), default=0)
    return _HEIGHTS[node]


def fresh(variable: IndexVariable, avoid: frozenset[IndexVariable]) -> IndexVariable:
    """An index over the same range with a name that no index in `avoid` has."""
    taken = {other.name for other in avoid}
    for number in count(1):
        name = f"{variable.name}′{number if number > 1 else ''}"
        if name not in taken:
            return IndexVariable(name, variable.range)
    raise AssertionError


def rebuild(node: Node, images: list[object]) -> Node:
    """`node` with the leaves of its fields replaced in order by `images` (see `children`)."""
    queue = iter(images)

    def put(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(put(item) for item in value)
        if isinstance(value, t.Term | t.Condition | t.Family | t.IndexVariable | t.IndexValue):
            return next(queue)
        return value

    values = [put(getattr(node, name)) for name in node.__match_args__]
    return cast("Node", type(node)(*values))


class Substitution:
    """Replaces index variables, and terms by identity, without capture; each subterm once."""

    def __init__(self, indices: Mapping[IndexVariable, Index], terms: Mapping[Term, Term] | None = None) -> None:
        self._indices = dict(indices)
        self._terms = dict(terms or {})
        coming: frozenset[IndexVariable] = frozenset(i for i in self._indices.values() if isinstance(i, IndexVariable))
        for term in self._terms.values():
            coming |= free_indices(term)
        self._coming = coming
        self._done: dict[Node, Node] = {}

    def __call__(self, node: NodeType, depth: int = 0) -> NodeType:
        if depth > 400:
            raise Unsupported("a formula nested deeper than 400 levels")
        found = self._done.get(node)
        if found is None:
            found = self._apply(node, depth)
            self._done[node] = found
        return cast("NodeType", found)

    def _apply(self, node: Node, depth: int) -> Node:
        if isinstance(node, t.Term) and node in self._terms:
            return self._terms[node]
        if isinstance(node, IndexVariable):
            return self._indices.get(node, node)
        if isinstance(node, Sum | Family):
            return self._binder(node, depth)
        below = list(children(node))
        if not below:
            return node
        images: list[object] = [self(child, depth + 1) for child in below]
        if all(image is child for image, child in zip(images, below, strict=True)):
            return node
        return rebuild(node, images)

    def _binder(self, node: Sum | Family, depth: int) -> Node:
        bound = (node.index,) if isinstance(node, Sum) else node.indices
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
        return Sum(bound[0], body) if isinstance(node, Sum) else Family(bound, body)


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
    if isinstance(term, Symbol):
        return term.name
    if isinstance(term, Entry):
        return term.array
    if isinstance(term, Call | Functional):
        return term.name
    return None

