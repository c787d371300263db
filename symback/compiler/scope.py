"""The arguments and statements of one routine, while it is being built."""

from __future__ import annotations

from fractions import Fraction

from symback.compiler.arrays import (
    Array,
    Comparison,
    Einsum,
    Exact,
    Identity,
    Labelled,
    Length,
    Name,
    Picked,
    SamePosition,
)
from symback.compiler.contraction import Store
from symback.compiler.leaves import Leaves
from symback.compiler.names import Names
from symback.compiler.program import Argument, Assign, CompileError, Role
from symback.compiler.tensor import EXAMPLE, Tensor
from symback.kernel import terms as t
from symback.kernel.terms import Index, IndexVariable


class Scope:
    """Arguments by identifier, statements in order, and what each name stands for."""

    def __init__(self, leaves: Leaves, names: Names) -> None:
        self.leaves = leaves
        self.names = names
        self.store = Store()
        self.arguments: dict[str, Argument] = {}
        self.statements: dict[str, Assign] = {}
        self._values: dict[Array, Array] = {}

    def assign(self, target: str, tensor: Tensor) -> Tensor:
        """A statement that gives the tensor a name, which is an identifier of this scope."""
        if target in self.statements or target in self.arguments:
            raise ValueError(f"{target} has a value")
        self.statements[target] = Assign((target,), tensor.array)
        self._values[Name(target)] = tensor.array
        self.store.keep(tensor.array)
        return Tensor(Name(target), tensor.axes)

    def value(self, array: Array) -> Array:
        """What the array is by definition."""
        while array in self._values:
            array = self._values[array]
        return array

    def argument(self, name: str, shape: tuple[str | int, ...], role: Role) -> Name:
        """The argument for a name of the derivation."""
        target = self.names.of(name)
        self.arguments.setdefault(target, Argument(target, name, shape, role))
        return Name(target)

    def function(self, name: str, orders: tuple[int, ...]) -> str:
        """The argument for a function that nothing defines, or one of its derivatives: f_prime, f_d1_d2."""
        ticks = "\N{PRIME}" * orders[0] if len(orders) == 1 else ""
        partials = "".join(f"_d{place + 1}" * order for place, order in enumerate(orders)) if len(orders) > 1 else ""
        target = self.names.of(name + ticks + partials)
        self.arguments.setdefault(target, Argument(target, name + ticks + partials, (), "function", orders))
        return target

    def leaf(self, name: str) -> Tensor:
        """The argument for a name that nothing defines, with its own axes."""
        ranges = self.leaves.ranges.get(name, ())
        batched = self.leaves.batched(name)
        shape = tuple(each.size for each in ranges)
        role: Role = "example" if batched else "parameter" if name in self.leaves.roles.parameters else "shared"
        array = self.argument(name, ("N", *shape) if batched else shape, role)
        axes = tuple(IndexVariable(f"·{place}", each) for place, each in enumerate(ranges))
        return Tensor(array, (EXAMPLE, *axes) if batched else axes)

    def label(self, index: IndexVariable) -> Tensor:
        """The argument for an index that definitions use without binding it: positions, counted from 0."""
        rows = bool(self.leaves.examples)
        return Tensor(self.argument(index.name, ("N",) if rows else (), "label"), (EXAMPLE,) if rows else ())

    def length(self, axis: IndexVariable) -> Array:
        """The number of values of an index, from a number or from the shape of an argument."""
        if axis is EXAMPLE:
            first = next(name for name in self.leaves.ranges if name in self.leaves.examples)
            return Length(self.leaf(first).array, 0)
        size = axis.range.size
        if isinstance(size, int):
            return Exact(Fraction(size))
        for name, ranges in self.leaves.ranges.items():
            if axis.range in ranges:
                return Length(self.leaf(name).array, ranges.index(axis.range) + self.leaves.batched(name))
        return self.argument(size, (), "shared")

    def at(self, tensor: Tensor, indices: tuple[Index, ...]) -> Tensor:
        """The tensor with its axes, the batch aside, named by `indices`, or taken at a value or a label."""
        batch = tensor.axes[:1] if EXAMPLE in tensor.axes else ()
        array = tensor.array
        fixed = [i.value - 1 if isinstance(i, t.IndexValue) else None for i in indices]
        if any(position is not None for position in fixed):
            array = Picked(array, (*(None for _ in batch), *fixed))
        free = tuple(index for index in indices if isinstance(index, IndexVariable))
        labels = [index for index in free if index in self.leaves.labels]
        if labels:
            if len(free) > 1:
                raise CompileError(f"the label {labels[0].name} can be the only index of an array")
            label = self.label(labels[0])
            if label.axes and not batch:
                return Tensor(Labelled(array, label.array, rows=False), label.axes)
            return Tensor(Labelled(array, label.array, rows=bool(batch)), batch)
        if len(set(free)) < len(free):
            letters = {index: "ijklmpqr"[place] for place, index in enumerate(dict.fromkeys(free))}
            inside = "n" * len(batch) + "".join(letters[index] for index in free)
            outside = "n" * len(batch) + "".join(letters.values())
            return Tensor(Einsum(f"{inside}->{outside}", (array,)), (*batch, *letters))
        return Tensor(array, (*batch, *free))

    def same(self, left: Index, right: Index, *, mask: bool) -> Tensor:
        """Where two indices are equal: truth values if `mask`, else ones and zeros where that is an identity."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, IndexVariable) and one not in self.leaves.labels:
                length = self.length(one)
                if isinstance(other, IndexVariable) and other not in self.leaves.labels:
                    return Tensor(Identity(length, mask), (left, right))  # type: ignore[arg-type]
                position = self._position(other)
                return Tensor(SamePosition(position.array, length), (*position.axes, one))
        one_position, other_position = self._position(left), self._position(right)
        array = Comparison("==", one_position.array, other_position.array)
        return Tensor(array, one_position.axes or other_position.axes)

    def _position(self, index: Index) -> Tensor:
        if isinstance(index, t.IndexValue):
            return Tensor(Exact(Fraction(index.value - 1)), ())
        return self.label(index)
