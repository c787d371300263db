"""Rigorous enclosures of terms at a point, and certain truth of conditions there.

A value is undefined (`Undefined`) where the term has no real value, or where the enclosures do not show
that it has one: then `certain` is False and a higher precision may help. Signs and equalities that the
enclosures leave open are decided in exact rational arithmetic where the values are rational.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from symback.kernel import concrete
from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Ball, Balls, Terms, Undefined
from symback.kernel.arithmetic.rational import RationalBalls
from symback.kernel.claim import Definition
from symback.kernel.errors import OverBudget, Unsupported
from symback.kernel.functions import FUNCTIONS
from symback.kernel.point import Point
from symback.kernel.scope import free_indices
from symback.kernel.terms import Condition, Index, IndexValue, IndexVariable, Range, Symbol, Term

LARGEST_WORK = 300_000
"""Subterms and summands that one evaluation may compute."""

LARGEST_ROOT = 64
"""Roots of a higher degree are taken by exp and log."""


@dataclass(slots=True)
class _Frame:
    """Where a term is evaluated: bound indices, parameters of the function whose body it is, known values."""

    indices: dict[IndexVariable, int]
    parameters: dict[Symbol, Ball]
    known: dict[Any, Ball]
    call: tuple[t.Call, _Frame] | None = None


class Evaluation:
    """The values of terms at one point under definitions, each computed once."""

    def __init__(self, point: Point, definitions: Mapping[str, Definition], balls: Balls) -> None:
        self.point = point
        self.definitions = definitions
        self.balls = balls
        self._root = _Frame({}, {}, {})
        self._free: dict[Term, tuple[IndexVariable, ...]] = {}
        self._polynomials: dict[tuple[str, tuple[int, ...]], Terms] = {}
        self._work = 0
        self._exact = None if isinstance(balls, RationalBalls) else Evaluation(point, definitions, RationalBalls())

    def value(self, term: Term) -> Ball:
        """An enclosure of the term's value. Raises `Undefined`, `Unsupported` and `OverBudget`."""
        try:
            return self._value(term, self._root)
        except RecursionError:
            raise Unsupported("a formula that is nested too deeply, or defined by itself") from None

    def holds(self, condition: Condition) -> bool | None:
        """Whether the condition is true; None where that is not certain, or a side has no value."""
        try:
            return self._holds(condition, self._root)
        except RecursionError:
            raise Unsupported("a condition that is nested too deeply, or defined by itself") from None

    def _value(self, term: Term, frame: _Frame) -> Ball:
        free = self._free.get(term)
        if free is None:
            free = self._free[term] = tuple(free_indices(term))
        key = (term, *[self._index(index, frame) for index in free]) if free else term
        found = frame.known.get(key)
        if found is None:
            self._count()
            found = frame.known[key] = _RULES[type(term)](self, term, frame)
        return found

    def _count(self) -> None:
        self._work += 1
        if self._work > LARGEST_WORK:
            raise OverBudget("too many summands at a point")

    def _exactly(self, term: Term, frame: _Frame) -> Fraction | None:
        """The value as a rational number, where it is known to be one. Raises `Undefined` if certain."""
        try:
            if self._exact is None:
                return self._value(term, frame).lower()
            return self._exact._value(term, self._exact._twin(frame)).lower()
        except Undefined as reason:
            if reason.certain:
                raise
            return None

    def _twin(self, frame: _Frame) -> _Frame:
        # The same place for the exact evaluation; the bound indices are shared, as they change in place.
        if frame.call is None:
            return _Frame(frame.indices, {}, self._root.known)
        call, outer = frame.call
        inside = self._inside(call, self.definitions[call.name], self._twin(outer))
        return _Frame(frame.indices, inside.parameters, inside.known, frame.call)

    def _settled(self, term: Term, frame: _Frame) -> Ball:
        """The value, taken exactly where its enclosure leaves open whether it is 0."""
        value = self._value(term, frame)
        if self._exact is not None and value.contains_zero() and not value.is_exact_zero():
            exact = self._exactly(term, frame)
            if exact is not None:
                return self.balls.exact(exact)
        return value

    def _size(self, over: Range) -> int:
        if isinstance(over.size, int):
            return over.size
        size = self.point.sizes.get(over.size, self.point.sizes.get(over.name))
        if size is None:
            raise Unsupported(f"the point gives the range {over.name} no size")
        return size

    def _index(self, index: Index, frame: _Frame) -> int:
        if isinstance(index, IndexValue):
            position = index.value
        elif index in frame.indices:
            return frame.indices[index]
        elif index.name in self.point.indices:
            position = self.point.indices[index.name]
        else:
            raise Unsupported(f"the point gives the index {index.name} no value")
        if not 1 <= position <= self._size(index.range):
            raise Undefined(f"there is no element {position} in the range {index.range.name}", certain=True)
        return position

    def _same(self, left: Index, right: Index, frame: _Frame) -> bool:
        if left.range is not right.range:
            raise Unsupported(f"indices of the ranges {left.range.name} and {right.range.name} are compared")
        return self._index(left, frame) == self._index(right, frame)

    def _over(
        self, indices: tuple[IndexVariable, ...], frame: _Frame, visit: Callable[[tuple[int, ...]], None]
    ) -> None:
        """Calls `visit` with each tuple of positions in turn, to which the indices are bound meanwhile."""
        before = {index: frame.indices.get(index) for index in indices}
        try:
            for positions in product(*(range(1, self._size(index.range) + 1) for index in indices)):
                self._count()
                frame.indices.update(zip(indices, positions, strict=True))
                visit(positions)
        finally:
            for index, position in before.items():
                if position is None:
                    frame.indices.pop(index, None)
                else:
                    frame.indices[index] = position

    def _defined(self, definition: Definition, positions: tuple[int, ...]) -> Ball:
        if len(positions) != len(definition.indices) or definition.parameters:
            raise Unsupported(f"{definition.name} is used with another number of indices or arguments than defined")
        inside = dict(zip(definition.indices, positions, strict=True))
        return self._value(definition.body, _Frame(inside, {}, self._root.known))

    def _inside(self, term: t.Call, definition: Definition, frame: _Frame) -> _Frame:
        """The frame of a defined function's body."""
        if len(term.arguments) != len(definition.parameters) or definition.indices:
            raise Unsupported(f"{definition.name} is used with another number of indices or arguments than defined")
        values = (self._value(argument, frame) for argument in term.arguments)
        return _Frame({}, dict(zip(definition.parameters, values, strict=True)), {}, (term, frame))

    def _symbol(self, term: Symbol, frame: _Frame) -> Ball:
        if term in frame.parameters:
            return frame.parameters[term]
        definition = self.definitions.get(term.name)
        if definition is not None:
            return self._defined(definition, ())
        if term.name not in self.point.symbols:
            raise Unsupported(f"the point gives {term.name} no value")
        return self.balls.exact(self.point.symbols[term.name])

    def _entry(self, term: t.Entry, frame: _Frame) -> Ball:
        positions = tuple([self._index(index, frame) for index in term.indices])
        definition = self.definitions.get(term.array)
        if definition is not None:
            return self._defined(definition, positions)
        if (term.array, positions) not in self.point.entries:
            raise Unsupported(f"the point gives {term.array}{list(positions)} no value")
        return self.balls.exact(self.point.entries[term.array, positions])

    def _add(self, term: t.Add, frame: _Frame) -> Ball:
        values = [self._value(item, frame) for item in term.terms]
        total = values[0] if values else self.balls.exact(Fraction(0))
        for value in values[1:]:
            total = total + value
        return total

    def _mul(self, term: t.Mul, frame: _Frame) -> Ball:
        values = [self._value(item, frame) for item in term.factors]
        total = values[0] if values else self.balls.exact(Fraction(1))
        for value in values[1:]:
            total = total * value
        return total

    def _power(self, term: t.Power, frame: _Frame) -> Ball:
        exponent = term.exponent
        value = self._settled(term.base, frame)
        raised = exponent.value if isinstance(exponent, t.Number) else None
        if raised is None and t.is_written_number(exponent):
            raised = self._exactly(exponent, frame)
        if raised is None:
            return value.power(self._value(exponent, frame))
        if raised == 0 and exponent is not t.ZERO and value.contains_zero():
            raise Undefined("0 to a power that happens to be 0", certain=value.is_exact_zero())
        if raised.denominator == 1:
            return value.power_integer(raised.numerator)
        if value.is_exact_zero() and raised > 0:
            return value
        if raised.denominator <= LARGEST_ROOT and (value.is_positive() or (raised > 0 and value.lower() >= 0)):
            return value.root(raised.denominator).power_integer(raised.numerator)
        return value.power(self.balls.exact(raised))

    def _function(self, term: t.Function, frame: _Frame) -> Ball:
        name, arguments = term.name, term.arguments
        rule = FUNCTIONS.get(name)
        if rule is None or not arguments or rule.arity not in (None, len(arguments)):
            raise Unsupported(f"the function {name} of {len(arguments)} arguments")
        value = self._value(arguments[0], frame)
        if name in ("max", "min"):
            choose = self.balls.maximum if name == "max" else self.balls.minimum
            for argument in arguments[1:]:
                value = choose(value, self._value(argument, frame))
            return value
        if name == "relu":
            return self.balls.maximum(value, self.balls.exact(Fraction(0)))
        try:
            return value.apply(name)
        except Undefined as reason:
            exact = None if reason.certain or self._exact is None else self._exactly(arguments[0], frame)
            if exact is None:
                raise
            return self.balls.exact(exact).apply(name)

    def _call(self, term: t.Call, frame: _Frame) -> Ball:
        definition = self.definitions.get(term.name)
        if definition is not None:
            if any(term.orders):
                raise Unsupported(f"a derivative of {term.name}, which has to be taken before evaluation")
            return self._value(definition.body, self._inside(term, definition, frame))
        given = self.point.functions.get(term.name)
        if given is None or not len(given.parameters) == len(term.arguments) == len(term.orders):
            raise Unsupported(f"the point gives {term.name} no function of {len(term.arguments)} arguments")
        key = (term.name, term.orders)
        if key not in self._polynomials:
            self._polynomials[key] = concrete.partial(given, term.orders)
        arguments = [self._value(argument, frame) for argument in term.arguments]
        return concrete.at(self._polynomials[key], arguments, self.balls)

    def _functional(self, term: t.Functional, frame: _Frame) -> Ball:
        given = self.point.functionals.get(term.name)
        if given is None or term.name in self.definitions:
            raise Unsupported(f"the point gives {term.name} no function of arrays")
        component = 0
        for index in term.indices:
            component = component * self._size(index.range) + self._index(index, frame)
        wanted = [(place, tuple(self._index(index, frame) for index in indices)) for place, indices in term.partials]
        entries: dict[tuple[int, tuple[int, ...]], Ball] = {}
        for place, family in enumerate(term.arguments):

            def visit(positions: tuple[int, ...], place: int = place, body: Term = family.body) -> None:
                entries[place, positions] = self._value(body, frame)

            self._over(family.indices, frame, visit)
        numbers = {entry: number for number, entry in enumerate(entries)}
        if any(entry not in numbers for entry in wanted):
            raise Unsupported(f"a derivative of {term.name} by an entry that is not among its arguments")
        values = list(entries.values())
        return concrete.functional(given, component, values, [numbers[entry] for entry in wanted], self.balls)

    def _sum(self, term: t.Sum, frame: _Frame) -> Ball:
        total = self.balls.exact(Fraction(0))

        def visit(_: tuple[int, ...]) -> None:
            nonlocal total
            total = total + self._value(term.body, frame)

        self._over((term.index,), frame, visit)
        return total

    def _piecewise(self, term: t.Piecewise, frame: _Frame) -> Ball:
        for condition, value in term.pieces:
            answer = self._holds(condition, frame)
            if answer is None:
                raise Undefined("which piece applies is not certain")
            if answer:
                return self._value(value, frame)
        raise Undefined("no piece applies", certain=True)

    def _derivative(self, _: t.Derivative, __: _Frame) -> Ball:
        raise Unsupported("a derivative has to be taken before evaluation")

    def _constant(self, term: t.Constant, _: _Frame) -> Ball:
        return self.balls.pi() if term.name == "pi" else self.balls.e()

    def _holds(self, condition: Condition, frame: _Frame) -> bool | None:
        match condition:
            case t.Always():
                return True
            case t.Compare(relation, left, right):
                return self._compare(relation, left, right, frame)
            case t.SameIndex(left, right):
                return self._same(left, right, frame)
            case t.Not(inner):
                answer = self._holds(inner, frame)
                return None if answer is None else not answer
            case t.And(conditions) | t.Or(conditions):
                decisive = isinstance(condition, t.Or)
                answers = [self._holds(inner, frame) for inner in conditions]
                if decisive in answers:
                    return decisive
                return None if None in answers else not decisive
            case _:
                raise Unsupported(f"a condition of the kind {type(condition).__name__}")

    def _compare(self, relation: str, left: Term, right: Term, frame: _Frame) -> bool | None:
        try:
            difference = self._value(left, frame) - self._value(right, frame)
            if difference.is_positive():
                return ">" in _SIGNS[relation]
            if difference.is_negative():
                return "<" in _SIGNS[relation]
            first, second = self._exactly(left, frame), self._exactly(right, frame)
        except Undefined:
            return None
        if first is None or second is None:
            return None
        return ("<" if first < second else ">" if first > second else "=") in _SIGNS[relation]


_SIGNS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "<>"}

_RULES: dict[type[Term], Callable[[Evaluation, Any, _Frame], Ball]] = {
    t.Number: lambda work, term, _: work.balls.exact(term.value),
    t.Constant: Evaluation._constant,
    Symbol: Evaluation._symbol,
    t.Size: lambda work, term, _: work.balls.exact(Fraction(work._size(term.range))),
    t.Entry: Evaluation._entry,
    t.Add: Evaluation._add,
    t.Mul: Evaluation._mul,
    t.Power: Evaluation._power,
    t.Function: Evaluation._function,
    t.Call: Evaluation._call,
    t.Functional: Evaluation._functional,
    t.Sum: Evaluation._sum,
    t.Delta: lambda work, term, frame: work.balls.exact(Fraction(work._same(term.left, term.right, frame))),
    t.Piecewise: Evaluation._piecewise,
    t.Derivative: Evaluation._derivative,
}
