"""Second walk: SymPy expression -> term, node by node, without evaluating anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import sympy
from sympy import Derivative, Idx, Indexed, IndexedBase, Integer, KroneckerDelta, Rational, Subs, Sum
from sympy.core.function import AppliedUndef

from symback.kernel import terms as t
from symback.sympy_bridge.conditions import condition
from symback.sympy_bridge.failure import NotReadable, shown
from symback.sympy_bridge.functions import FUNCTIONS
from symback.sympy_bridge.learning import sum_place
from symback.sympy_bridge.names import Names, check_real
from symback.sympy_bridge.ranges import Place, Ranges
from symback.sympy_bridge.scope import Scope, is_letter, letter_of
from symback.sympy_bridge.written import Written, float_text

_CONSTANTS = {sympy.pi: t.Constant("pi"), sympy.E: t.Constant("e")}
_NOT_NUMBERS = (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)
_SIGNED = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer", "imaginary")
_MOST_DERIVATIVES = 20


@dataclass(frozen=True)
class Converter:
    """Converts the expressions of one scope, all of which were learned before.

    `bound` holds the letters bound around the node, `values` the symbols that a substitution replaces.
    `used` collects the symbols and arrays that occur as values, for their assumptions.
    """

    names: Names
    ranges: Ranges
    scope: Scope
    renamed: Mapping[str, str] = field(default_factory=dict)
    bound: Mapping[Any, tuple[Place, t.IndexVariable]] = field(default_factory=dict)
    values: Mapping[Any, t.Term] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)
    # By identity, and with the node, so that the identity stays taken: SymPy shares subexpressions.
    known: dict[int, tuple[Any, t.Term]] = field(default_factory=dict, init=False, compare=False)

    def term(self, node: Any) -> t.Term:
        """The term of a SymPy expression."""
        found = self.known.get(id(node))
        if found is None:
            found = self.known[id(node)] = (node, self._converted(node))
        return found[1]

    def _converted(self, node: Any) -> t.Term:
        kind = type(node)
        if kind is Written:
            return t.Number(node.exact)
        if kind is sympy.Symbol:
            return self._symbol(node)
        if kind is sympy.Mul:
            return t.Mul(self._all(node.args))
        if kind is sympy.Add:
            return t.Add(self._all(node.args))
        if kind is sympy.Pow:
            return self._power(node)
        if kind in FUNCTIONS:
            return FUNCTIONS[kind](self._all(node.args))
        if isinstance(node, Rational):
            return t.Number(Fraction(int(node.p), int(node.q)))
        if node in _CONSTANTS:
            return _CONSTANTS[node]
        if node == sympy.I:
            raise NotReadable("SB221", "I is the imaginary unit in SymPy; for a quantity I write I = Symbol('I')")
        if node in _NOT_NUMBERS or (node.is_Float and not node.is_finite):
            raise NotReadable("SB221", f"{shown(node)} is not a real number")
        if node.is_Float:
            return t.Number(Fraction(float_text(node)))
        if node.is_Symbol or isinstance(node, Idx):
            return self._symbol(node)
        if isinstance(node, Indexed):
            return self._entry(node)
        if isinstance(node, AppliedUndef):
            return self._call(node, None)
        if isinstance(node, Sum):
            return self._sum(node)
        if isinstance(node, KroneckerDelta):
            return self._delta(node)
        if isinstance(node, Derivative):
            return self._derivative(node)
        if isinstance(node, Subs):
            return self._substitution(node)
        if isinstance(node, sympy.Piecewise):
            return t.Piecewise(tuple((condition(self, piece.cond), self.term(piece.expr)) for piece in node.args))
        if kind is sympy.UnevaluatedExpr:
            return self.term(node.args[0])
        raise NotReadable("SB220", f"{_named(node)} is not part of the language of formulas")

    def index(self, index: Any, place: Place) -> t.Index:
        """An index at a place of an array or a delta."""
        if isinstance(index, Integer):
            return t.IndexValue(self.ranges.element(place, int(index)), self.ranges.range(place))
        if index in self.bound:
            return self.bound[index][1]
        letter = letter_of(index, self.names)
        if letter in self.ranges.sizes():
            raise NotReadable("SB224", f"{letter} is a size and stands as an index; use another letter for the index")
        return t.IndexVariable(self.renamed.get(letter, letter), self.ranges.range(self.scope.place(letter)))

    def place(self, index: Any) -> Place:
        """The place of an index letter."""
        return self.bound[index][0] if index in self.bound else self.scope.place(letter_of(index, self.names))

    def is_index(self, candidate: Any) -> bool:
        """Whether this object is an index letter where it stands."""
        if not is_letter(candidate) or candidate in self.values or candidate in self.scope.parameters:
            return False
        return candidate in self.bound or letter_of(candidate, self.names) in self.scope.letters

    def _all(self, nodes: Any) -> tuple[t.Term, ...]:
        return tuple([self.term(node) for node in nodes])

    def _symbol(self, symbol: Any) -> t.Term:
        if symbol in self.values:
            return self.values[symbol]
        name = str(symbol) if isinstance(symbol, Idx) else self.names.of(symbol)
        if isinstance(symbol, Idx) or self.is_index(symbol):
            raise NotReadable("SB224", f"the index {name} is used as a number; positions have no numeric value")
        if symbol in self.scope.parameters or self.used.get(name) is symbol:
            return t.Symbol(name)
        if name in self.ranges.sizes() or (symbol.is_integer and symbol.is_positive):
            return t.Size(self.ranges.of_size(name))
        check_real(symbol, name)
        if symbol.is_integer and not symbol.is_zero:
            raise NotReadable(
                "SB228", f"{name} is declared integer, and no sum or shape shows that it is a size; declare it real"
            )
        self.used[name] = symbol
        return t.Symbol(name)

    def _power(self, node: Any) -> t.Term:
        base, exponent = node.args
        if base is sympy.S.Exp1:
            return t.Function("exp", (self.term(exponent),))
        inside = self.term(base)
        if exponent is sympy.S.Half:
            return t.Function("sqrt", (inside,))
        if exponent == -sympy.S.Half:
            return t.Power(t.Function("sqrt", (inside,)), t.MINUS_ONE)
        return t.Power(inside, self.term(exponent))

    def _entry(self, node: Any) -> t.Term:
        base = node.base if isinstance(node.base, IndexedBase) else IndexedBase(node.base)
        array = self.names.of(base.label)
        check_real(base.label, array)
        self.used[array] = base
        return t.Entry(
            array, tuple(self.index(index, ("axis", array, axis)) for axis, index in enumerate(node.indices))
        )

    def _call(self, node: Any, orders: tuple[int, ...] | None) -> t.Term:
        name = str(node.func.__name__)
        if any(getattr(node, f"is_{word}") for word in _SIGNED):
            raise NotReadable(
                "SB228", f"the function {name} carries assumptions; state them of its values, as in {name}(x) > 0"
            )
        if not any(isinstance(argument, IndexedBase) for argument in node.args):
            return t.Call(name, self._all(node.args), orders or (0,) * len(node.args))
        if orders is not None:
            raise NotReadable(
                "SB220", f"the derivative of {name} by its argument place is read for scalar arguments only"
            )
        return t.Functional(name, (), tuple(self._family(argument) for argument in node.args), ())

    def _family(self, argument: Any) -> t.Family:
        if not isinstance(argument, IndexedBase):
            return t.Family((), self.term(argument))
        array = self.names.of(argument.label)
        rank = self.names.sorts.get(array, "").removeprefix("array, axes: ")
        axes = len(argument.shape or ()) or (int(rank) if rank.isdigit() else 0)
        if not axes:
            raise NotReadable("SB220", f"the array {array} stands without indices, and nothing says how many it has")
        self.used[array] = argument
        letters = tuple(
            t.IndexVariable(self._fresh(f"{array}{axis + 1}"), self.ranges.range(("axis", array, axis)))
            for axis in range(axes)
        )
        return t.Family(letters, t.Entry(array, letters))

    def _sum(self, node: Any) -> t.Term:
        inner = self
        variables = []
        for position in reversed(range(len(node.limits))):
            index = node.limits[position][0]
            place = sum_place(self.scope, node, position, {symbol: where for symbol, (where, _) in inner.bound.items()})
            if self.ranges.range(place).size in self.scope.letters:
                raise NotReadable("SB225", f"the sum over {shown(index)} ends at another index")
            variable = t.IndexVariable(inner._fresh(letter_of(index, self.names)), self.ranges.range(place))
            inner = replace(inner, bound={**inner.bound, index: (place, variable)})
            variables.append(variable)
        body = inner.term(node.function)
        for variable in reversed(variables):
            body = t.Sum(variable, body)
        return body

    def _fresh(self, letter: str) -> str:
        """The letter itself, or numbered apart from the free letters and those bound around it."""
        taken = {self.renamed.get(name, name) for name in self.scope.letters}
        taken |= {variable.name for _, variable in self.bound.values()}
        number, name = 0, letter
        while name in taken:
            number += 1
            name = f"{letter}_{number}"
        return name

    def _delta(self, node: Any) -> t.Term:
        place = self.place(next(index for index in node.args[:2] if not isinstance(index, Integer)))
        return t.Delta(self.index(node.args[0], place), self.index(node.args[1], place))

    def _derivative(self, node: Any) -> t.Term:
        if node.expr == sympy.E:
            raise NotReadable(
                "SB229", "E is Euler's number in SymPy, a constant; for a quantity E write E = Symbol('E')"
            )
        body = self.term(node.expr)
        for variable, count in node.variable_count:
            if not isinstance(count, Integer) or not 0 <= int(count) <= _MOST_DERIVATIVES:
                raise NotReadable(
                    "SB222", f"a derivative of order {shown(count)}; orders are numbers up to {_MOST_DERIVATIVES}"
                )
            by = self.term(variable)
            if isinstance(by, t.Number | t.Constant | t.Size):
                raise NotReadable("SB220", f"a derivative by {shown(variable)}, which does not vary over the reals")
            for _ in range(int(count)):
                body = t.Derivative(body, by, "total")
        return body

    def _substitution(self, node: Any) -> t.Term:
        replaced = dict(zip(node.variables, node.point, strict=True))
        values = {variable: self.term(point) for variable, point in replaced.items()}
        inner = replace(
            self,
            values={**self.values, **values},
            scope=replace(self.scope, parameters=self.scope.parameters - set(replaced)),
        )
        derivative = node.expr
        if not derivative.has(Derivative):
            return inner.term(derivative)
        called = derivative.expr if isinstance(derivative, Derivative) else None
        if not isinstance(called, AppliedUndef) or any(argument.has(Derivative) for argument in called.args):
            raise NotReadable("SB220", f"{shown(node)}: only the derivative of a function at a point, f'(u), is read")
        orders = [0] * len(called.args)
        for variable, count in derivative.variable_count:
            slots = [slot for slot, argument in enumerate(called.args) if argument == variable]
            elsewhere = any(argument.has(variable) for argument in called.args if argument != variable)
            if variable not in replaced or len(slots) != 1 or elsewhere or not isinstance(count, Integer):
                raise NotReadable("SB220", f"{shown(node)}: {variable} must be one argument of {called.func} by itself")
            orders[slots[0]] += int(count)
        return inner._call(called, tuple(orders))


def _named(node: Any) -> str:
    """A short name for an object outside the language."""
    return f"{type(node).__name__} in {shown(node)}"
