"""A term with one place changed: the neighbours of what the author wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symback.kernel import terms as t
from symback.kernel.scope import rebuild
from symback.kernel.terms import IndexVariable, Node, Term, children

Local = Callable[[Node, frozenset[IndexVariable]], Iterator[Node]]
_MOST = 400


def edits(term: Term, local: Local) -> Iterator[Term]:
    """`term` with one node replaced by each of `local(node, indices bound there)`; not inside derivatives."""
    for count, edited in enumerate(_edits(term, local, frozenset(), 0)):
        if count >= _MOST:
            return
        assert isinstance(edited, Term)
        yield edited


def _edits(node: Node, local: Local, bound: frozenset[IndexVariable], depth: int) -> Iterator[Node]:
    yield from local(node, bound)
    if isinstance(node, t.Derivative) or depth > 60:
        return
    if isinstance(node, t.Sum):
        bound |= {node.index}
    below = list(children(node))
    first = 1 if isinstance(node, t.Sum) else 0
    for place in range(first, len(below)):
        for image in _edits(below[place], local, bound, depth + 1):
            images: list[object] = [*below[:place], image, *below[place + 1 :]]
            yield rebuild(node, images)


def without(items: tuple[Term, ...], place: int) -> tuple[Term, ...]:
    """`items` without one."""
    return items[:place] + items[place + 1 :]


def size_of(term: Term) -> int:
    """How many nodes the term has, counted as written."""
    total, stack = 0, [term]
    while stack and total < 1000:
        node = stack.pop()
        total += 1
        stack.extend(child for child in children(node) if isinstance(child, Term))
    return total


def alike(first: Term, second: Term) -> bool:
    """Whether two terms are the same but for the order of terms and factors."""
    return _ordered(first) == _ordered(second)


def _ordered(node: Node) -> object:
    if isinstance(node, t.Add | t.Mul):
        kind = type(node)
        items: list[Term] = []
        stack = list(children(node))
        while stack:
            item = stack.pop()
            if isinstance(item, kind):
                stack.extend(children(item))
            else:
                assert isinstance(item, Term)
                items.append(item)
        return (kind.__name__, *sorted((_ordered(item) for item in items), key=repr))
    below = children(node)
    if not below:
        return repr(node)
    own = [value for name in node.__match_args__ if isinstance(value := getattr(node, name), str)]
    orders = node.orders if isinstance(node, t.Call) else ()
    return (type(node).__name__, *own, orders, *(_ordered(item) for item in below))
