"""Elements up to the names of their bound indices: a fact about x_k for all k is found for x_j too."""

from __future__ import annotations

from itertools import permutations

from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.element import Element, as_index_key
from symback.kernel.terms import Index, IndexVariable
from symback.kernel.workspace import Workspace

_MOST = 4


def template(workspace: Workspace, polynomial: Polynomial, free: frozenset[IndexVariable]) -> Polynomial:
    """`polynomial` with its index variables other than `free` replaced by canonical placeholders."""
    key = ("template", polynomial, free)
    found = workspace.memory.get(key)
    if found is not None:
        assert not isinstance(found, Element)
        return found  # type: ignore[no-any-return]
    moving = sorted(workspace.indices_of(polynomial) - free, key=as_index_key)
    result = polynomial
    if moving and len(moving) <= _MOST:
        candidates = []
        for order in permutations(range(len(moving))):
            names: dict[IndexVariable, Index] = {
                index: IndexVariable(f"#{place}", index.range) for index, place in zip(moving, order, strict=True)
            }
            image = workspace.rename(workspace, Element(polynomial, ()), names)
            candidates.append(image.numerator)
        result = min(candidates, key=lambda item: item.terms())
    workspace.memory[key] = result
    return result
