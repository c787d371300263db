"""Which dimensions are one: union-find over array axes, index letters and sums, with what is known of each.

A place is an axis of an array, a free letter of one scope, or the letter of one sum. Two places that hold
the same index are one dimension; a sum's limits, a declared shape or an `Idx` say its size and whether it
is counted from 0 or from 1.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from symback.kernel.terms import Range
from symback.sympy_bridge.failure import NotReadable

Place = Hashable


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one dimension; each fact with the place that said it."""

    name: str
    size: str | int | None = None
    size_from: str = ""
    first: int | None = None
    first_from: str = ""
    written: tuple[int, ...] = ()


class Ranges:
    """The dimensions of one derivation. Learning can be undone to a mark, so that a bad row leaves no trace."""

    def __init__(self) -> None:
        self._parent: dict[Place, Place] = {}
        self._known: dict[Place, _Known] = {}
        self._changes: list[tuple[dict[Place, Any], Place, Any]] = []
        self._sizes: frozenset[str] | None = None

    def mark(self) -> int:
        """The state to go back to."""
        return len(self._changes)

    def undo(self, mark: int) -> None:
        """Forget all that was learned since `mark`."""
        while len(self._changes) > mark:
            table, place, before = self._changes.pop()
            if before is None:
                del table[place]
            else:
                table[place] = before
        self._sizes = None

    def add(self, place: Place, name: str) -> None:
        """Note a place; `name` is what its dimension is called where no size is ever given."""
        if place not in self._parent:
            self._set(self._parent, place, place)
            self._set(self._known, place, _Known(name))

    def learn(self, place: Place, *, size: str | int | None, first: int | None, source: str) -> None:
        """A place's size and the number of its first element, as said by `source`."""
        root = self._root(place)
        fact = _Known("", size, source, first, source if first is not None else "")
        self._set(self._known, root, _merged(self._known[root], fact))

    def write(self, place: Place, position: int) -> None:
        """A written number stands at this place."""
        root = self._root(place)
        known = self._known[root]
        if position not in known.written:
            self._set(self._known, root, _merged(known, _Known("", written=(position,))))

    def join(self, left: Place, right: Place) -> None:
        """The same index stands at both places."""
        first, second = self._root(left), self._root(right)
        if first != second:
            merged = _merged(self._known[first], self._known[second])
            self._set(self._parent, second, first)
            self._set(self._known, first, merged)

    def range(self, place: Place) -> Range:
        """The range of a place. Dimensions of equal size are one range, so that square arrays are square."""
        known = self._known[self._root(place)]
        if known.size is None:
            return Range(known.name, known.name)
        if isinstance(known.size, int):
            return Range(f"1..{known.size}", known.size)
        return Range(known.size, known.size)

    def of_size(self, size: str) -> Range:
        """The range whose size is this symbol."""
        return Range(size, size)

    def element(self, place: Place, position: int) -> int:
        """The 1-based number of the element written as `position`."""
        return _element(self._known[self._root(place)], position)

    def knows(self, place: Place) -> bool:
        """Whether the place was ever noted."""
        return place in self._parent

    def sizes(self) -> frozenset[str]:
        """The names of all symbolic sizes."""
        if self._sizes is None:
            self._sizes = frozenset(known.size for known in self._known.values() if isinstance(known.size, str))
        return self._sizes

    def _set(self, table: dict[Place, Any], place: Place, value: Any) -> None:
        self._changes.append((table, place, table.get(place)))
        table[place] = value
        self._sizes = None

    def _root(self, place: Place) -> Place:
        while self._parent[place] != place:
            place = self._parent[place]
        return place


def _merged(one: _Known, other: _Known) -> _Known:
    if one.size is not None and other.size is not None and one.size != other.size:
        raise NotReadable(
            "SB226", f"one dimension has size {one.size} in {one.size_from} and size {other.size} in {other.size_from}"
        )
    if one.first is not None and other.first is not None and one.first != other.first:
        raise NotReadable(
            "SB226",
            f"one dimension is counted from {one.first} in {one.first_from} and from {other.first} in "
            f"{other.first_from}; count from the same number in both",
        )
    written = (*one.written, *(position for position in other.written if position not in one.written))
    merged = _Known(
        one.name or other.name,
        one.size if one.size is not None else other.size,
        one.size_from if one.size is not None else other.size_from,
        one.first if one.first is not None else other.first,
        one.first_from if one.first is not None else other.first_from,
        written,
    )
    for position in written:
        _element(merged, position)
    return merged


def _element(known: _Known, position: int) -> int:
    first = known.first
    if first is None:
        first = 0 if 0 in known.written else 1
    number = position - first + 1
    if number < 1 or (isinstance(known.size, int) and number > known.size):
        limits = f"{first}..{known.size - 1 + first}" if isinstance(known.size, int) else f"numbers from {first} on"
        raise NotReadable("SB226", f"position {position} lies outside its dimension, {limits}")
    return number
