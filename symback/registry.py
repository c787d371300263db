"""Letter boxes: folders whose files each offer one constant, found by walking the folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from symback.document import Derivation, InputError
from symback.kernel.claim import Claim
from symback.kernel.point import Point
from symback.kernel.terms import Term
from symback.kernel.theorem import Theorem

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of document: `read(path, text)` gives its derivations and what could not be read."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, str], tuple[tuple[Derivation, ...], tuple[InputError, ...]]]


@dataclass(frozen=True, slots=True)
class Target:
    """A language that compiled programs are printed in: `emit(program)` gives the source text."""

    name: str
    emit: Callable[[Any], str]


def discover(package: ModuleType, constant: str, kind: type[Thing]) -> tuple[Thing, ...]:
    """The `constant` of every module of `package` whose name has no leading underscore, by module name.

    Raises TypeError for a module that does not define it with the right type.
    """
    found = []
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda entry: entry.name):
        if module.name.startswith("_"):
            continue
        name = f"{package.__name__}.{module.name}"
        value = getattr(importlib.import_module(name), constant, None)
        if not isinstance(value, kind):
            raise TypeError(f"{name} must define {constant}: {kind.__name__}")
        found.append(value)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Prover:
    """A way to look for a proof: `prove(claim, witness, budget)` asks the kernel, raises `KernelError`.

    Provers are tried in order of `cost`. They decide what is tried, never what is true.
    """

    name: str
    cost: int
    prove: Callable[[Claim, Point, int], Theorem]


@dataclass(frozen=True, slots=True)
class Refuter:
    """A way to look for a counterexample: `points(claim)` gives points worth trying, in order of `cost`."""

    name: str
    cost: int
    points: Callable[[Claim], Iterator[Point]]


@dataclass(frozen=True, slots=True)
class Repair:
    """A right side that the author may have meant, and what would then have been the mistake."""

    right: Term
    message: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake: `repairs(claim)` proposes right sides, each undoing one such mistake.

    Mistakes are tried in order of `cost`. A repair is shown only when the kernel proves it.
    """

    code: str
    title: str
    cost: int
    repairs: Callable[[Claim], Iterator[Repair]]
