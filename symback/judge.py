"""One claim judged: a few points to refute it, proofs by increasing cost, then more points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain

from symback import provers, refuters
from symback.document import Reason
from symback.domains import only_one_side
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.preparing import prepare, used_names
from symback.kernel.scope import leaves
from symback.kernel.terms import Functional
from symback.kernel.theorem import DEFAULT_BUDGET, refute
from symback.looking import Meeting, meeting
from symback.registry import Prover, Refuter, discover
from symback.verdict import Proved, Refuted, Supported, Undecided, Verdict

_FIRST = 1
_MORE = 3
_FRAMES = 20_000
_GENERIC = 4
_HIGHEST_PARTIAL = 2
_NOWHERE = Point({}, {}, {}, {}, {}, {})


@cache
def _provers() -> tuple[Prover, ...]:
    return tuple(sorted(discover(provers, "PROVER", Prover), key=lambda prover: prover.cost))


@cache
def _refuters() -> tuple[Refuter, ...]:
    return tuple(sorted(discover(refuters, "REFUTER", Refuter), key=lambda refuter: refuter.cost))


def judge(claim: Claim, budget: int | None = None) -> Verdict:
    """The answer for a claim; never raises for what a user can write.

    `budget` counts work of the normal form, default `DEFAULT_BUDGET`; the same claim with the same budget
    has the same answer on every machine.
    """
    limit = sys.getrecursionlimit()
    # A chain of sixty layers unfolds to more frames than Python allows by default.
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        return _judge(claim, budget or DEFAULT_BUDGET)
    except KernelError as error:
        return Undecided(Reason(error.code, error.message))
    except RecursionError:
        return Undecided(Reason("SB302", "the formula is nested too deeply"))
    finally:
        sys.setrecursionlimit(limit)


def _judge(claim: Claim, budget: int) -> Verdict:
    for point in _special_points(claim):
        if meeting(claim, point) is Meeting.APART:
            refutation = refute(claim, point)
            if refutation is not None:
                return Refuted(refutation)
    candidates = chain.from_iterable(refuter.points(claim) for refuter in _refuters() if refuter.cost)
    met: list[Point] = []
    tried: list[Point] = []
    reason = _first_points(claim, candidates, met, tried, _FIRST)
    if isinstance(reason, Refuted):
        return reason
    problem: KernelError | None = None
    if met:
        outcome = _prove(claim, met, budget)
        if isinstance(outcome, KernelError) and outcome.code == "SB304":
            # The first point lies where a printed condition fails: others may not.
            reason = _first_points(claim, candidates, met, tried, _MORE)
            if isinstance(reason, Refuted):
                return reason
            outcome = _prove(claim, met, budget)
        if isinstance(outcome, Proved):
            return outcome
        problem = outcome
    for point in tried:
        refutation = refute(claim, point)
        if refutation is not None:
            return Refuted(refutation)
    for point in candidates:
        refutation = refute(claim, point)
        if refutation is not None:
            return Refuted(refutation)
        if meeting(claim, point) is Meeting.MEETS:
            met.append(point)
    if not met:
        outcome = _prove(claim, [_NOWHERE], budget)
        problem = outcome if isinstance(outcome, KernelError) and outcome.code == "SB303" else None
    return _undecided(claim, met, problem)


def _special_points(claim: Claim) -> Iterator[Point]:
    """Points of no generality (refuters of cost 0): good to refute, no witnesses of a proof."""
    return chain.from_iterable(refuter.points(claim) for refuter in _refuters() if not refuter.cost)


def _first_points(
    claim: Claim, candidates: Iterator[Point], met: list[Point], tried: list[Point], wanted: int
) -> Refuted | None:
    """Try points until a few are in the domain of both sides, at low precision."""
    for point in candidates:
        match meeting(claim, point):
            case Meeting.APART:
                refutation = refute(claim, point)
                if refutation is not None:
                    return Refuted(refutation)
            case Meeting.MEETS:
                met.append(point)
        tried.append(point)
        if len(met) >= wanted:
            return None
    return None


def _prove(claim: Claim, witnesses: list[Point], budget: int) -> Proved | KernelError | None:
    problem: KernelError | None = None
    for prover in _provers():
        for witness in witnesses:
            try:
                theorem = prover.prove(claim, witness, budget)
                return Proved(theorem, prover.name, *only_one_side(theorem))
            except KernelError as error:
                if error.code == "SB399":
                    return error
                if problem is None:
                    problem = error
                if error.code != "SB304":
                    break
    return problem


def _beyond_samples(claim: Claim) -> bool:
    prepared = prepare(claim, used_names(claim))
    return any(
        isinstance(leaf, Functional) and len(leaf.partials) > _HIGHEST_PARTIAL
        for leaf in leaves(prepared.left) | leaves(prepared.right)
    )


def _undecided(claim: Claim, met: list[Point], problem: KernelError | None) -> Verdict:
    if not met and problem is not None:
        return Undecided(Reason(problem.code, problem.message))
    if not met:
        message = "no point was found at which the assumptions hold and both sides have values: the claim says nothing"
        return Undecided(Reason("SB304", message))
    assert problem is not None
    reason = Reason(problem.code, problem.message)
    if claim.relation == "proportional" or _beyond_samples(claim):
        # Numbers at single points say nothing about a factor, and stand-ins of degree 2 nothing about
        # third partials.
        return Undecided(reason)
    generic = [point for point in met if all(size >= 2 for size in point.sizes.values())]
    if problem.code == "SB399" or len(generic) < _GENERIC:
        return Undecided(reason)
    return Supported(len(generic), reason)
