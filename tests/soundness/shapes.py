"""What the independent evaluator needs of a definition and of a point, so that any such value will do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from symback.kernel.terms import IndexVariable, Symbol, Term


class Definition(Protocol):
    """name_{indices}(parameters) := body."""

    @property
    def name(self) -> str: ...
    @property
    def body(self) -> Term: ...
    @property
    def indices(self) -> tuple[IndexVariable, ...]: ...
    @property
    def parameters(self) -> tuple[Symbol, ...]: ...


class Polynomial(Protocol):
    """What stands for an opaque function."""

    @property
    def parameters(self) -> tuple[str, ...]: ...
    @property
    def body(self) -> Term: ...


class ArrayPolynomial(Protocol):
    """What stands for an opaque function of arrays."""

    @property
    def linear(self) -> tuple[Fraction, ...]: ...
    @property
    def square(self) -> tuple[Fraction, ...]: ...
    @property
    def product(self) -> Fraction: ...
    @property
    def spread(self) -> Fraction: ...


class Place(Protocol):
    """A point: sizes, free indices (1-based), exact values, concrete functions."""

    @property
    def sizes(self) -> Mapping[str, int]: ...
    @property
    def indices(self) -> Mapping[str, int]: ...
    @property
    def symbols(self) -> Mapping[str, Fraction]: ...
    @property
    def entries(self) -> Mapping[tuple[str, tuple[int, ...]], Fraction]: ...
    @property
    def functions(self) -> Mapping[str, Polynomial]: ...
    @property
    def functionals(self) -> Mapping[str, ArrayPolynomial]: ...
