"""The answers. Two definite ones, which need evidence that only the kernel can make, and honest others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from symback.document import Derivation, InputError, Reason, Statement
from symback.kernel.terms import Condition
from symback.kernel.theorem import Refutation, Theorem


@dataclass(frozen=True, slots=True)
class Proved:
    """Holds for all values, sizes and indices under the theorem's conditions and assumptions.

    `only_left` and `only_right` are the conditions that one side alone needs to have a value: where they
    fail, the other side may still have one.
    """

    theorem: Theorem
    method: str
    only_left: tuple[Condition, ...] = ()
    only_right: tuple[Condition, ...] = ()

    @property
    def status(self) -> Literal["proved"]:
        """The word of the JSON contract."""
        return "proved"


@dataclass(frozen=True, slots=True)
class Refuted:
    """False at an exact witness. `would_hold_if` is an assumption under which it was then proved."""

    refutation: Refutation
    would_hold_if: Condition | None = None

    @property
    def status(self) -> Literal["refuted"]:
        """The word of the JSON contract."""
        return "refuted"


@dataclass(frozen=True, slots=True)
class Supported:
    """Agreed at `points` >= 4 generic exact points, or modulo random primes; no proof found."""

    points: int
    reason: Reason
    error_bound: Fraction | None = None

    def __post_init__(self) -> None:
        if self.points < 4 and self.error_bound is None:
            raise ValueError("a claim is supported by at least four points or by an error bound")

    @property
    def status(self) -> Literal["supported"]:
        """The word of the JSON contract."""
        return "supported"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Out of the engine's class, over its budget, or vacuous; `reason` says which."""

    reason: Reason

    @property
    def status(self) -> Literal["undecided"]:
        """The word of the JSON contract."""
        return "undecided"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Could not be read with one certain meaning."""

    reason: Reason

    @property
    def status(self) -> Literal["not_understood"]:
        """The word of the JSON contract."""
        return "not_understood"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A definition or an assumption: taken as given, listed, checked for clashes."""

    status: Literal["definition", "assumption"]


Verdict = Proved | Refuted | Supported | Undecided | NotUnderstood | Accepted
Role = Literal["ok", "culprit", "recovery", "inherits"]


@dataclass(frozen=True, slots=True)
class Hint:
    """An explanation of a refuted claim, with the repair in the author's notation if there is one."""

    code: str
    message: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with its answer; `against_head` is the answer for head = right side."""

    statement: Statement
    verdict: Verdict
    role: Role
    against_head: Verdict | None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """All answers of one document."""

    derivation: Derivation
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found: documents in order, and inputs that could not be read."""

    documents: tuple[DocumentReport, ...]
    errors: tuple[InputError, ...]
