"""What is to be decided: a relation between two terms under definitions and assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from symback.kernel.terms import Condition, IndexVariable, Symbol, Term


@dataclass(frozen=True, slots=True)
class Definition:
    """name_{indices}(parameters) := body.

    A scalar has neither indices nor parameters, an array has indices, a function has parameters. The
    body's free indices and symbols are these, or names of the surrounding derivation.
    """

    name: str
    body: Term
    indices: tuple[IndexVariable, ...] = ()
    parameters: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """assumptions |- left relation right, for all values, all sizes and all free indices.

    `relation` is `equal`; `near`, |left - right| <= tolerance; or `proportional`, left = c*right with
    a c other than 0 that is free of the names in `varying`.
    """

    left: Term
    right: Term
    relation: Literal["equal", "near", "proportional"] = "equal"
    definitions: tuple[Definition, ...] = ()
    assumptions: tuple[Condition, ...] = ()
    tolerance: Fraction = Fraction(0)
    varying: tuple[str, ...] = ()
