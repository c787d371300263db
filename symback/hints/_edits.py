"""A term with one place changed: the neighbours of what the author wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from symback.kernel import terms as t
from symback.kernel.scope import rebuild
from symback.kernel.terms import IndexVariable, Node, Term, children

Local = Callable[[Node, frozenset[IndexVariable]], Iterator[Node]]
_MOST = 800
_DEEPEST = 60


def edits(term: Term, local: Local, *, variables: bool = False) -> Iterator[Term]:
    """`term` with one node replaced by each of `local(node, indices bound there)`, from above.

    Exponents that are numbers are left alone; what a derivative is taken by is changed only where
    `variables` says so.
    """
    for edited in islice(_edits(term, local, frozenset(), 0, variables=variables), _MOST):
        assert isinstance(edited, Term)
        yield edited


def _edits(node: Node, local: Local, bound: frozenset[IndexVariable], depth: int, *, variables: bool) -> Iterator[Node]:
    yield from local(node, bound)
    if depth > _DEEPEST:
        return
    if isinstance(node, t.Sum):
        bound |= {node.index}
    below = list(children(node))
    for place in _open_places(node, below, variables=variables):
        for image in _edits(below[place], local, bound, depth + 1, variables=variables):
            images: list[object] = [*below[:place], image, *below[place + 1 :]]
            yield rebuild(node, images)


def _open_places(node: Node, below: list[Node], *, variables: bool) -> range:
    """Which of the things directly inside a node may be changed."""
    match node:
        case t.Sum():
            return range(1, len(below))
        case t.Derivative():
            return range(2 if variables else 1)
        case t.Power(exponent=t.Number()):
            return range(1)
        case t.Functional() | t.Family():
            return range(0)
        case _:
            return range(len(below))


def product(factors: tuple[Term, ...]) -> Term:
    """The product of one or more factors, as it is written."""
    return factors[0] if len(factors) == 1 else t.Mul(factors)


def total(terms: tuple[Term, ...]) -> Term:
    """The sum of one or more terms, as it is written."""
    return terms[0] if len(terms) == 1 else t.Add(terms)


def without(items: tuple[Term, ...], place: int) -> tuple[Term, ...]:
    """`items` without one."""
    return items[:place] + items[place + 1 :]


def with_other(items: tuple[Term, ...], place: int, item: Term) -> tuple[Term, ...]:
    """`items` with another one in one place."""
    return (*items[:place], item, *items[place + 1 :])


def size_of(term: Term) -> int:
    """How many nodes the term has, counted as written, at most 1000."""
    total_size, stack = 0, [term]
    while stack and total_size < 1000:
        node = stack.pop()
        total_size += 1
        stack.extend(child for child in children(node) if isinstance(child, Term))
    return total_size


def alike(first: Term, second: Term) -> bool:
    """Whether two terms are the same but for the order of terms and factors and the letters of bound indices."""
    return _ordered(first, {}) == _ordered(second, {})


def holds_all_of(whole: Term, part: Term) -> bool:
    """Whether `whole` is `part` with further terms or further factors, or `part` itself."""
    return any(not Counter(_parts(part, kind)) - Counter(_parts(whole, kind)) for kind in (t.Add, t.Mul))


def _parts(term: Term, kind: type[t.Add | t.Mul]) -> list[object]:
    return [_ordered(item, {}) for item in _flat(term, kind)]


def _flat(term: Term, kind: type[t.Add | t.Mul]) -> Iterator[Term]:
    """The terms of a sum or the factors of a product, of sums in sums too, without 0 or 1."""
    neutral = t.ZERO if kind is t.Add else t.ONE
    stack: list[Term] = [term]
    while stack:
        item = stack.pop()
        if isinstance(item, kind):
            stack.extend(item.terms if isinstance(item, t.Add) else item.factors)
        elif item is not neutral:
            yield item


def _ordered(node: Node, bound: dict[IndexVariable, int]) -> object:
    """A value that alike nodes have in common; `bound` numbers the indices of the sums around it."""
    if isinstance(node, IndexVariable) and node in bound:
        return (bound[node], node.range)
    if isinstance(node, t.Add | t.Mul):
        items = sorted((_ordered(item, bound) for item in _flat(node, type(node))), key=repr)
        return items[0] if len(items) == 1 else (type(node).__name__, *items)
    if isinstance(node, t.Sum | t.Family):
        inner = (node.index,) if isinstance(node, t.Sum) else node.indices
        bound = bound | {index: len(bound) + place for place, index in enumerate(inner)}
    below = children(node)
    if not below:
        return repr(node)
    own = [value for name in node.__match_args__ if isinstance(value := getattr(node, name), str)]
    orders = node.orders if isinstance(node, t.Call) else ()
    return (type(node).__name__, *own, orders, *(_ordered(item, bound) for item in below))
