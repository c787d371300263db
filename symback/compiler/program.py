"""Programs: routines of array statements without a back end, and what each result stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from symback.compiler.arrays import Array
from symback.kernel.terms import Condition, IndexVariable, Term


class CompileError(Exception):
    """A result that is not proved, has no closed form, or is outside of what arrays can express."""


@dataclass(frozen=True, slots=True)
class Assign:
    """targets = value; two targets take the two results of one function."""

    targets: tuple[str, ...]
    value: Array


Role = Literal["example", "parameter", "shared", "function", "label"]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a routine: its identifier, the author's name, its shape, what it is to the batch.

    For a function, `orders` counts its derivatives by each of its own arguments.
    """

    identifier: str
    name: str
    shape: tuple[str | int, ...]
    role: Role
    orders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one result stands for: terms over `indices`, equal where the conditions hold, and how examples reduce.

    `by_parts`: only those parts of a sum are reduced that differ from example to example, as in an update.
    """

    terms: tuple[Term, ...]
    indices: tuple[IndexVariable, ...]
    reduce: Literal["mean", "sum", ""] = ""
    conditions: tuple[Condition, ...] = ()
    by_parts: bool = False


@dataclass(frozen=True, slots=True)
class Routine:
    """A function: statements, then the results, one plain or several by key.

    `title` says what it returns and `facts` what is known of it; both go into its documentation.
    `meanings` has what each result stands for. `in_place` means that each result overwrites the argument
    of its key after all have been computed.
    """

    name: str
    arguments: tuple[Argument, ...]
    statements: tuple[Assign, ...]
    results: tuple[tuple[str, Array], ...]
    meanings: tuple[Meaning, ...]
    keyed: bool
    title: str
    facts: tuple[str, ...] = ()
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """What a target prints: routines, the derivation that they come from, and what the text was tried on."""

    name: str
    title: str
    citation: str
    routines: tuple[Routine, ...]
    validated: str = ""
