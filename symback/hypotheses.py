"""The assumption that a refuted claim lacks: one of a few simple ones, under which the judge proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from symback.hinting import generic_points
from symback.hints._quotient import quotient
from symback.hints.SB102_constant_factor import is_constant
from symback.judge import judge
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.evaluation import holds_everywhere
from symback.kernel.point import Point
from symback.kernel.preparing import Prepared, definitions_of, prepare, used_names
from symback.kernel.scope import free_indices, leaves
from symback.kernel.terms import ONE, ZERO, Compare, Condition, IndexVariable, Not, Range, SameIndex, Sum, Term
from symback.looking import Meeting, meeting
from symback.refuters._variables import Variables, variables_of
from symback.verdict import Proved, Refuted

_POINTS = 8
_CHECKS = 3
_MOST_OF_A_KIND = 10
_MOST_JUDGED = 4
_BUDGET = 100_000
_BITS = 128
_LETTERS = "ijklmnpqrs"
_KINKED = frozenset({"abs", "sign", "max", "min", "relu", "sqrt"})


def would_hold_if(claim: Claim, refuted: Refuted) -> Condition | None:
    """The first assumption under which the claim is proved, or None. Never raises.

    Tried are signs of names and of all entries of an array, two indices being equal or different, and
    arrays whose entries sum to one. The judge proves nothing from assumptions that it finds no witness
    of, so what is returned can be met.
    """
    if claim.relation != "equal":
        return None
    try:
        return _first(claim, refuted)
    except (KernelError, RecursionError):
        return None


def _first(claim: Claim, refuted: Refuted) -> Condition | None:
    prepared = prepare(claim, used_names(claim))
    candidates = list(_candidates(claim, prepared, variables_of(claim)))
    if not candidates:
        return None
    definitions, balls = definitions_of(claim), fast().balls(_BITS)
    apart = [refuted.refutation.point]
    apart += [point for point in islice(generic_points(claim), _POINTS) if meeting(claim, point) is Meeting.APART]
    judged = 0
    for condition in candidates:
        if any(holds_everywhere((condition,), point, definitions, balls) for point in apart):
            continue
        narrower = replace(claim, assumptions=(*claim.assumptions, condition))
        if not _meets(narrower, list(islice(generic_points(narrower), _CHECKS))):
            continue
        if isinstance(judge(narrower, _BUDGET), Proved):
            same = isinstance(condition, Compare) and condition.relation == "==" and _says_the_same(claim, condition)
            return None if same else condition
        judged += 1
        if judged >= _MOST_JUDGED:
            return None
    return None


def _meets(claim: Claim, points: list[Point]) -> bool:
    """Whether the sides look equal at all of these points, and have values at one at least."""
    seen = {meeting(claim, point) for point in points}
    return Meeting.MEETS in seen and Meeting.APART not in seen


def _candidates(claim: Claim, prepared: Prepared, variables: Variables) -> Iterator[Condition]:
    yield from _of_indices(claim)
    yield from islice(_sums_to_one(claim, prepared, variables), _MOST_OF_A_KIND)
    if _has_kinks(prepared):
        yield from islice(_signs(claim, variables), 2 * _MOST_OF_A_KIND)


def _of_indices(claim: Claim) -> Iterator[Condition]:
    """i ≠ j, i = j for free indices of one range, where the row looks as if it were written for that case.

    A row with a δ_ij has both cases in it. A row for i = j is written with one of the two letters; one that
    has both, or a letter that the left side has not, has a wrong index.
    """
    ours, theirs = free_indices(claim.left), free_indices(claim.right)
    for first, second in combinations(sorted(ours | theirs, key=lambda index: index.name), 2):
        if first.range is not second.range or _distinguishes(claim.right, {first, second}):
            continue
        yield Not(SameIndex(first, second))
        if {first, second} <= ours and not {first, second} <= theirs:
            yield SameIndex(first, second)


def _distinguishes(term: Term, pair: set[IndexVariable]) -> bool:
    return any(isinstance(node, t.Delta | SameIndex) and {node.left, node.right} == pair for node in t.walk(term))


def _signs(claim: Claim, variables: Variables) -> Iterator[Condition]:
    for name in variables.symbols:
        yield Compare(">", t.Symbol(name), ZERO)
        yield Compare("<", t.Symbol(name), ZERO)
    for array, ranges in variables.arrays.items():
        entry = t.Entry(array, _own_indices(claim, ranges))
        yield Compare(">", entry, ZERO)
        yield Compare("<", entry, ZERO)


def _has_kinks(prepared: Prepared) -> bool:
    """Whether a sign can matter: formulas without kinks and roots that agree for some values agree for all."""
    for side in (prepared.left, prepared.right):
        for node in t.walk(side):
            match node:
                case t.Function(name=name) if name in _KINKED:
                    return True
                case t.Piecewise():
                    return True
                case t.Power(exponent=exponent) if not _is_integer(exponent):
                    return True
    return False


def _is_integer(exponent: Term) -> bool:
    return isinstance(exponent, t.Number) and exponent.value.denominator == 1


def _sums_to_one(claim: Claim, prepared: Prepared, variables: Variables) -> Iterator[Condition]:
    """Σ_i y_i = 1 for arrays that are summed in the claim, for all values of their other indices."""
    for array, axis in _summed(prepared):
        if array in variables.arrays:
            indices = _own_indices(claim, variables.arrays[array])
            yield Compare("==", Sum(indices[axis], t.Entry(array, indices)), ONE)


def _says_the_same(claim: Claim, condition: Compare) -> bool:
    """Whether the claim is the condition but for a constant factor: assuming it would explain nothing."""
    gaps = [t.Add((sides.left, t.negative(sides.right))) for sides in (claim, condition)]
    factor = quotient(replace(claim, left=gaps[0], right=gaps[1], assumptions=()))
    return factor is not None and is_constant(factor)


def _summed(prepared: Prepared) -> list[tuple[str, int]]:
    found: dict[tuple[str, int], None] = {}
    for side in (prepared.left, prepared.right):
        for node in t.walk(side):
            if isinstance(node, Sum):
                entries = [leaf for leaf in leaves(node.body) if isinstance(leaf, t.Entry)]
                for entry in sorted(entries, key=lambda entry: entry.array):
                    for axis, index in enumerate(entry.indices):
                        if index is node.index:
                            found[entry.array, axis] = None
    return list(found)


def _own_indices(claim: Claim, ranges: tuple[Range, ...]) -> tuple[IndexVariable, ...]:
    """Indices of these ranges that stand for all their values: none of them is free in the claim."""
    taken = {index.name for side in (claim.left, claim.right) for index in free_indices(side)}
    for condition in claim.assumptions:
        taken |= {index.name for index in free_indices(condition)}
    letters = [letter for letter in _LETTERS if letter not in taken]
    letters += [f"{letter}{number}" for number in range(1, len(ranges) + 1) for letter in _LETTERS]
    return tuple(IndexVariable(letter, range_) for letter, range_ in zip(letters, ranges, strict=False))
