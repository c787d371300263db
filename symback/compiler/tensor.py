"""Arrays whose axes carry index variables: how index terms become positions, transposes and broadcasts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symback.compiler.arrays import Array, Permuted, Spread
from symback.kernel.terms import IndexVariable, Range

Axes = tuple[IndexVariable, ...]

EXAMPLE = IndexVariable("·example", Range("·examples", "N"))
"""The index of the batch; it always stands first."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """An array and the index variable of each of its axes."""

    array: Array
    axes: Axes

    def __post_init__(self) -> None:
        if len(set(self.axes)) != len(self.axes):
            raise ValueError("an index stands on two axes")


def ordered(axes: Iterable[IndexVariable]) -> Axes:
    """The axes without repetition in the given order, the batch first."""
    unique = dict.fromkeys(axes)
    return tuple(sorted(unique, key=lambda axis: axis is not EXAMPLE))


def joined(tensors: Sequence[Tensor]) -> Axes:
    """The axes of an elementwise result: in the order of the first operand that has them all."""
    union = ordered(axis for tensor in tensors for axis in tensor.axes)
    for tensor in tensors:
        if len(tensor.axes) == len(union):
            return tensor.axes
    return union


def permuted(tensor: Tensor, axes: Axes) -> Array:
    """The array with its axes in the order of `axes`, which names the same ones."""
    if tensor.axes == axes:
        return tensor.array
    order = tuple(tensor.axes.index(axis) for axis in axes)
    if isinstance(tensor.array, Permuted):
        inner = tuple(tensor.array.order[place] for place in order)
        return tensor.array.array if inner == tuple(range(len(inner))) else Permuted(tensor.array.array, inner)
    return Permuted(tensor.array, order)


def aligned(tensor: Tensor, axes: Axes) -> Array:
    """The array so that it broadcasts against arrays over `axes`, a superset of its own."""
    mine = tuple(axis for axis in axes if axis in tensor.axes)
    array = permuted(tensor, mine)
    if not mine:
        return array
    kept = tuple(axis in tensor.axes for axis in axes)
    kept = kept[kept.index(True) :]
    return array if all(kept) else Spread(array, kept)


def moved(tensor: Tensor, axes: Axes) -> Tensor:
    """The tensor with its axes in the order of `axes`."""
    return Tensor(permuted(tensor, axes), axes)
