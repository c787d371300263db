"""First walk over an expression: which letters are indices, which dimensions are one, what each name is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import E, Eq, Idx, Indexed, IndexedBase, Integer, KroneckerDelta, Ne, Subs, Sum, Symbol
from sympy.core.function import AppliedUndef

from symback.sympy_bridge.failure import NotReadable, shown
from symback.sympy_bridge.limits import extent, index_extent, size_of_axis
from symback.sympy_bridge.names import Names
from symback.sympy_bridge.ranges import Place, Ranges
from symback.sympy_bridge.scope import Scope, is_letter, letter_of
from symback.sympy_bridge.written import Written

Bound = Mapping[Any, Place]


def sum_place(scope: Scope, total: Any, position: int, bound: Bound) -> Place:
    """The place that the letter of one sum is; equal sums under equal binders share it."""
    return ("sum", scope.number, total, position, frozenset(bound.items()))


class Learner:
    """Walks the expressions of one scope and records what they say into `names` and `ranges`."""

    def __init__(self, names: Names, ranges: Ranges, scope: Scope) -> None:
        self.names = names
        self.ranges = ranges
        self.scope = scope
        self._seen: dict[tuple[int, int], tuple[Any, Bound]] = {}

    def learn(self, node: Any, bound: Bound) -> None:
        """Record `node` and all below it; `bound` gives the places of the letters bound around it."""
        # SymPy shares subexpressions: each is walked once under each set of binders.
        key = (id(node), id(bound))
        if isinstance(node, Written) or key in self._seen:
            return
        self._seen[key] = (node, bound)
        if isinstance(node, Indexed):
            self._indexed(node, bound)
        elif isinstance(node, Sum):
            self._sum(node, bound)
        elif isinstance(node, KroneckerDelta):
            self._delta(node, bound)
        elif isinstance(node, Eq | Ne) and _compares_letters(node):
            self._comparison(node, bound)
        elif isinstance(node, Subs):
            self._substitution(node, bound)
        elif isinstance(node, Symbol):
            if node not in bound and node not in self.scope.parameters:
                self._symbol(node)
        elif isinstance(node, IndexedBase):
            self.base(node)
        elif node is E:
            self.names.constants.add("E")
        elif not isinstance(node, Idx):
            if isinstance(node, AppliedUndef):
                self._function(node)
            for argument in node.args:
                self.learn(argument, bound)

    def settle(self) -> None:
        """Join the index letters that are compared, now that all letters of the scope are known."""
        for left, right in self.scope.compared:
            letters = [side for side in (left, right) if is_letter(side)]
            if any(letter_of(side, self.names) in self.scope.letters for side in letters):
                self._same_dimension(left, right, {})
            else:
                for side in letters:
                    self._symbol(side)
        self.scope.compared.clear()

    def base(self, base: Any) -> str:
        """Record an array; its name."""
        label = base.label
        if not isinstance(label, Symbol):
            raise NotReadable("SB220", f"the array {shown(base)} has no plain name")
        if base.offset not in (None, 0):
            raise NotReadable("SB223", f"the array {shown(base)} has an offset")
        name = self.names.of(label)
        for axis, size in enumerate(base.shape or ()):
            place = self.axis(name, axis, len(base.shape))
            said = f"the shape of {name}"
            self.ranges.learn(place, size=size_of_axis(name, size), first=None, source=said)
            if isinstance(size, Symbol):
                self._symbol(size)
        return name

    def axis(self, array: str, axis: int, rank: int) -> Place:
        """The place that one axis of an array is."""
        place = ("axis", array, axis)
        self.ranges.add(place, f"#{array}" if rank == 1 else f"#{array}.{axis + 1}")
        return place

    def _indexed(self, node: Any, bound: Bound) -> None:
        base = node.base
        if not isinstance(base, IndexedBase):
            base = IndexedBase(base)
        name = self.base(base)
        self.names.note(name, f"array, axes: {len(node.indices)}", base.label)
        for axis, index in enumerate(node.indices):
            place = self.axis(name, axis, len(node.indices))
            if isinstance(index, Integer):
                self.ranges.write(place, int(index))
            elif is_letter(index):
                self.ranges.join(place, self._place(index, bound))
            else:
                raise NotReadable("SB223", f"{shown(node)} has the index {shown(index)}; write a letter or a number")

    def _place(self, index: Any, bound: Bound) -> Place:
        if index in bound:
            return bound[index]
        letter = letter_of(index, self.names)
        if index in self.scope.parameters:
            raise NotReadable("SB223", f"the parameter {letter} is used as an index; an index is a letter or a number")
        self.scope.note(letter, index)
        place = self.scope.place(letter)
        self.ranges.add(place, f"#{letter}")
        said = index_extent(index)
        if said is not None:
            source = f"the Idx {letter}"
            self.ranges.learn(place, size=said[0], first=said[1], source=source)
            for size in index.upper.free_symbols:
                self._symbol(size)
        return place

    def _sum(self, node: Any, bound: Bound) -> None:
        inside = dict(bound)
        for position in reversed(range(len(node.limits))):
            limit = node.limits[position]
            if len(limit) != 3:
                raise NotReadable("SB225", f"the sum over {limit[0]} has no limits; write ({limit[0]}, 1, n)")
            index, lower, upper = limit
            letter = letter_of(index, self.names)
            said = f"the sum over {letter} = {shown(lower)}..{shown(upper)}"
            for end in (lower, upper):
                for size in end.free_symbols:
                    if size in self.scope.parameters:
                        raise NotReadable("SB225", f"{said} ends at a parameter")
                    if size in inside or letter_of(size, self.names) in self.scope.letters:
                        raise NotReadable("SB225", f"{said} ends at another index")
                    if isinstance(size, Symbol):
                        self._symbol(size)
            size_said, first = extent(letter, lower, upper)
            place = sum_place(self.scope, node, position, inside)
            self.ranges.add(place, f"#{letter}")
            self.ranges.learn(place, size=size_said, first=first, source=said)
            inside[index] = place
        self.learn(node.function, inside)
        for index in node.variables:
            letter = letter_of(index, self.names)
            if self.scope.letters.get(letter, index) != index:
                self.scope.note(letter, index)

    def _delta(self, node: Any, bound: Bound) -> None:
        places = []
        for index in node.args[:2]:
            if is_letter(index):
                places.append(self._place(index, bound))
            elif not isinstance(index, Integer):
                raise NotReadable("SB223", f"{shown(node)} compares {shown(index)}; write letters or numbers")
        if not places:
            raise NotReadable("SB220", f"{shown(node)} compares two numbers; write its value, 0 or 1")
        if len(places) == 2:
            self.ranges.join(places[0], places[1])
        for index in node.args[:2]:
            if isinstance(index, Integer):
                self.ranges.write(places[0], int(index))
        if len(node.args) > 2:
            size, first = extent(str(node.args[0]), *node.args[2])
            self.ranges.learn(places[0], size=size, first=first, source=str(node))

    def _comparison(self, node: Any, bound: Bound) -> None:
        left, right = node.lhs, node.rhs
        if any(isinstance(side, Idx) or side in bound for side in (left, right)):
            self._same_dimension(left, right, bound)
        else:
            self.scope.compared.append((left, right))

    def _same_dimension(self, left: Any, right: Any, bound: Bound) -> None:
        if is_letter(left) and is_letter(right):
            self.ranges.join(self._place(left, bound), self._place(right, bound))
        elif is_letter(left):
            self.ranges.write(self._place(left, bound), int(right))
        else:
            self.ranges.write(self._place(right, bound), int(left))

    def _substitution(self, node: Any, bound: Bound) -> None:
        hidden = Scope(self.scope.number, parameters=self.scope.parameters | set(node.variables))
        hidden.letters = self.scope.letters
        Learner(self.names, self.ranges, hidden).learn(node.expr, bound)
        self.scope.compared.extend(hidden.compared)
        for point in node.point:
            self.learn(point, bound)

    def _symbol(self, symbol: Any) -> None:
        name = self.names.of(symbol)
        if name not in self.scope.letters:
            self.names.note(name, "scalar", symbol)

    def _function(self, node: Any) -> None:
        self.names.note(str(node.func.__name__), f"function, arguments: {len(node.args)}", node.func)


def _compares_letters(node: Any) -> bool:
    sides = (node.lhs, node.rhs)
    return any(is_letter(side) for side in sides) and all(
        is_letter(side) or isinstance(side, Integer) for side in sides
    )
