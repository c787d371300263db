"""One value, one condition, at one point: what tests ask of `Evaluation`."""

from __future__ import annotations

from collections.abc import Mapping

from symback.kernel.arithmetic.interface import Ball, Balls
from symback.kernel.claim import Definition
from symback.kernel.evaluate import Evaluation
from symback.kernel.point import Point
from symback.kernel.terms import Condition, Term


def evaluate(term: Term, point: Point, definitions: Mapping[str, Definition], balls: Balls) -> Ball:
    """An enclosure of the term's value at a point."""
    return Evaluation(point, definitions, balls).value(term)


def holds(condition: Condition, point: Point, definitions: Mapping[str, Definition], balls: Balls) -> bool | None:
    """Whether a condition is certainly true or false at a point, else None."""
    return Evaluation(point, definitions, balls).holds(condition)
