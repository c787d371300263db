"""Terms as 90-digit numbers at a generic point, by another road than the kernel's.

Nothing is rewritten and no derivative table is used: a derivative is a central difference at a small step, in
which the definitions are evaluated anew around the shifted variable. With 90 digits and a step of 1e-18, first
and second differences are good to about 30 digits for the smooth functions used here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from mpmath import mp, mpf

from symback.kernel import terms as t
from symback.kernel.claim import Definition

mp.dps = 90

_FUNCTIONS = {
    name: getattr(mp, name)
    for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "erf")
}
_STEP = mpf(10) ** -18

Place = tuple[str, tuple[int, ...]]


class NoValue(Exception):
    """The term has no real value at this point."""


@dataclass(frozen=True, slots=True)
class World:
    """A point: definitions, sizes, and leaf values drawn from a seed; `moved` names are drawn from another."""

    definitions: Mapping[str, Definition]
    sizes: Mapping[str, int]
    seed: int
    moved: frozenset[str] = frozenset()

    def size(self, of: t.Range) -> int:
        """The number of elements of the range."""
        return of.size if isinstance(of.size, int) else self.sizes[of.size]

    def leaf(self, place: Place) -> mpf:
        """A rational of either sign between 0.3 and 1.3 in size, fixed by the seed and the name."""
        seed = self.seed + 1000 * (place[0] in self.moved)
        digest = sha256(f"{seed}{place}".encode()).digest()
        size = mpf(3) / 10 + mpf(int.from_bytes(digest[:2])) / 65537
        return -size if digest[2] < 80 else size


@dataclass(frozen=True, slots=True)
class Scope:
    """What a term sees: index values, parameters, shifted names, and known values of defined names.

    `claimed` holds the free indices of the claim, which the bodies of definitions may use: the t of -log a_t.
    """

    world: World
    indices: Mapping[str, int]
    parameters: Mapping[str, mpf] = field(default_factory=dict)
    shifted: Mapping[Place, mpf] = field(default_factory=dict)
    cache: dict[Place, mpf] = field(default_factory=dict)
    claimed: Mapping[str, int] = field(default_factory=dict)

    def index(self, index: t.Index) -> int:
        """The 1-based element that the index stands for."""
        return index.value if isinstance(index, t.IndexValue) else self.indices[index.name]


def value(term: t.Term, scope: Scope) -> mpf:
    """The term's value; `NoValue` outside of its domain."""
    match term:
        case t.Number(exact):
            return mpf(exact.numerator) / exact.denominator
        case t.Constant(name):
            return +mp.pi if name == "pi" else mp.e
        case t.Symbol(name):
            return scope.parameters[name] if name in scope.parameters else _named((name, ()), scope)
        case t.Entry(array, indices):
            return _named((array, tuple(scope.index(index) for index in indices)), scope)
        case t.Size(of):
            return mpf(scope.world.size(of))
        case t.Add(summands):
            return mp.fsum(value(summand, scope) for summand in summands)
        case t.Mul(factors):
            return mp.fprod(value(factor, scope) for factor in factors)
        case t.Power(base, exponent):
            return _power(value(base, scope), value(exponent, scope))
        case t.Function(name, arguments):
            return _function(name, [value(argument, scope) for argument in arguments])
        case t.Call(name, arguments, orders):
            return _call(name, [value(argument, scope) for argument in arguments], orders, scope)
        case t.Sum(index, body):
            elements = range(1, scope.world.size(index.range) + 1)
            return mp.fsum(value(body, _at(scope, {index.name: element})) for element in elements)
        case t.Delta(left, right):
            return mpf(scope.index(left) == scope.index(right))
        case t.Piecewise(pieces):
            return value(next(piece for condition, piece in pieces if holds(condition, scope)), scope)
        case t.Derivative(body, variable, mode):
            return _derivative(body, variable, mode, scope)
        case _:
            raise NotImplementedError(type(term).__name__)


def holds(condition: t.Condition, scope: Scope) -> bool:
    """Whether the condition is true at the point. Equalities of values are exact up to 1e-20."""
    match condition:
        case t.Always():
            return True
        case t.Not(inner):
            return not holds(inner, scope)
        case t.And(inner):
            return all(holds(part, scope) for part in inner)
        case t.Or(inner):
            return any(holds(part, scope) for part in inner)
        case t.SameIndex(left, right):
            return scope.index(left) == scope.index(right)
        case t.Compare(relation, left, right):
            difference = value(left, scope) - value(right, scope)
            sign = 0 if abs(difference) < mpf(10) ** -20 else int(mp.sign(difference))
            wanted = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}
            return sign in wanted[relation]
        case _:
            raise NotImplementedError(type(condition).__name__)


def free_indices(node: t.Node) -> dict[str, t.IndexVariable]:
    """The index variables of the node that no sum binds."""
    match node:
        case t.IndexVariable(name):
            return {name: node}
        case t.Sum(index, body):
            return {name: found for name, found in free_indices(body).items() if name != index.name}
        case _:
            return {name: found for child in t.children(node) for name, found in free_indices(child).items()}


def numerals(node: t.Node) -> int:
    """The largest written element of a range, the 2 of w_{12}, or 1."""
    return max((n.value for n in t.walk(node) if isinstance(n, t.IndexValue)), default=1)


def ranges(node: t.Node) -> set[t.Range]:
    """All ranges that the node mentions."""
    found = {item.range for item in t.walk(node) if isinstance(item, t.IndexVariable | t.IndexValue | t.Size)}
    return found | {item.index.range for item in t.walk(node) if isinstance(item, t.Sum)}


def assignments(indices: Mapping[str, t.IndexVariable], world: World) -> Iterator[dict[str, int]]:
    """All combinations of values of the indices."""
    axes = [range(1, world.size(index.range) + 1) for index in indices.values()]
    for combination in itertools.product(*axes):
        yield dict(zip(indices, combination, strict=True))


def _at(scope: Scope, more: Mapping[str, int]) -> Scope:
    return replace(scope, indices={**scope.indices, **more})


def _named(place: Place, scope: Scope) -> mpf:
    if place in scope.shifted:
        return scope.shifted[place]
    definition = scope.world.definitions.get(place[0])
    if definition is None:
        return scope.world.leaf(place)
    if place not in scope.cache:
        names = [index.name for index in definition.indices]
        own = dict(zip(names, place[1], strict=True))
        inner = replace(scope, indices={**scope.claimed, **own}, parameters={})
        scope.cache[place] = value(definition.body, inner)
    return scope.cache[place]


def _power(base: mpf, exponent: mpf) -> mpf:
    if exponent == int(exponent):
        if base == 0 and exponent < 0:
            raise NoValue("division by zero")
        return base ** int(exponent)
    if base <= 0:
        raise NoValue("power of a negative number")
    return mp.power(base, exponent)


def _function(name: str, arguments: list[mpf]) -> mpf:
    match name:
        case "max":
            return max(arguments)
        case "min":
            return min(arguments)
        case "abs":
            return abs(arguments[0])
        case "sign":
            return mp.sign(arguments[0])
        case "relu":
            return max(arguments[0], mpf(0))
        case _:
            found = _FUNCTIONS[name](*arguments)
            if not isinstance(found, mpf):
                raise NoValue(f"{name} is not real here")
            return found


def _call(name: str, arguments: list[mpf], orders: tuple[int, ...], scope: Scope) -> mpf:
    position = next((slot for slot, order in enumerate(orders) if order), None)
    if position is not None:
        lower = tuple(order - (slot == position) for slot, order in enumerate(orders))

        def shifted(step: mpf) -> mpf:
            moved = [argument + step * (slot == position) for slot, argument in enumerate(arguments)]
            return _call(name, moved, lower, scope)

        return _difference(shifted)
    definition = scope.world.definitions.get(name)
    if definition is None:
        digest = sha256(f"{scope.world.seed}{name}".encode()).digest()
        phases = [mpf(digest[slot % 32] + 40) / 256 for slot in range(len(arguments))]
        mixed = mp.fsum(phase * argument for phase, argument in zip(phases, arguments, strict=True))
        return mp.sin(mixed + phases[0]) + mp.fprod(arguments) ** 2 / 3 + 2
    names = [parameter.name for parameter in definition.parameters]
    return value(
        definition.body, replace(scope, indices=scope.claimed, parameters=dict(zip(names, arguments, strict=True)))
    )


def _derivative(body: t.Term, variable: t.Term, mode: str, scope: Scope) -> mpf:
    center = value(variable, scope)
    if mode == "direct" and isinstance(body, t.Symbol | t.Entry):
        return _direct(body, variable, center, scope)
    match variable:
        case t.Symbol(name) if name in scope.parameters:

            def at(step: mpf) -> mpf:
                parameters = {**scope.parameters, name: center + step}
                return value(body, replace(scope, parameters=parameters, cache={}))

        case t.Symbol(name):

            def at(step: mpf) -> mpf:
                shifted = {**scope.shifted, (name, ()): center + step}
                return value(body, replace(scope, shifted=shifted, cache={}))

        case t.Entry(array, indices):
            place = (array, tuple(scope.index(index) for index in indices))

            def at(step: mpf) -> mpf:
                shifted = {**scope.shifted, place: center + step}
                return value(body, replace(scope, shifted=shifted, cache={}))

        case _:
            raise NotImplementedError(f"a derivative by a {type(variable).__name__}")

    return _difference(at)


def _direct(body: t.Symbol | t.Entry, variable: t.Term, center: mpf, scope: Scope) -> mpf:
    name = body.name if isinstance(body, t.Symbol) else body.array
    definition = scope.world.definitions.get(name)
    if definition is None:
        return mpf(body is variable)
    indices = dict(scope.indices)
    if isinstance(body, t.Entry):
        indices = {own.name: scope.index(index) for own, index in zip(definition.indices, body.indices, strict=True)}
    held = dict(_held(definition.body, replace(scope, indices=indices)))
    shifted_place = _place(variable, scope)

    def at(step: mpf) -> mpf:
        shifted = {**scope.shifted, **held, shifted_place: center + step}
        return value(definition.body, replace(scope, indices=indices, shifted=shifted, cache={}))

    return _difference(at)


def _held(body: t.Term, scope: Scope) -> Iterator[tuple[Place, mpf]]:
    bound = {item.index.name: item.index for item in t.walk(body) if isinstance(item, t.Sum)}
    for chosen in assignments(bound, scope.world):
        inner = _at(scope, chosen)
        for item in t.walk(body):
            if isinstance(item, t.Symbol | t.Entry) and not (
                isinstance(item, t.Symbol) and item.name in scope.parameters
            ):
                yield _place(item, inner), value(item, inner)


def _place(item: t.Term, scope: Scope) -> Place:
    match item:
        case t.Symbol(name):
            return name, ()
        case t.Entry(array, indices):
            return array, tuple(scope.index(index) for index in indices)
        case _:
            raise NotImplementedError(f"direct derivative by a {type(item).__name__}")


def _difference(at: Callable[[mpf], mpf]) -> mpf:
    return (at(_STEP) - at(-_STEP)) / (2 * _STEP)
