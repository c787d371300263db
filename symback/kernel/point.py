"""A point at which a claim is evaluated: sizes, index values, exact values, concrete functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from symback.kernel.terms import Term


@dataclass(frozen=True, slots=True)
class ConcreteFunction:
    """A polynomial that stands for an opaque function: `body` in the parameters named `parameters`."""

    parameters: tuple[str, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class ConcreteFunctional:
    """A polynomial that stands for an opaque function of whole arrays.

    With z_1 .. z_m all entries of its arguments, and c its component's number, it is
    (sum_p linear[p] z_p) + (sum_p square[p] z_p^2) + product * (sum_p linear[p] z_p)^2, all multiplied
    by (1 + c*spread); the coefficients of entry p are `linear[p % len(linear)]` and so on.
    """

    linear: tuple[Fraction, ...]
    square: tuple[Fraction, ...]
    product: Fraction
    spread: Fraction


@dataclass(frozen=True)
class Point:
    """Sizes by their names, free indices by name (1-based), values of symbols and entries.

    The key of an entry is (array, (1-based positions)); of a symbol, its name.
    """

    sizes: Mapping[str, int]
    indices: Mapping[str, int]
    symbols: Mapping[str, Fraction]
    entries: Mapping[tuple[str, tuple[int, ...]], Fraction]
    functions: Mapping[str, ConcreteFunction]
    functionals: Mapping[str, ConcreteFunctional]
