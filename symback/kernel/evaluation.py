"""Both sides of a claim at one point, and conditions over all values of the indices they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from symback.kernel.arithmetic.interface import Ball, Balls, Undefined
from symback.kernel.claim import Definition
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.point import Point
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
            count = size if isinstance(size, int) else point.sizes.get(index.range.name, point.sizes.get(size, 0))
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
