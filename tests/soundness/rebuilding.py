"""Taking terms apart and putting them together again: positions, replacement, renaming, free indices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from symback.kernel.terms import (
    Add,
    Condition,
    Family,
    Index,
    IndexValue,
    IndexVariable,
    Mul,
    Range,
    Sum,
    Term,
    children,
)

Path = tuple[int | str, ...]
"""The way from a term to a part of it: names of fields and positions in tuples."""


def parts(node: Any) -> Iterator[tuple[int | str, Any]]:
    """The direct parts of a node or tuple with the step that leads to each."""
    if isinstance(node, tuple):
        yield from enumerate(node)
    elif isinstance(node, Term | Condition | Family | IndexVariable | IndexValue):
        for each in fields(node):
            yield each.name, getattr(node, each.name)


def places(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """All nodes (terms, conditions, families, indices) with the path to each, from the top."""
    if isinstance(node, Term | Condition | Family | IndexVariable | IndexValue):
        yield path, node
    for step, part in parts(node):
        if not isinstance(part, str | int | Range):
            yield from places(part, (*path, step))


def replaced(node: Any, path: Path, new: Any) -> Any:
    """The node with the part at the path replaced."""
    if not path:
        return new
    step, *rest = path
    if isinstance(node, tuple):
        return tuple(replaced(each, tuple(rest), new) if i == step else each for i, each in enumerate(node))
    made = [
        replaced(getattr(node, each.name), tuple(rest), new) if each.name == step else getattr(node, each.name)
        for each in fields(node)
    ]
    return type(node)(*made)


def at(node: Any, path: Path) -> Any:
    """The part at the path."""
    for step in path:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    return node


def mapped(node: Any, change: Callable[[Any], Any]) -> Any:
    """The node with `change` applied to every part, from the leaves up."""
    if isinstance(node, tuple):
        return tuple(mapped(each, change) for each in node)
    if isinstance(node, Term | Condition | Family | IndexVariable | IndexValue | Range):
        return change(type(node)(*(mapped(getattr(node, each.name), change) for each in fields(node))))
    return node


def binders(node: Any) -> tuple[IndexVariable, ...]:
    """The indices that the node itself binds."""
    if isinstance(node, Sum):
        return (node.index,)
    return node.indices if isinstance(node, Family) else ()


def free_indices(node: Any) -> set[IndexVariable]:
    """The index variables in the node that nothing in it binds."""
    if isinstance(node, IndexVariable):
        return {node}
    found: set[IndexVariable] = set()
    for each in children(node):
        found |= free_indices(each)
    return found - set(binders(node))


def rename_free(node: Any, names: dict[IndexVariable, Index]) -> Any:
    """The node with free indices renamed; a binder that would capture raises ValueError."""
    if isinstance(node, tuple):
        return tuple(rename_free(each, names) for each in node)
    if isinstance(node, IndexVariable):
        return names.get(node, node)
    if not isinstance(node, Term | Condition | Family):
        return node
    bound = binders(node)
    inner = {old: new for old, new in names.items() if old not in bound}
    if bound and any(new in bound for old, new in inner.items() if old in free_indices(node)):
        raise ValueError("the new name would be captured")
    if isinstance(node, Sum):
        return Sum(node.index, rename_free(node.body, inner))
    if isinstance(node, Family):
        return Family(node.indices, rename_free(node.body, inner))
    return type(node)(*(rename_free(getattr(node, each.name), inner) for each in fields(node)))


def ground(term: Term, position: Callable[[Index], int]) -> Term:
    """The term with its free indices put to their positions, as far as they have one."""
    names: dict[IndexVariable, Index] = {}
    for index in free_indices(term):
        names[index] = IndexValue(position(index), index.range)
    result = rename_free(term, names)
    assert isinstance(result, Term)
    return result


def without(term: Term, part: Term) -> Term | None:
    """What is left of a sum (product) beside a smaller sum (product) `part` of its terms, or None."""
    if isinstance(term, Add) and isinstance(part, Add):
        have, want = Counter(term.terms), Counter(part.terms)
        return Add(tuple((have - want).elements())) if want <= have and want != have else None
    if isinstance(term, Mul) and isinstance(part, Mul):
        have, want = Counter(term.factors), Counter(part.factors)
        return Mul(tuple((have - want).elements())) if want <= have and want != have else None
    return None
