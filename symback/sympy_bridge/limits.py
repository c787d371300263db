"""What a sum's limits, an index's range and a declared shape say: the size of a dimension and its first number."""

from __future__ import annotations

from typing import Any

from sympy import Add, Idx, Integer, Mul, Symbol

from symback.sympy_bridge.failure import NotReadable, shown

Extent = tuple[str | int, int]


def extent(letter: str, lower: Any, upper: Any) -> Extent:
    """(size, first number) of an index that runs from `lower` to `upper`; raises for part of a dimension."""
    said = f"{letter} = {shown(lower)}..{shown(upper)}"
    if not isinstance(lower, Integer) or int(lower) not in (0, 1):
        raise NotReadable("SB225", f"{said}: an index runs from 1 to n or from 0 to n - 1")
    first = int(lower)
    if upper.is_infinite:
        raise NotReadable("SB225", f"{said}: sums are finite")
    if isinstance(upper, Idx):
        raise NotReadable("SB225", f"{said}: the sum ends at another index")
    base, shift = _base_and_shift(upper)
    if base is None and shift is not None:
        count = shift - first + 1
        if count < 1:
            raise NotReadable("SB225", f"{said}: the sum is empty or runs backwards")
        return count, first
    if base is None or shift is None:
        raise NotReadable("SB225", f"{said}: the end is neither a size n nor a number; give that size a name")
    if shift == first - 1:
        return base, first
    raise NotReadable("SB225", f"{said} is not all of a dimension of size {base}, which is 1..{base} or 0..{base} - 1")


def index_extent(index: Any) -> Extent | None:
    """(size, first number) declared in an `Idx`, or None where it has no range."""
    if not isinstance(index, Idx) or index.lower is None or index.upper is None:
        return None
    return extent(str(index.label), index.lower, index.upper)


def size_of_axis(array: str, size: Any) -> str | int:
    """A declared size of an array's axis."""
    if isinstance(size, Symbol):
        return str(size.name)
    if isinstance(size, Integer) and int(size) >= 1:
        return int(size)
    raise NotReadable("SB225", f"the shape of {array} has the size {shown(size)}; write a name or a number")


def _base_and_shift(upper: Any) -> tuple[str | None, int | None]:
    """n - 1 as ("n", -1), 5 as (None, 5), anything else as (None, None)."""
    base: str | None = None
    shift = 0
    for part in upper.args if isinstance(upper, Add) else (upper,):
        value = Mul(*part.args) if isinstance(part, Mul) else part
        if isinstance(value, Integer):
            shift += int(value)
        elif isinstance(value, Symbol) and base is None:
            base = str(value.name)
        else:
            return None, None
    return base, shift
