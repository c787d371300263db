"""Points at which a compiled program is tried: small unequal sizes, values that are exact in binary."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from symback.compiler.leaves import Leaves
from symback.kernel import terms as t
from symback.kernel.point import ConcreteFunction, Point

EXAMPLES = 3
_SPANS = ((-24, 24), (1, 24), (1, 15), (17, 48))
_CUBIC = (Fraction(1, 4), Fraction(1, 2), Fraction(0), Fraction(1, 8))
_CROSS = Fraction(3, 8)


@dataclass(frozen=True)
class Sample:
    """One point an example, and the values of the arguments of routines by the names of the derivation."""

    points: tuple[Point, ...]
    arguments: Mapping[str, Any]
    batched: bool


def sample(leaves: Leaves, seed: str, attempt: int, witness: Point | None = None) -> Sample:
    """The sample of that number; with a `witness`, its sizes and values, the same for every example."""
    source = random.Random(f"{seed} {attempt}")
    low, high = _SPANS[attempt % len(_SPANS)]
    count = EXAMPLES if leaves.examples else 1
    sizes = _sizes(leaves, witness)
    symbols: list[dict[str, Fraction]] = [{} for _ in range(count)]
    entries: list[dict[tuple[str, tuple[int, ...]], Fraction]] = [{} for _ in range(count)]
    indices: list[dict[str, int]] = [{} for _ in range(count)]
    arguments: dict[str, Any] = {}

    def value(name: str, place: tuple[int, ...]) -> Fraction:
        drawn = Fraction(source.randint(low, high), 16)
        if witness is None:
            return drawn
        return witness.entries.get((name, place), drawn) if place else witness.symbols.get(name, drawn)

    for name, shape in leaves.ranges.items():
        positions = list(product(*(range(1, sizes[each.name] + 1) for each in shape)))
        rows = [[value(name, place) for place in positions] for _ in range(count)]
        if not leaves.batched(name):
            rows = rows[:1] * count
        for example, row in enumerate(rows):
            if shape:
                entries[example].update({(name, place): each for place, each in zip(positions, row, strict=True)})
            else:
                symbols[example][name] = row[0]
        arguments[name] = _array(rows, [sizes[each.name] for each in shape], batched=leaves.batched(name))
    for label in sorted(leaves.labels, key=lambda each: each.name):
        drawn = [source.randint(1, sizes[label.range.name]) for _ in range(count)]
        chosen = [witness.indices.get(label.name, place) if witness else place for place in drawn]
        for example, position in enumerate(chosen):
            indices[example][label.name] = position
        arguments[label.name] = _positions(chosen, batched=bool(leaves.examples))
    for range_name, size in leaves.extents.items():
        arguments.setdefault(str(size), sizes[range_name])
    functions = {name: _cubic(arity) for name, arity in leaves.functions.items()}
    points = tuple(Point(sizes, *rest, functions, {}) for rest in zip(indices, symbols, entries, strict=True))
    return Sample(points, arguments, bool(leaves.examples))


def _sizes(leaves: Leaves, witness: Point | None) -> dict[str, int]:
    order = {each.name: each.size for sizes in leaves.ranges.values() for each in sizes} | leaves.extents
    least = {name: max(2 + place, leaves.written.get(name, 1)) for place, name in enumerate(order)}
    found = {name: size if isinstance(size, int) else least[name] for name, size in order.items()}
    return found if witness is None else {name: witness.sizes.get(name, size) for name, size in found.items()}


def _array(rows: list[list[Fraction]], shape: list[int], *, batched: bool) -> Any:
    import numpy as np

    arrays = [np.array([float(value) for value in row]).reshape(shape) for row in rows]
    whole = np.stack(arrays) if batched else arrays[0]
    return whole if whole.ndim else np.float64(whole)


def _positions(chosen: list[int], *, batched: bool) -> Any:
    import numpy as np

    return np.array(chosen) - 1 if batched else chosen[0] - 1


def _cubic(arity: int) -> ConcreteFunction:
    """A polynomial of third degree in each argument, with one product of all."""
    names = tuple(f"x{place}" for place in range(arity))
    symbols = tuple(t.Symbol(name) for name in names)
    terms: list[t.Term] = [t.Number(_CUBIC[0])]
    for symbol in symbols:
        terms += [t.Mul((t.Number(c), t.Power(symbol, t.number(n)))) for n, c in enumerate(_CUBIC) if c and n]
    terms.append(t.Mul((t.Number(_CROSS), *symbols)))
    return ConcreteFunction(names, t.Add(tuple(terms)))


def polynomial(orders: tuple[int, ...]) -> Callable[..., Any]:
    """A partial derivative of the polynomial that stands for an undefined function of so many arguments."""

    def value(*arguments: Any) -> Any:
        total: Any = 0.0
        for place, x in enumerate(arguments):
            if sum(orders) != orders[place]:
                continue
            coefficients = [float(c) for c in _CUBIC]
            if place:
                coefficients[0] = 0.0
            for _ in range(orders[place]):
                coefficients = [n * c for n, c in enumerate(coefficients)][1:]
            total = total + sum(c * x**n for n, c in enumerate(coefficients)) + 0.0 * x
        cross: Any = float(_CROSS) * (max(orders) <= 1)
        for x, order in zip(arguments, orders, strict=True):
            cross = cross * (x if order == 0 else 1.0)
        return total + cross

    return value
