"""Points with exact small values that satisfy a claim's assumptions, as far as they can be met.

Values come from pools of different scales, sizes are unequal and at least 2 (then also 1 and others),
free indices of one range are now equal, now different. An assumed equation is solved for a variable in
which it is linear; inequalities are met by choice of sign, else by trying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from math import prod
from random import Random

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Ball, Undefined
from symback.kernel.arithmetic.rational import RationalBalls
from symback.kernel.claim import Claim, Definition
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.evaluation import holds_everywhere
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.preparing import definitions_of, prepare, used_names
from symback.kernel.scope import free_indices, kinds, substitute
from symback.kernel.terms import Compare, Condition, IndexVariable, Term, walk
from symback.refuters._variables import Variables, variables_of

_POOLS: tuple[tuple[Fraction, ...], ...] = tuple(
    tuple(Fraction(text) for text in pool.split())
    for pool in (
        "1/2 -3/4 5/4 -1/4 3/2 -7/8 1/8 9/8 -5/8 7/4",
        "1/2 3/4 5/4 1/4 3/2 7/8 1/8 9/8 5/8 7/4",
        "2 -1 3 -2 1/2 -3 1 5/2 -1/2 4",
        "1/8 -1/16 3/16 -1/4 5/16 -3/8 7/16 -1/32 9/32 3/32",
        "2 3 5 7/2 9/2 11/4 6 13/4 8 3/2",
        "5 -7 8 -4 11 -13 6 -9 16 -12",
        "1/64 -20 3 -1/128 40 -1/2 7/4 -60 1/32 9",
    )
)
_MOST_ENTRIES = 4096
_KINKED = (t.Piecewise, "sign")
_SIZES = ((2, 3, 4, 5), (3, 2, 5, 4), (2, 4, 3, 5), (4, 3, 2, 5), (1, 2, 3, 4), (1, 1, 1, 1), (5, 2, 3, 4))


def points(claim: Claim, count: int) -> Iterator[Point]:
    """At most `count` points at which the assumptions certainly hold.

    x_i > 0 is met for all i, also where i is an index of the claim. Only where no such point is found, an
    assumed equation (y_t = 1, of a one-hot y) is met for the claim's own indices alone.
    """
    everywhere = tuple(map(_for_all, claim.assumptions))
    found = False
    for point in _points(claim, everywhere, count):
        found = True
        yield point
    changed = [old for old, new in zip(claim.assumptions, everywhere, strict=True) if old is not new]
    if not found and any(isinstance(old, Compare) and old.relation == "==" for old in changed):
        yield from _points(claim, claim.assumptions, count)


def _for_all(condition: Condition) -> Condition:
    if not isinstance(condition, Compare):
        return condition
    return substitute(condition, {i: IndexVariable(f"{i.name}∀", i.range) for i in free_indices(condition)})


def _points(claim: Claim, assumptions: tuple[Condition, ...], count: int) -> Iterator[Point]:
    variables = variables_of(claim)
    definitions = definitions_of(claim)
    balls = fast().balls(128)
    made = 0
    for attempt in range(8 * count):
        if made >= count:
            return
        point = _propose(assumptions, variables, definitions, attempt)
        if point is not None and holds_everywhere(assumptions, point, definitions, balls):
            made += 1
            yield point


def boundary_points(claim: Claim, count: int) -> Iterator[Point]:
    """Points on the boundaries of pieces and at the zeros of signs that the claim's own formulas show."""
    definitions = definitions_of(claim)
    prepared = prepare(claim, used_names(claim))
    if kinds(prepared.left).isdisjoint(_KINKED) and kinds(prepared.right).isdisjoint(_KINKED):
        return
    gaps: dict[Compare, None] = {}
    for side in (prepared.left, prepared.right):
        for node in walk(side):
            if isinstance(node, Compare):
                gaps[Compare("==", node.left, node.right)] = None
            elif isinstance(node, t.Function) and node.name == "sign":
                gaps[Compare("==", node.arguments[0], t.ZERO)] = None
    if not gaps:
        return
    generic = list(points(claim, 2))
    for gap in islice(gaps, count):
        for point in generic:
            moved = _solve(gap, point, definitions)
            if moved is not None and holds_everywhere(claim.assumptions, moved, definitions, fast().balls(128)):
                yield moved


def _propose(
    assumptions: tuple[Condition, ...], variables: Variables, definitions: dict[str, Definition], attempt: int
) -> Point | None:
    random = Random(7919 * attempt + 1)
    shape = _SIZES[attempt % len(_SIZES)]
    sizes = {
        name: max(shape[place % len(shape)], variables.least[name])
        for place, name in enumerate(sorted(variables.ranges))
    }
    pool = _POOLS[attempt % len(_POOLS)]
    signs = _signs(assumptions)

    def draw(name: str) -> Fraction:
        value = random.choice(pool)
        if attempt >= len(_POOLS):
            value += Fraction(random.randint(-8, 8), 16)
        wanted = signs.get(name, 0)
        return abs(value) * wanted if wanted and value else Fraction(wanted, 3) if wanted else value

    symbols = {name: draw(name) for name in variables.symbols}
    entries: dict[tuple[str, tuple[int, ...]], Fraction] = {}
    for array, ranges in variables.arrays.items():
        lengths = [range_.size if isinstance(range_.size, int) else sizes[range_.size] for range_ in ranges]
        if prod(lengths) > _MOST_ENTRIES:
            return None
        for places in product(*(range(1, length + 1) for length in lengths)):
            entries[array, places] = draw(array)
    point = Point(
        sizes,
        _indices(variables, sizes, attempt, random),
        symbols,
        entries,
        {name: _function(arity, variables.orders[name], random) for name, arity in variables.functions.items()},
        {name: _functional(random) for name in variables.functionals},
    )
    for condition in assumptions:
        if isinstance(condition, Compare) and condition.relation == "==":
            solved = _solve(condition, point, definitions)
            if solved is None:
                return None
            point = solved
    return point


def _signs(assumptions: tuple[Condition, ...]) -> dict[str, int]:
    """The signs that simple assumptions fix: x > 0, x_i < 0."""
    result: dict[str, int] = {}
    for condition in assumptions:
        if (
            isinstance(condition, Compare)
            and condition.right is t.ZERO
            and condition.relation in ("<", "<=", ">", ">=")
        ):
            name = condition.left.name if isinstance(condition.left, t.Symbol) else None
            name = condition.left.array if isinstance(condition.left, t.Entry) else name
            if name:
                result[name] = 1 if condition.relation in (">", ">=") else -1
    return result


def _indices(variables: Variables, sizes: dict[str, int], attempt: int, random: Random) -> dict[str, int]:
    result: dict[str, int] = {}
    places: dict[str, int] = {}
    for name, index in variables.indices.items():
        size = index.range.size if isinstance(index.range.size, int) else sizes[index.range.size]
        place = places.get(index.range.name, 0)
        places[index.range.name] = place + 1
        if attempt % 3 == 0:
            result[name] = place % size + 1
        elif attempt % 3 == 1:
            result[name] = size
        else:
            result[name] = random.randint(1, size)
    return result


def _function(arity: int, order: int, random: Random) -> ConcreteFunction:
    """A polynomial without symmetries: different from its own derivatives and at neighbouring arguments."""
    names = tuple(f"u{place}" for place in range(arity))
    rows: list[Term] = [t.number(Fraction(random.randint(1, 9), 4))]
    for name in names:
        for exponent in range(1, order + 5):
            weight = t.number(Fraction(random.choice((-5, -3, -2, 1, 2, 3, 5, 7)), 4 * exponent))
            rows.append(t.Mul((weight, t.Power(t.Symbol(name), t.number(exponent)))))
    if arity > 1:
        product_of_all = t.Mul(tuple(t.Symbol(name) for name in names))
        rows.append(product_of_all)
        rows.append(t.Mul((t.number(Fraction(3, 4)), t.Symbol(names[0]), product_of_all)))
        rows.append(t.Mul((t.number(Fraction(5, 8)), t.Power(product_of_all, t.number(order + 2)))))
    return ConcreteFunction(names, t.Add(tuple(rows)))


def _functional(random: Random) -> ConcreteFunctional:
    def draw() -> tuple[Fraction, ...]:
        return tuple(Fraction(random.choice((-7, -5, -3, 1, 2, 3, 5, 7, 9)), 4) for _ in range(11))

    return ConcreteFunctional(draw(), draw(), Fraction(3, 4), Fraction(random.randint(1, 5), 8))


def _solve(condition: Compare, point: Point, definitions: dict[str, Definition]) -> Point | None:
    """The point moved so that left = right, for each value of the indices in it."""
    indices = sorted(free_indices(condition), key=lambda index: index.name)
    loose = [index for index in indices if index.name not in point.indices]
    ranges = [
        range(1, (i.range.size if isinstance(i.range.size, int) else point.sizes.get(i.range.size, 1)) + 1)
        for i in loose
    ]
    used: set[object] = set()
    shift = sum(sum(key[1]) for key in point.entries) + len(point.symbols) + int(sum(point.symbols.values()) * 64)
    for values in product(*ranges):
        named = dict(zip((index.name for index in loose), values, strict=True))
        moved = _solve_once(condition, replace(point, indices={**point.indices, **named}), definitions, used, shift)
        if moved is None:
            return None
        point = replace(moved, indices=point.indices)
    return point


def _solve_once(
    condition: Compare, point: Point, definitions: dict[str, Definition], used: set[object], shift: int
) -> Point | None:
    names = {node.name for node in walk(condition) if isinstance(node, t.Symbol)}
    arrays = {node.array for node in walk(condition) if isinstance(node, t.Entry)}
    candidates: list[object] = [name for name in sorted(names) if name in point.symbols]
    # x y = 0 is met by x = 0 at one point and by y = 0 at another.
    candidates = candidates[shift % len(candidates) :] + candidates[: shift % len(candidates)] if candidates else []
    candidates += [key for key in sorted(point.entries, reverse=True) if key[0] in arrays]

    def gap(candidate: object, value: Fraction) -> Fraction | None:
        there = _put(point, candidate, value)
        evaluation = Evaluation(there, definitions, RationalBalls())
        try:
            ball: Ball = evaluation.value(condition.left) - evaluation.value(condition.right)
        except (Undefined, ArithmeticError, KernelError):
            return None
        return ball.lower() if ball.lower() == ball.upper() else None

    for candidate in candidates:
        if candidate in used:
            continue
        zero, one, two = (gap(candidate, Fraction(value)) for value in (0, 1, 2))
        if zero is None or one is None or two is None or one == zero or two - one != one - zero:
            continue
        used.add(candidate)
        return _put(point, candidate, -zero / (one - zero))
    held = gap(None, Fraction(0))
    return point if held == 0 else None


def _put(point: Point, candidate: object, value: Fraction) -> Point:
    if isinstance(candidate, str):
        return replace(point, symbols={**point.symbols, candidate: value})
    if isinstance(candidate, tuple):
        return replace(point, entries={**point.entries, candidate: value})
    return point
