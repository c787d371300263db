"""Values of a witness for people: whole arrays as rows of numbers, where their entries would be many."""

from __future__ import annotations

import re
from itertools import product

from symback.notation.show import show_name

_FEW = 6
_LONGEST = 16


def listed(values: tuple[tuple[str, str], ...]) -> list[str]:
    """name = value, each; of more than six values, arrays whose entries are all there in one piece."""
    arrays: dict[str, dict[tuple[int, ...], str]] = {}
    for name, value in values:
        array, place = _split(name)
        arrays.setdefault(array, {})[place] = value
    shown: list[str] = []
    for array, entries in arrays.items():
        grid = _grid(entries) if len(values) > _FEW else None
        shown += [f"{show_name(array)} = {grid}"] if grid else _single(array, entries)
    return shown


def _split(name: str) -> tuple[str, tuple[int, ...]]:
    """`w[1,2]` is w at (1, 2); `x` is x at no place."""
    found = re.fullmatch(r"(.*)\[(\d+(?:,\d+)*)\]", name, re.DOTALL)
    return (found[1], tuple(map(int, found[2].split(",")))) if found else (name, ())


def _single(array: str, entries: dict[tuple[int, ...], str]) -> list[str]:
    places = {place: f"[{','.join(map(str, place))}]" if place else "" for place in entries}
    return [f"{show_name(array)}{places[place]} = {value}" for place, value in entries.items()]


def _grid(entries: dict[tuple[int, ...], str]) -> str | None:
    """[1, 2] or [[1, 2], [3, 4]], of at most 16 entries; None for other ranks and where one is missing."""
    rank = len(next(iter(entries)))
    if rank not in {1, 2} or len(entries) > _LONGEST or any(len(place) != rank for place in entries):
        return None
    lengths = [max(place[axis] for place in entries) for axis in range(rank)]
    if set(entries) != set(product(*(range(1, length + 1) for length in lengths))):
        return None
    if rank == 1:
        return f"[{', '.join(entries[place,] for place in range(1, lengths[0] + 1))}]"
    rows = (", ".join(entries[row, column] for column in range(1, lengths[1] + 1)) for row in range(1, lengths[0] + 1))
    return f"[{', '.join(f'[{row}]' for row in rows)}]"
