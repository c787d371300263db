"""The gate: the only file that makes a `Theorem` or a `Refutation`.

A theorem is made by an inference that is carried out here, from the claim to the normal forms, and only
with a witness: a point that satisfies the assumptions and the conditions, at which both sides have
values whose enclosures meet. So nothing is proved from contradictory assumptions, nothing that is
defined nowhere, and every proof is confirmed by numbers that took no part in it.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace
from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import Arithmetic, FactorRecord
from symback.kernel.cases import decide
from symback.kernel.claim import Claim
from symback.kernel.conditions import domain, simplest
from symback.kernel.errors import Different, KernelError, Unsupported
from symback.kernel.evaluation import apart, holds_everywhere, sides_at
from symback.kernel.point import Point
from symback.kernel.preparing import definitions_of, prepare, setting, unfold_condition, used_names
from symback.kernel.proportion import proportional
from symback.kernel.scope import free_indices, kinds
from symback.kernel.terms import Condition, IndexVariable, Term
from symback.kernel.unfold import write_out

DEFAULT_BUDGET = 400_000
_PRECISIONS = (64, 128, 256, 512, 1024, 2048)
_ROUGH = 30
_SEAL = object()


@dataclass(frozen=True, slots=True)
class Theorem:
    """claim.assumptions, conditions |- claim.left relation claim.right.

    `opened` are the names whose definitions the proof uses; the others may stand for anything.
    `factor` is the c of a proportion. `record` keeps the factorisations for a replay.
    """

    claim: Claim
    conditions: tuple[Condition, ...]
    opened: frozenset[str]
    cases: int
    factor: Term | None
    witness: Point
    budget: int
    record: FactorRecord
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a Theorem is made by infer() only")


@dataclass(frozen=True, slots=True)
class Refutation:
    """A point that satisfies all assumptions, at which the two sides lie in disjoint intervals."""

    claim: Claim
    point: Point
    left: tuple[Fraction, Fraction]
    right: tuple[Fraction, Fraction]
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a Refutation is made by refute() only")


@dataclass(frozen=True, slots=True)
class Normalise:
    """The inference: both sides have one normal form once the definitions of `opened` are put in."""

    claim: Claim
    opened: frozenset[str]
    witness: Point
    budget: int = DEFAULT_BUDGET


def infer(inference: Normalise, arithmetic: Arithmetic | None = None, record: FactorRecord | None = None) -> Theorem:
    """Carry out the inference; raises `KernelError` where it does not show the claim."""
    claim = inference.claim
    arithmetic = arithmetic or fast()
    record = record if record is not None else FactorRecord()
    if claim.relation == "near":
        return _near(inference, arithmetic, record)
    opened = used_names(claim) if claim.relation == "proportional" else inference.opened
    prepared = prepare(claim, opened)
    assumptions = tuple(
        unfold_condition(write_out(condition, setting(claim).free), opened, definitions_of(claim))
        for condition in claim.assumptions
    )
    ring = arithmetic.ring(record)
    factor: Term | None = None
    if claim.relation == "proportional":
        decision, factor = proportional(
            prepared.left, prepared.right, assumptions, prepared.where, ring, inference.budget, claim.varying
        )
    else:
        decision = decide(prepared.left, prepared.right, assumptions, prepared.where, ring, inference.budget)
    everything = used_names(claim)
    definitions = definitions_of(claim)
    # A name that stays an atom has a value only where its definition has one.
    full = prepare(claim, everything)
    conditions = simplest(
        tuple(dict.fromkeys((*decision.conditions, *full.where, *domain(full.left), *domain(full.right)))),
        lambda condition: unfold_condition(condition, everything, definitions),
        assumptions,
        free_indices(prepared.left) | free_indices(prepared.right),
        arithmetic.ring(record),
    )
    scaled = claim if factor is None else replace(claim, right=t.Mul((factor, claim.right)), relation="equal")
    _confirm(scaled, conditions, inference.witness, arithmetic)
    return Theorem(
        claim, conditions, opened, decision.cases, factor, inference.witness, inference.budget, record, _SEAL
    )


def replay(theorem: Theorem) -> Theorem:
    """Prove it again on the pure arithmetic, with the recorded factorisations, which are multiplied out."""
    inference = Normalise(theorem.claim, theorem.opened, theorem.witness, theorem.budget)
    again = infer(inference, pure(), theorem.record)
    if again.conditions != theorem.conditions:
        raise KernelError("SB399", "the replay found other conditions: this is a bug of symback")
    return again


def _near(inference: Normalise, arithmetic: Arithmetic, record: FactorRecord) -> Theorem:
    """|left - right| <= tolerance for terms without variables, by enclosure."""
    claim = inference.claim
    prepared = prepare(claim, used_names(claim))
    point = inference.witness
    if kinds(t.Add((prepared.left, prepared.right))) & {t.Symbol, t.Entry, t.Call, t.Functional, IndexVariable, t.Size}:
        raise Unsupported("rounding is decided for values without variables only")
    for bits in _PRECISIONS:
        outcome = sides_at(claim, prepared, point, arithmetic.balls(bits))
        if outcome is None:
            continue
        gap = outcome.left - outcome.right
        low, high = gap.lower(), gap.upper()
        if -claim.tolerance <= low and high <= claim.tolerance:
            return Theorem(claim, (), used_names(claim), 1, None, point, inference.budget, record, _SEAL)
        if low > claim.tolerance or high < -claim.tolerance:
            break
    raise Different("the value does not round to the printed digits")


def _confirm(claim: Claim, conditions: tuple[Condition, ...], witness: Point, arithmetic: Arithmetic) -> None:
    """The witness must be in the theorem's domain, and the two sides must agree there."""
    prepared = prepare(claim, used_names(claim))
    definitions = definitions_of(claim)
    for bits in _PRECISIONS[:4]:
        balls = arithmetic.balls(bits)
        outcome = sides_at(claim, prepared, witness, balls)
        if outcome is None or not holds_everywhere(conditions, witness, definitions, balls):
            continue
        if claim.relation == "equal" and (outcome.left - outcome.right).contains_zero() is False:
            raise KernelError("SB399", "the proof and the numbers disagree: this is a bug of symback")
        return
    raise KernelError("SB304", "no point was found at which the assumptions hold and both sides have values")


def refute(claim: Claim, point: Point) -> Refutation | None:
    """A refutation if the two sides are certainly different at the point, else None.

    The enclosures are computed on both arithmetics and must exclude equality on both.
    """
    if claim.relation == "proportional":
        return None
    prepared = prepare(claim, used_names(claim))
    for bits in _PRECISIONS:
        outcome = sides_at(claim, prepared, point, fast().balls(bits))
        if outcome is None:
            return None
        if apart(claim, outcome):
            # Wide gaps need few digits, and few digits are quick.
            again = sides_at(claim, prepared, point, pure().balls(_ROUGH))
            if again is None or not apart(claim, again):
                again = sides_at(claim, prepared, point, pure().balls(bits))
            if again is None or not apart(claim, again):
                continue
            try:
                left = (again.left.lower(), again.left.upper())
                right = (again.right.lower(), again.right.upper())
            except ArithmeticError:
                # A number too large to be written down.
                return None
            return Refutation(claim, point, left, right, _SEAL)
        if outcome.exact:
            return None
    return None
