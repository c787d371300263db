"""A second opinion on the value of a term at a point, written from the meaning of the term classes alone.

Sums are added up, deltas compared, definitions unfolded, and derivatives taken by perturbing the variable
with an infinitesimal (`jets.py`), so that nothing of the kernel but its value classes is used. A derivative
holds its variable as independent: `total` follows every other name down to it, `direct` unfolds the body's
own definition once and holds the names in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from mpmath import mp, mpf

from symback.kernel.terms import (
    Add,
    Always,
    And,
    Call,
    Compare,
    Condition,
    Constant,
    Delta,
    Derivative,
    Entry,
    Function,
    Functional,
    Index,
    IndexValue,
    IndexVariable,
    Mul,
    Node,
    Not,
    Number,
    Or,
    Piecewise,
    Power,
    Range,
    SameIndex,
    Size,
    Sum,
    Symbol,
    Term,
    walk,
)
from tests.soundness.elementary import apply, general_power
from tests.soundness.jets import (
    Jet,
    Scalar,
    Undefined,
    Value,
    add,
    base,
    derivative_part,
    multiply,
    perturbed,
    positive_power,
    power,
    sign_of,
    subtract,
)
from tests.soundness.rebuilding import ground, without
from tests.soundness.shapes import Definition, Place, Polynomial

PRECISION = 60
"""Decimal digits of real numbers."""


class Unsettled(ValueError):
    """The term has no single meaning that the documentation of its class settles."""


Name = str | tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Frame:
    """What the names mean: values held against their definitions, and terms held as one variable."""

    held: Mapping[Name, Value]
    terms: Mapping[Term, Value]
    outer: Frame | None = None
    known: dict[Name, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Where evaluation stands: the frame, parameters, bound indices, and the next free infinitesimal."""

    frame: Frame
    parameters: Mapping[str, Value]
    indices: Mapping[IndexVariable, int]
    bit: int


def size(where: Range, place: Place) -> int:
    """The number of elements of a range at a point."""
    return where.size if isinstance(where.size, int) else place.sizes[where.name]


def _name(node: Node) -> str:
    """The name of a symbol, an array or a function; empty for any other node."""
    match node:
        case Symbol(name) | Call(name, _, _) | Entry(name, _):
            return name
        case _:
            return ""


class Evaluation:
    """The values of terms at one point under definitions."""

    def __init__(self, place: Place, definitions: tuple[Definition, ...]) -> None:
        self.place = place
        self.definitions = {each.name: each for each in definitions}
        self.start = Scope(Frame({}, {}), {}, {}, 0)

    def index(self, index: Index, scope: Scope) -> int:
        """The position that an index stands at."""
        if isinstance(index, IndexValue):
            position = index.value
        elif index in scope.indices:
            position = scope.indices[index]
        else:
            position = self.place.indices[index.name]
        if not 1 <= position <= size(index.range, self.place):
            raise Undefined(f"position {position} outside {index.range.name}")
        return position

    def positions(self, indices: tuple[Index, ...], scope: Scope) -> tuple[int, ...]:
        """The positions of several indices."""
        return tuple(self.index(each, scope) for each in indices)

    def binding(self, indices: tuple[IndexVariable, ...], scope: Scope) -> Iterator[Scope]:
        """The scope with the indices bound to each of their positions in turn."""
        for places in product(*(range(1, size(each.range, self.place) + 1) for each in indices)):
            yield replace(scope, indices={**scope.indices, **dict(zip(indices, places, strict=True))})

    def value(self, term: Term, scope: Scope) -> Value:
        """The value of a term."""
        frame = scope.frame
        if frame.terms:
            concrete = ground(term, lambda index: self.index(index, scope))
            for variable, held in frame.terms.items():
                if concrete is variable:
                    return held
                rest = without(concrete, variable)
                if rest is not None:
                    combine = add if isinstance(concrete, Add) else multiply
                    return combine(held, self.value(rest, scope))
        match term:
            case Number(value):
                return value
            case Constant(name):
                return mpf(mp.pi) if name == "pi" else mpf(mp.e)
            case Symbol(name):
                return scope.parameters[name] if name in scope.parameters else self.name(name, scope)
            case Size(where):
                return Fraction(size(where, self.place))
            case Entry(array, indices):
                return self.name((array, self.positions(indices, scope)), scope)
            case Add(terms):
                total: Value = Fraction(0)
                for each in terms:
                    total = add(total, self.value(each, scope))
                return total
            case Mul(factors):
                total = Fraction(1)
                for each in factors:
                    total = multiply(total, self.value(each, scope))
                return total
            case Power(under, exponent):
                return self.power(under, exponent, scope)
            case Function(name, arguments):
                return apply(name, tuple(self.value(each, scope) for each in arguments))
            case Call():
                return self.call(term, scope)
            case Functional():
                return self.functional(term, scope)
            case Sum(index, body):
                total = Fraction(0)
                for inner in self.binding((index,), scope):
                    total = add(total, self.value(body, inner))
                return total
            case Delta(left, right):
                if left.range is not right.range:
                    raise Unsettled("a delta between two ranges")
                return Fraction(self.index(left, scope) == self.index(right, scope))
            case Piecewise(pieces):
                for condition, piece in pieces:
                    if self.holds(condition, scope):
                        return self.value(piece, scope)
                raise Undefined("no piece")
            case Derivative():
                return self.derivative(term, scope)
            case _:
                raise TypeError(type(term).__name__)

    def name(self, name: Name, scope: Scope) -> Value:
        """The value of a symbol or an entry: held, defined or given."""
        frame = scope.frame
        if name in frame.held:
            return frame.held[name]
        if frame.outer is not None:
            return self.name(name, replace(scope, frame=frame.outer))
        if name in frame.known:
            return frame.known[name]
        head, places = (name, ()) if isinstance(name, str) else name
        definition = self.definitions.get(head)
        value: Value
        if definition is not None:
            bound = dict(zip(definition.indices, places, strict=True))
            value = self.value(definition.body, Scope(frame, {}, bound, scope.bit))
        else:
            value = self.place.symbols[name] if isinstance(name, str) else self.place.entries[name]
        frame.known[name] = value
        return value

    def power(self, under: Term, exponent: Term, scope: Scope) -> Value:
        """base^exponent: a rational exponent algebraically, any other by the logarithm."""
        raised = self.value(exponent, scope)
        value = self.value(under, scope)
        if isinstance(raised, Fraction) and not any(isinstance(each, Symbol | Entry) for each in walk(exponent)):
            return power(value, int(raised)) if raised.denominator == 1 else positive_power(value, raised)
        return general_power(value, raised)

    def call(self, term: Call, scope: Scope) -> Value:
        """A function, or its derivative, at arguments."""
        concrete: Definition | Polynomial | None = self.definitions.get(term.name)
        frame = scope.frame
        if concrete is None:
            concrete = self.place.functions[term.name]
        names = [each if isinstance(each, str) else each.name for each in concrete.parameters]
        values = [self.value(each, scope) for each in term.arguments]
        bit, used = scope.bit, []
        for position, order in enumerate(term.orders):
            for _ in range(order):
                values[position] = perturbed(values[position], bit)
                used.append(bit)
                bit += 1
        result = self.value(concrete.body, Scope(frame, dict(zip(names, values, strict=True)), {}, bit))
        for each in reversed(used):
            result = derivative_part(result, each)
        return result

    def functional(self, term: Functional, scope: Scope) -> Value:
        """The polynomial of all entries that stands for an opaque function of arrays, or a partial of it."""
        concrete = self.place.functionals[term.name]
        entries: dict[tuple[int, tuple[int, ...]], Value] = {}
        for number, family in enumerate(term.arguments):
            for inner in self.binding(family.indices, scope):
                entries[number, tuple(inner.indices[each] for each in family.indices)] = self.value(family.body, inner)
        bit, used = scope.bit, []
        for number, indices in term.partials:
            key = number, self.positions(indices, scope)
            entries[key] = perturbed(entries[key], bit)
            used.append(bit)
            bit += 1
        linear: Value = Fraction(0)
        result: Value = Fraction(0)
        for place, each in enumerate(entries.values()):
            linear = add(linear, multiply(concrete.linear[place % len(concrete.linear)], each))
            result = add(result, multiply(concrete.square[place % len(concrete.square)], power(each, 2)))
        result = add(add(linear, result), multiply(concrete.product, power(linear, 2)))
        component = 0
        for index in term.indices:
            component = component * size(index.range, self.place) + self.index(index, scope)
        result = multiply(1 + component * concrete.spread, result)
        for each in reversed(used):
            result = derivative_part(result, each)
        return result

    def derivative(self, term: Derivative, scope: Scope) -> Value:
        """The coefficient of an infinitesimal that is added to the variable, and to nothing else."""
        frame, variable, bit = scope.frame, term.variable, scope.bit
        if frame.outer is not None:
            raise Unsettled("a derivative inside a direct one")
        moved = perturbed(self.value(variable, scope), bit)
        body, parameters, bound = term.body, dict(scope.parameters), dict(scope.indices)
        held, terms = dict(frame.held), dict(frame.terms)
        match variable:
            case Symbol(name) if name in scope.parameters:
                parameters[name] = moved
            case Symbol(name):
                held[name] = moved
            case Entry(array, indices):
                held[array, self.positions(indices, scope)] = moved
            case _:
                terms[ground(variable, lambda index: self.index(index, scope))] = moved
        for name, value in held.items():
            if value is not moved and self.mentions(name if isinstance(name, str) else name[0], variable):
                raise Unsettled("a derivative by what lies below a held quantity")
        if term.mode == "total":
            inner = Frame(held, terms)
        else:
            body, bound, parameters = self.unfolded(body, variable, scope, bound, parameters)
            inner = Frame(held, terms, outer=frame)
        return derivative_part(self.value(body, Scope(inner, parameters, bound, bit + 1)), bit)

    def unfolded(
        self,
        body: Term,
        variable: Term,
        scope: Scope,
        bound: dict[IndexVariable, int],
        parameters: dict[str, Value],
    ) -> tuple[Term, dict[IndexVariable, int], dict[str, Value]]:
        """The body's own definition, where the body is a defined name other than the variable."""
        definition = self.definitions.get(_name(body)) if isinstance(body, Symbol | Entry) else None
        same = body is variable
        if isinstance(body, Entry) and isinstance(variable, Entry) and body.array == variable.array:
            same = self.positions(body.indices, scope) == self.positions(variable.indices, scope)
        if definition is None or same:
            return body, bound, parameters
        if not (isinstance(body, Entry) and _name(body) == _name(variable)) and not any(
            _name(each) == _name(variable) for each in walk(definition.body)
        ):
            raise Unsettled("a direct derivative by what the definition does not mention")
        places = self.positions(body.indices, scope) if isinstance(body, Entry) else ()
        return definition.body, dict(zip(definition.indices, places, strict=True)), {}

    def mentions(self, name: str, variable: Term) -> bool:
        """Whether the definition of `name` reaches the variable's name."""
        target = _name(variable)
        pending, seen = [name], set()
        while pending:
            definition = self.definitions.get(pending.pop())
            if definition is None or definition.name in seen:
                continue
            seen.add(definition.name)
            for each in walk(definition.body):
                below = _name(each)
                if below and below == target:
                    return True
                pending.append(below)
        return False

    def holds(self, condition: Condition, scope: Scope) -> bool:
        """Whether a condition is true; undefined where the precision cannot tell or a slope would jump."""
        match condition:
            case Always():
                return True
            case Compare(relation, left, right):
                first, second = self.value(left, scope), self.value(right, scope)
                sign = sign_of(base(subtract(base(first), base(second))))
                if sign == 0 and (isinstance(first, Jet) or isinstance(second, Jet)):
                    raise Undefined("a slope where pieces meet")
                return {
                    "<": sign < 0,
                    "<=": sign <= 0,
                    ">": sign > 0,
                    ">=": sign >= 0,
                    "==": sign == 0,
                    "!=": sign != 0,
                }[relation]
            case SameIndex(left, right):
                return self.index(left, scope) == self.index(right, scope)
            case Not(inner):
                return not self.holds(inner, scope)
            case And(conditions):
                return all(self.holds(each, scope) for each in conditions)
            case Or(conditions):
                return any(self.holds(each, scope) for each in conditions)
            case _:
                raise TypeError(type(condition).__name__)


def evaluate(term: Term, place: Place, definitions: tuple[Definition, ...] = (), digits: int = PRECISION) -> Scalar:
    """The value of a term at a point; `Undefined` where it has none, `Unsettled` where it has no one meaning."""
    with mp.workdps(digits):
        work = Evaluation(place, definitions)
        return base(work.value(term, work.start))


def satisfied(condition: Condition, place: Place, definitions: tuple[Definition, ...] = ()) -> bool:
    """Whether a condition holds at a point, for all values of the free indices that the point leaves open."""
    with mp.workdps(PRECISION):
        work = Evaluation(place, definitions)
        return work.holds(condition, work.start)
