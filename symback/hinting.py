"""The smallest repair of a refuted claim that the kernel then proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from symback import hints, refuters
from symback.hints._edits import holds_all_of, size_of
from symback.judge import judge
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Ball, Undefined
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.evaluation import holds_everywhere
from symback.kernel.point import Point
from symback.kernel.preparing import definitions_of, prepare, used_names
from symback.kernel.scope import Visit, kinds, leaves, rewrite
from symback.kernel.terms import Call, Derivative, Node, Term
from symback.notation.show import show
from symback.registry import Mistake, Refuter, Repair, discover
from symback.verdict import Hint, Proved, Refuted

_POINTS = 4
_MOST_REPAIRS = 1200
_MOST_JUDGED = 3
_BUDGET = 100_000
_BITS = 64


@cache
def mistakes() -> tuple[Mistake, ...]:
    """All known mistakes, likely ones first."""
    return tuple(sorted(discover(hints, "HINT", Mistake), key=lambda mistake: mistake.cost))


@cache
def _refuters() -> tuple[Refuter, ...]:
    return tuple(refuter for refuter in discover(refuters, "REFUTER", Refuter) if refuter.cost)


def hints_for(claim: Claim, refuted: Refuted) -> tuple[Hint, ...]:
    """The first repair that makes the claim true, or nothing. Never raises."""
    if claim.relation != "equal":
        return ()
    try:
        looks = _Looks(claim, [refuted.refutation.point, *islice(generic_points(claim), _POINTS)])
        judged = 0
        for mistake, repair in islice(_repairs(claim), _MOST_REPAIRS):
            if not looks.like_left(repair.right) or holds_all_of(repair.right, claim.left):
                continue
            if looks.left_is_zero and size_of(repair.right) > size_of(claim.right):
                # A row that should be 0 lacks nothing: the new piece would only be another 0.
                continue
            if isinstance(judge(replace(claim, right=repair.right), _BUDGET), Proved):
                return (Hint(mistake.code, repair.message, show(repair.right)),)
            judged += 1
            if judged >= _MOST_JUDGED:
                return ()
    except (KernelError, RecursionError):
        return ()
    return ()


def _repairs(claim: Claim) -> Iterator[tuple[Mistake, Repair]]:
    seen = {claim.right}
    for mistake in mistakes():
        for repair in mistake.repairs(claim):
            if repair.right not in seen:
                seen.add(repair.right)
                yield mistake, repair


def generic_points(claim: Claim) -> Iterator[Point]:
    """Points at which the claim's assumptions hold, those of no generality left out."""
    for refuter in _refuters():
        yield from refuter.points(claim)


class _Looks:
    """The left side at a few points, computed once; right sides are compared with it there.

    A look is no evidence: it only keeps most right sides from the judge. What right sides have in common
    is computed once too.
    """

    def __init__(self, claim: Claim, points: list[Point]) -> None:
        self._claim = claim
        self._definitions = definitions_of(claim)
        self._at: list[tuple[Evaluation, Ball]] = []
        self._carried_out: dict[Node, Term] = {}
        prepared = prepare(claim, used_names(claim))
        balls = fast().balls(_BITS)
        for point in points:
            evaluation = Evaluation(point, self._definitions, balls)
            try:
                if holds_everywhere((*claim.assumptions, *prepared.where), point, self._definitions, balls):
                    self._at.append((evaluation, evaluation.value(prepared.left)))
            except (Undefined, ArithmeticError, KernelError):
                continue

    @property
    def left_is_zero(self) -> bool:
        """Whether the left side looks like 0."""
        return all(left.contains_zero() for _, left in self._at)

    def like_left(self, right: Term) -> bool:
        """Whether the right side has the left side's values, as far as it has values."""
        try:
            term = self._without_derivatives(right)
        except KernelError:
            return False
        met = False
        for evaluation, left in self._at:
            try:
                if not (evaluation.value(term) - left).contains_zero():
                    return False
            except (Undefined, ArithmeticError):
                continue
            except KernelError:
                return False
            met = True
        return met

    def _without_derivatives(self, right: Term) -> Term:
        return rewrite(right, self._carry_out, self._has_derivatives)

    def _has_derivatives(self, node: Node) -> bool:
        return Derivative in kinds(node) or any(map(self._is_derivative, leaves(node)))

    def _is_derivative(self, node: Node) -> bool:
        if isinstance(node, Call):
            return any(node.orders) and node.name in self._definitions
        return isinstance(node, Derivative)

    def _carry_out(self, node: Node, _: Visit) -> Node | None:
        if not isinstance(node, Term) or not self._is_derivative(node):
            return None
        if node not in self._carried_out:
            claim = replace(self._claim, right=node)
            self._carried_out[node] = prepare(claim, used_names(claim)).right
        return self._carried_out[node]
