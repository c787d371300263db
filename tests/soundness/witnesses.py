"""Is a refutation's witness what it says? Judged by the independent evaluator alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

from mpmath import mp, mpf

from symback.kernel.claim import Claim
from symback.kernel.point import Point
from symback.kernel.theorem import Refutation
from tests.soundness.certifier import compare
from tests.soundness.independent import Unsettled, size
from tests.soundness.jets import Undefined, real
from tests.soundness.sampling import admissible, any_functional, leaves, polynomial, rational

DIGITS = (60, 250, 1000)


def completed(claim: Claim, point: Point) -> Point:
    """The point with some value for what the witness leaves out because the sides do not depend on it."""
    random = Random(7)
    found = leaves(claim)
    sizes = {each.name: each.size if isinstance(each.size, int) else 2 for each in found.ranges} | dict(point.sizes)
    sized = replace(point, sizes=sizes)
    return replace(
        sized,
        indices={each.name: 1 for each in found.indices} | dict(point.indices),
        symbols={name: rational(random, "mixed") for name in found.symbols} | dict(point.symbols),
        entries={
            (array, places): rational(random, "mixed")
            for array, shape in found.arrays
            for places in product(*(range(1, size(each, sized) + 1) for each in shape))
        }
        | dict(point.entries),
        functions={name: polynomial(random, arity) for name, arity in found.functions} | dict(point.functions),
        functionals={name: any_functional(random) for name in found.functionals} | dict(point.functionals),
    )


def fault(claim: Claim, refutation: Refutation) -> str | None:
    """What is wrong with the witness of a refuted claim, or None; digits are added where the sides are close."""
    point = completed(claim, refutation.point)
    if refutation.left[1] >= refutation.right[0] and refutation.right[1] >= refutation.left[0]:
        return "the enclosures overlap"
    found: str | None = None
    for digits in DIGITS:
        try:
            if not admissible(claim, point, pointwise=True):
                return "an assumption does not hold at the witness"
            found = _fault(claim, refutation, point, digits)
        except (Undefined, Unsettled, KeyError) as problem:
            found = f"the witness cannot be evaluated: {type(problem).__name__} {problem}"
        if found is None:
            return None
    return found


def _fault(claim: Claim, refutation: Refutation, point: Point, digits: int) -> str | None:
    values = compare(claim, point, digits)
    if values is None:
        return "a side is undefined at the witness"
    with mp.workdps(digits):
        room = mpf(10) ** (20 - digits)
        if not values.difference > room:
            return "the sides are equal at the witness"
        for name, value, (low, high) in (
            ("left", real(values.left), refutation.left),
            ("right", real(values.right), refutation.right),
        ):
            near = room * max(1, abs(value))
            if not real(low) - near <= value <= real(high) + near:
                return f"the {name} side is {mp.nstr(value, 12)}, outside the enclosure"
    return None
