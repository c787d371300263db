"""Evaluates the `term` of a JSON report, written from docs/reference/term-grammar.md alone.

It knows nothing of symback: a proved line whose two sides differ here was misread or miswritten.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from mpmath import mp, mpf

STEP = mpf(10) ** -20
FUNCTIONS = {
    "exp": mp.exp, "log": mp.log, "sqrt": mp.sqrt, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "tanh": mp.tanh,
    "erf": mp.erf, "abs": abs, "sign": mp.sign, "max": max, "min": min, "relu": lambda x: max(x, mpf(0)),
}  # fmt: skip
COMPARE = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
Key = tuple[Any, ...]


class OutsideError(Exception):
    """A term that this evaluator leaves out: functions of whole arrays, derivatives by an expression."""


@dataclass(frozen=True)
class World:
    """Values of variables, made up on first use and kept; names held at a value; definitions by name."""

    sizes: dict[str, int]
    values: dict[Key, mpf]
    definitions: dict[str, list[Any]] = field(default_factory=dict)
    indices: dict[str, int] = field(default_factory=dict)
    parameters: dict[str, mpf] = field(default_factory=dict)
    held: dict[Key, mpf] = field(default_factory=dict)
    outside: World | None = None

    def size(self, over: Any) -> int:
        if isinstance(over, list):
            return over[2] if isinstance(over[2], int) else self.sizes.setdefault(over[2], 2 + len(self.sizes) % 2)
        return self.sizes.setdefault(over, 2 + len(self.sizes) % 2)

    def at(self, index: list[Any]) -> int:
        return index[1] if index[0] == "element" else self.indices[index[1]]

    def name(self, key: Key) -> mpf:
        """The value of a scalar or an entry, key = (name, positions …)."""
        if key in self.held:
            return self.held[key]
        if len(key) == 1 and key[0] in self.parameters:
            return self.parameters[key[0]]
        if key[0] in self.definitions:
            if self.outside is not None:
                return self.outside.name(key)
            _, _, indices, _, body = self.definitions[key[0]]
            places = dict(zip((index[1] for index in indices), key[1:], strict=True))
            return replace(self, indices=places, parameters={}).value(body)
        return self.values.setdefault(key, mpf(7 + 5 * len(self.values) % 11) / (9 + len(self.values)))

    def key(self, term: list[Any]) -> Key:
        match term:
            case ["symbol", name]:
                return (name,)
            case ["entry", name, indices]:
                return (name, *map(self.at, indices))
        raise OutsideError(term[0])

    def value(self, term: list[Any]) -> mpf:
        match term:
            case ["number", text]:
                top, _, bottom = text.partition("/")
                return mpf(int(top)) / int(bottom or 1)
            case ["constant", name]:
                return mp.pi if name == "pi" else mp.e
            case ["symbol", _] | ["entry", _, _]:
                return self.name(self.key(term))
            case ["size", over]:
                return mpf(self.size(over))
            case ["add", *terms]:
                return mp.fsum(map(self.value, terms))
            case ["mul", *factors]:
                return mp.fprod(map(self.value, factors))
            case ["power", base, exponent]:
                return self.value(base) ** self.value(exponent)
            case ["function", name, *arguments]:
                return FUNCTIONS[name](*map(self.value, arguments))
            case ["call", name, orders, *arguments]:
                return self.call(name, orders, [self.value(argument) for argument in arguments])
            case ["sum", name, over, body]:
                places = range(1, self.size(over) + 1)
                return mp.fsum(replace(self, indices={**self.indices, name: place}).value(body) for place in places)
            case ["delta", left, right]:
                return mpf(self.at(left) == self.at(right))
            case ["cases", *pieces]:
                return next(self.value(body) for condition, body in pieces if self.holds(condition))
            case ["derivative", body, variable, mode]:
                return self.derivative(body, self.key(variable), mode)
            case ["let", definitions, body]:
                return replace(self, definitions={one[1]: one for one in definitions}).value(body)
        raise OutsideError(term[0])

    def call(self, name: str, orders: list[int], arguments: list[mpf]) -> mpf:
        def function(*given: mpf) -> mpf:
            if name not in self.definitions:
                return mp.fsum(mp.sin((place + 1) * one + len(name)) for place, one in enumerate(given))
            _, _, _, parameters, body = self.definitions[name]
            return replace(self, parameters=dict(zip(parameters, given, strict=True)), outside=None).value(body)

        return mp.diff(function, tuple(arguments), tuple(orders)) if any(orders) else function(*arguments)

    def derivative(self, body: list[Any], variable: Key, mode: str) -> mpf:
        """By a difference: exact to about 20 of the 60 digits."""
        here = self.name(variable)
        own = body
        world = self
        if mode == "direct":
            key = self.key(body)
            if key[0] not in self.definitions:
                raise OutsideError("direct")
            _, _, indices, _, own = self.definitions[key[0]]
            places = dict(zip((index[1] for index in indices), key[1:], strict=True))
            world = replace(self, indices=places, outside=self)
        low, high = (replace(world, held={**self.held, variable: here + sign * STEP}).value(own) for sign in (-1, 1))
        return (high - low) / (2 * STEP)

    def holds(self, condition: list[Any]) -> bool:
        match condition:
            case ["always"]:
                return True
            case ["compare", relation, left, right]:
                return COMPARE[relation](self.value(left), self.value(right))
            case ["same", left, right]:
                return self.at(left) == self.at(right)
            case ["not", inner]:
                return not self.holds(inner)
            case ["and", *parts]:
                return all(map(self.holds, parts))
            case ["or", *parts]:
                return any(map(self.holds, parts))
        raise OutsideError(condition[0])


def free_indices(term: Any, bound: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Name -> range of the indices that no sum binds, outside definitions."""
    match term:
        case ["index", str(name), over] if name not in bound:
            return {name: over}
        case ["let", _, body]:
            return free_indices(body, bound)
        case ["sum", name, _, body]:
            return free_indices(body, bound | {name})
        case [*parts]:
            return {name: over for part in parts for name, over in free_indices(part, bound).items()}
        case _:
            return {}


def differences(term: dict[str, Any]) -> list[mpf]:
    """lhs - rhs at every value of the free indices, at made-up values of all variables."""
    with mp.workdps(60):
        return _differences(term)


def _differences(term: dict[str, Any]) -> list[mpf]:
    world = World({}, {})
    free = free_indices(term["lhs"]) | free_indices(term["rhs"])
    found = []
    for places in product(*(range(1, world.size(over) + 1) for over in free.values())):
        here = replace(world, indices=dict(zip(free, places, strict=True)))
        found.append(here.value(term["lhs"]) - here.value(term["rhs"]))
    return found
