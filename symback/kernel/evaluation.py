"""Both sides of a claim at one point, and conditions over all values of the indices they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from symback.kernel.arithmetic.interface import Ball, Balls, Undefined
from symback.kernel.claim import Claim, Definition
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.point import Point
from symback.kernel.preparing import Prepared, definitions_of, setting
from symback.kernel.scope import free_indices
from symback.kernel.terms import Condition, Term


@dataclass(frozen=True, slots=True)
class Outcome:
    """Enclosures of the two sides; `exact` where more precision would not change them."""

    left: Ball
    right: Ball
    exact: bool


def value_at(
    left: Term, right: Term, point: Point, definitions: Mapping[str, Definition], balls: Balls
) -> Outcome | None:
    """The two sides at a point, or None where one has no certain value."""
    evaluation = Evaluation(point, definitions, balls)
    try:
        a, b = evaluation.value(left), evaluation.value(right)
    except (Undefined, ArithmeticError, KernelError):
        return None
    return Outcome(a, b, (a - b).is_exact_zero())


def holds_everywhere(
    conditions: tuple[Condition, ...], point: Point, definitions: Mapping[str, Definition], balls: Balls
) -> bool:
    """Whether all conditions certainly hold at the point, for all values of indices that the point leaves open."""
    evaluation = Evaluation(point, definitions, balls)
    for condition in conditions:
        loose = [index for index in free_indices(condition) if index.name not in point.indices]
        if not loose:
            if not _certain(evaluation, condition):
                return False
            continue
        loose.sort(key=lambda index: index.name)
        ranges = []
        for index in loose:
            size = index.range.size
            count = size if isinstance(size, int) else point.sizes.get(size, point.sizes.get(index.range.name, 0))
            if count < 1:
                return False
            ranges.append(range(1, count + 1))
        for values in product(*ranges):
            named = {index.name: value for index, value in zip(loose, values, strict=True)}
            there = replace(point, indices={**point.indices, **named})
            if not _certain(Evaluation(there, definitions, balls), condition):
                return False
    return True


def _certain(evaluation: Evaluation, condition: Condition) -> bool:
    try:
        return evaluation.holds(condition) is True
    except (ArithmeticError, KernelError):
        return False


def sides_at(claim: Claim, prepared: Prepared, point: Point, balls: Balls) -> Outcome | None:
    """Both sides at a point where the assumptions hold and the derivatives exist; None where not certain."""
    definitions = definitions_of(claim)
    # An index that only an assumption speaks of stands for all its values.
    names = {index.name for index in setting(claim).free}
    point = replace(point, indices={name: value for name, value in point.indices.items() if name in names})
    if not holds_everywhere((*claim.assumptions, *prepared.where), point, definitions, balls):
        return None
    return value_at(prepared.left, prepared.right, point, definitions, balls)


def apart(claim: Claim, outcome: Outcome) -> bool:
    """Whether the enclosures show that the claim is false at their point."""
    gap = outcome.left - outcome.right
    if claim.relation == "near":
        return gap.lower() > claim.tolerance or gap.upper() < -claim.tolerance
    return not gap.contains_zero()
