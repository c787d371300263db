"""Random exact points for a claim: sizes, indices, rational values and polynomials for opaque functions.

Sizes are unequal and at least 2. Values satisfy the assumptions: comparisons by trying, equations by
solving for a value in which they are linear. Nothing of the kernel but its value classes is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from random import Random

from mpmath import mpf

from symback.kernel.claim import Claim, Definition
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from symback.kernel.terms import (
    Add,
    Call,
    Compare,
    Condition,
    Entry,
    Functional,
    IndexValue,
    IndexVariable,
    Mul,
    Node,
    Number,
    Power,
    Range,
    Symbol,
    Term,
    walk,
)
from tests.soundness.independent import Undefined, Unsettled, evaluate, satisfied, size
from tests.soundness.rebuilding import free_indices

MANNERS = ("mixed", "positive", "small", "mixed", "unit", "large")


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a point must give values to."""

    symbols: tuple[str, ...]
    arrays: tuple[tuple[str, tuple[Range, ...]], ...]
    functions: tuple[tuple[str, int], ...]
    functionals: tuple[str, ...]
    ranges: tuple[Range, ...]
    indices: tuple[IndexVariable, ...]
    fixed: tuple[IndexValue, ...]


def _scoped_symbols(node: Node, parameters: frozenset[str]) -> Iterator[str]:
    for each in walk(node):
        if isinstance(each, Symbol) and each.name not in parameters:
            yield each.name


@lru_cache(maxsize=4096)
def leaves(claim: Claim) -> Leaves:
    """The undefined names, ranges and free indices of a claim, in order of appearance."""
    defined = {each.name for each in claim.definitions}
    scopes: list[tuple[Node, frozenset[str], frozenset[IndexVariable]]] = [
        (claim.left, frozenset(), frozenset()),
        (claim.right, frozenset(), frozenset()),
        *((each, frozenset[str](), frozenset[IndexVariable]()) for each in claim.assumptions),
    ]
    for definition in claim.definitions:
        names = frozenset(each.name for each in definition.parameters)
        scopes.append((definition.body, names, frozenset(definition.indices)))
    symbols: dict[str, None] = {}
    arrays: dict[str, tuple[Range, ...]] = {}
    functions: dict[str, int] = {}
    functionals: dict[str, None] = {}
    ranges: dict[Range, None] = {}
    indices: dict[IndexVariable, None] = {}
    fixed: dict[IndexValue, None] = {}
    for node, parameters, bound in scopes:
        symbols.update(dict.fromkeys(each for each in _scoped_symbols(node, parameters) if each not in defined))
        indices.update(dict.fromkeys(sorted(free_indices(node) - bound, key=lambda each: each.name)))
        for each in walk(node):
            match each:
                case Entry(array, where) if array not in defined:
                    shape = tuple(index.range for index in where)
                    if arrays.setdefault(array, shape) != shape:
                        raise Unsettled(f"{array} over two shapes")
                case Call(name, arguments, _) if name not in defined:
                    functions[name] = len(arguments)
                case Functional(name, _, _, _):
                    functionals[name] = None
                case IndexValue(_, where):
                    fixed[each] = None
                    ranges[where] = None
                case IndexVariable(_, where):
                    ranges[where] = None
                case _ if hasattr(each, "range"):
                    ranges[each.range] = None
    return Leaves(
        tuple(symbols),
        tuple(arrays.items()),
        tuple(functions.items()),
        tuple(functionals),
        tuple(sorted(ranges, key=lambda each: each.name)),
        tuple(indices),
        tuple(fixed),
    )


def rational(random: Random, manner: str) -> Fraction:
    """A small rational number other than 0."""
    denominator = random.choice((1, 2, 3, 4, 5, 7))
    if manner == "unit":
        return Fraction(random.randint(1, 10), 11 + random.randint(0, 6))
    if manner == "large":
        return Fraction(random.choice((-1, 1)) * random.randint(3, 60), denominator)
    if manner == "small":
        return Fraction(random.choice((-1, 1)) * random.randint(1, 9), 10 * denominator)
    sign = 1 if manner == "positive" else random.choice((-1, 1))
    return Fraction(sign * random.randint(1, 9), denominator + 1)


def polynomial(random: Random, arity: int) -> ConcreteFunction:
    """A polynomial of degree 3 in every parameter, with mixed terms."""
    names = tuple(f"t{number}" for number in range(arity))
    terms: list[Term] = [Number(rational(random, "mixed"))]
    for name in names:
        terms += [
            Mul((Number(rational(random, "mixed")), Power(Symbol(name), Number(Fraction(degree)))))
            for degree in (1, 2, 3)
        ]
    if arity > 1:
        terms.append(Mul((Number(rational(random, "mixed")), *(Symbol(name) for name in names))))
        terms.append(Power(Add(tuple(Symbol(name) for name in names)), Number(Fraction(2))))
    return ConcreteFunction(names, Add(tuple(terms)))


def any_functional(random: Random) -> ConcreteFunctional:
    """Coefficients of a polynomial of arrays, of unequal periods."""
    row = tuple(rational(random, "mixed") for _ in range(7))
    other = tuple(rational(random, "mixed") for _ in range(5))
    return ConcreteFunctional(row, other, rational(random, "mixed"), rational(random, "positive"))


def _sizes(found: Leaves, random: Random, largest: int) -> dict[str, int]:
    least = {each.range: each.value for each in found.fixed}
    chosen: dict[str, int] = {}
    sizes: dict[str, int] = {}
    free = list(range(2, max(largest, len(found.ranges) + 1) + 1))
    random.shuffle(free)
    for each in found.ranges:
        if isinstance(each.size, int):
            sizes[each.name] = each.size
            continue
        if each.size not in chosen:
            chosen[each.size] = free.pop() if free else random.randint(2, largest)
        chosen[each.size] = max(chosen[each.size], least.get(each, 1))
        sizes[each.name] = chosen[each.size]
    return sizes | {each.name: chosen[each.size] for each in found.ranges if isinstance(each.size, str)}


def draw(claim: Claim, random: Random, manner: str, largest: int = 3) -> Point:
    """A point for the claim; its assumptions on values need not hold."""
    found = leaves(claim)
    sizes = _sizes(found, random, largest)
    bare = Point(sizes, {}, {}, {}, {}, {})
    return Point(
        sizes=sizes,
        indices={each.name: random.randint(1, size(each.range, bare)) for each in found.indices},
        symbols={name: rational(random, manner) for name in found.symbols},
        entries={
            (array, places): rational(random, manner)
            for array, shape in found.arrays
            for places in product(*(range(1, size(each, bare) + 1) for each in shape))
        },
        functions={name: polynomial(random, arity) for name, arity in found.functions},
        functionals={name: any_functional(random) for name in found.functionals},
    )


def everywhere(condition: Condition, point: Point, held: frozenset[IndexVariable] = frozenset()) -> Iterator[Point]:
    """The point with each position of the condition's free indices but the held ones; as it is for indices."""
    free = sorted(free_indices(condition) - held, key=lambda each: each.name)
    if not free or not any(isinstance(each, Term) for each in walk(condition)):
        yield point
        return
    for places in product(*(range(1, size(each.range, point) + 1) for each in free)):
        names = (each.name for each in free)
        yield replace(point, indices={**point.indices, **dict(zip(names, places, strict=True))})


def admissible(claim: Claim, point: Point, *, pointwise: bool = False) -> bool:
    """Whether all assumptions hold at the point, for all values of their free indices.

    `pointwise` takes an index that the claim has too at its position in the claim only.
    """
    held = frozenset(free_indices(claim.left) | free_indices(claim.right)) if pointwise else frozenset()
    return all(
        satisfied(condition, each, claim.definitions)
        for condition in claim.assumptions
        for each in everywhere(condition, point, held)
    )


def _solved(claim: Claim, point: Point, definitions: tuple[Definition, ...]) -> Point:
    """The point with assumed equations solved, each for the last value in which it is linear."""
    for condition in claim.assumptions:
        if not isinstance(condition, Compare) or condition.relation != "==":
            continue
        for place in everywhere(condition, point):
            point = _solve(condition, replace(point, indices=place.indices), definitions, point.indices)
    return point


def _residual(condition: Compare, point: Point, definitions: tuple[Definition, ...]) -> Fraction | mpf:
    left, right = (evaluate(each, point, definitions) for each in (condition.left, condition.right))
    return left - right if isinstance(left, Fraction) and isinstance(right, Fraction) else mpf("nan")


def _solve(condition: Compare, point: Point, definitions: tuple[Definition, ...], indices: dict[str, int]) -> Point:
    def moved(key: str | tuple[str, tuple[int, ...]], value: Fraction) -> Point:
        if isinstance(key, str):
            return replace(point, symbols={**point.symbols, key: value})
        return replace(point, entries={**point.entries, key: value})

    names = {each.name for each in walk(condition) if isinstance(each, Symbol)}
    arrays = {each.array for each in walk(condition) if isinstance(each, Entry)}
    keys = [name for name in point.symbols if name in names] + [key for key in point.entries if key[0] in arrays]
    for key in reversed(keys):
        values = [_residual(condition, moved(key, Fraction(value)), definitions) for value in (0, 1, 2)]
        if not all(isinstance(each, Fraction) for each in values):
            continue
        first, second, third = values
        slope = second - first
        if slope != 0 and third - second == slope:
            return replace(moved(key, -first / slope), indices=indices)
    return replace(point, indices=indices)


def points(claim: Claim, seed: int, tries: int = 60, largest: int = 3) -> Iterator[Point]:
    """Points at which the assumptions hold, in a fixed order for a seed; sides may be undefined there."""
    random = Random(seed)
    for number in range(tries):
        point = draw(claim, random, MANNERS[number % len(MANNERS)], largest)
        try:
            point = _solved(claim, point, claim.definitions)
            if admissible(claim, point):
                yield point
        except Undefined:
            continue
