"""The gate: the only file that makes a `Theorem` or a `Refutation`.

A theorem is made by an inference that is carried out here, from the claim to the normal forms, and only
with a witness: a point that satisfies the assumptions and the conditions, at which both sides have
values whose enclosures meet. So nothing is proved from contradictory assumptions, nothing that is
defined nowhere, and every proof is confirmed by numbers that took no part in it.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace
from fractions import Fraction
from functools import partial

from symback.kernel import preparing as p
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import Arithmetic, FactorRecord
from symback.kernel.cases import decide
from symback.kernel.claim import Claim
from symback.kernel.conditions import domain, simplest
from symback.kernel.errors import Different, KernelError, Unsupported
from symback.kernel.evaluation import apart, holds_everywhere, sides_at
from symback.kernel.point import Point
from symback.kernel.proportion import proportional
from symback.kernel.scope import kinds
from symback.kernel.terms import Condition, IndexVariable, Term
from symback.kernel.unfold import write_out

DEFAULT_BUDGET = 400_000
_PRECISIONS = (64, 128, 256, 512, 1024, 2048)
_SEAL = object()


@dataclass(frozen=True, slots=True)
class Theorem:
    """claim.assumptions, conditions |- claim.left relation claim.right.

    `opened`: names whose definitions are put in; `factor`: the c of a proportion; `record`: for a replay.
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
    everything, definitions = p.used_names(claim), p.definitions_of(claim)
    opened = everything if claim.relation == "proportional" else inference.opened
    prepared = p.prepare(claim, opened)
    assumptions = tuple(
        p.unfold_condition(write_out(condition, p.setting(claim).free), opened, definitions)
        for condition in claim.assumptions
    )
    factor: Term | None = None
    free = p.setting(claim).free
    problem = (prepared.left, prepared.right, assumptions, prepared.where, arithmetic.ring(record), inference.budget)
    if claim.relation == "proportional":
        decision, factor = proportional(*problem, p.varying_names(claim), free)
    else:
        decision = decide(*problem, given=free)
    needed = tuple(decision.conditions)
    if needed or everything - opened:
        # A name that stays an atom has a value only where its definition has one.
        full = p.prepare(claim, everything)
        needed = tuple(dict.fromkeys((*needed, *full.where, *domain(full.left), *domain(full.right))))
    unfolded = partial(p.unfold_condition, opened=everything, definitions=definitions)
    conditions = simplest(needed, unfolded, assumptions, free, arithmetic.ring(record))
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
    prepared = p.prepare(claim, p.used_names(claim))
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
            return Theorem(claim, (), p.used_names(claim), 1, None, point, inference.budget, record, _SEAL)
        if low > claim.tolerance or high < -claim.tolerance:
            break
    raise Different("the value does not round to the printed digits")


def _confirm(claim: Claim, conditions: tuple[Condition, ...], witness: Point, arithmetic: Arithmetic) -> None:
    """The witness must be in the theorem's domain, and the two sides must agree there."""
    prepared = p.prepare(claim, p.used_names(claim))
    definitions = p.definitions_of(claim)
    for bits in _PRECISIONS[:4]:
        balls = arithmetic.balls(bits)
        outcome = sides_at(claim, prepared, witness, balls)
        if outcome is None or not holds_everywhere(conditions, witness, definitions, balls):
            continue
        if claim.relation == "equal" and (outcome.left - outcome.right).contains_zero() is False:
            raise KernelError("SB399", "the proof and the numbers disagree: this is a bug of symback")
        return
    raise KernelError("SB304", "no point was found at which the assumptions hold and both sides have values")


def refute(claim: Claim, point: Point, arithmetic: Arithmetic | None = None) -> Refutation | None:
    """A refutation if the two sides are certainly different at the point, else None."""
    if claim.relation == "proportional":
        return None
    prepared = p.prepare(claim, p.used_names(claim))
    for bits in _PRECISIONS:
        outcome = sides_at(claim, prepared, point, (arithmetic or fast()).balls(bits))
        if outcome is None:
            continue
        try:
            if apart(claim, outcome):
                left, right = outcome.left, outcome.right
                return Refutation(claim, point, (left.lower(), left.upper()), (right.lower(), right.upper()), _SEAL)
        except ArithmeticError:
            # A number too large to be written down.
            return None
        if outcome.exact:
            return None
    return None


def replay_refutation(refutation: Refutation) -> Refutation:
    """Enclose both sides again on the pure arithmetic; raises `KernelError` if that does not separate them."""
    again = refute(refutation.claim, refutation.point, pure())
    if again is None:
        raise KernelError("SB399", "the replay does not refute: this is a bug of symback")
    return again
