"""Products of arrays summed over some of their indices: which pair first, and by which operation.

Factors over the same indices are first multiplied elementwise; then pairs are joined in the cheapest
order (dynamic programming up to six operands, greedy above). Costs are multiply-adds with a weight:
1 for a matrix product, 3 for an elementwise operation, 8 for an einsum, 0 for what is computed already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from symback.compiler.arrays import Array, Einsum, MatrixProduct, Outer, Times, Total, parts
from symback.compiler.tensor import EXAMPLE, Axes, Tensor, aligned, joined, ordered, permuted
from symback.kernel.terms import IndexVariable

_MATRIX, _ELEMENTWISE, _EINSUM, _CALL = 1, 3, 8, 200
_LETTERS = "ijklmpqrsabcdefgho"
_PLANNED = 6


@dataclass(frozen=True, slots=True)
class Factor:
    """A tensor of a product, or its reciprocal."""

    tensor: Tensor
    inverted: bool = False


Operand = tuple[Factor, ...]


class Store:
    """The products made so far: equal up to the order of factors is one array, as first written.

    `axes` has the axes of what was computed, `summed` the indices that the latest sum of that text ran over.
    """

    def __init__(self) -> None:
        self._products: dict[tuple[frozenset[tuple[Array, int]], ...], Array] = {}
        self._known: set[Array] = set()
        self.axes: dict[Array, Axes] = {}
        self.summed: dict[Array, Axes] = {}

    def product(self, factors: Sequence[Array], divisors: Sequence[Array]) -> Array:
        """The elementwise product."""
        if len(factors) == 1 and not divisors:
            return factors[0]
        key = tuple(frozenset(Counter(side).items()) for side in (factors, divisors))
        return self._products.setdefault(key, Times(tuple(factors), tuple(divisors)))

    def noted(self, tensor: Tensor) -> Tensor:
        """The tensor, with its axes remembered for the naming of what is shared."""
        self.axes.setdefault(tensor.array, tensor.axes)
        return tensor

    def keep(self, array: Array) -> None:
        """Note that `array` and all inside it will be computed in any case."""
        if array not in self._known:
            self._known.add(array)
            for part in parts(array):
                self.keep(part)

    def knows(self, array: Array) -> bool:
        """Whether `array` is computed in any case."""
        return array in self._known


def _axes(operand: Operand) -> Axes:
    return joined([factor.tensor for factor in operand])


def _size(axis: IndexVariable) -> int:
    if axis is EXAMPLE:
        return 64
    return axis.range.size if isinstance(axis.range.size, int) else 32


def _built(operand: Operand, store: Store) -> Tensor:
    axes = _axes(operand)
    if len(operand) == 2 and not any(factor.inverted for factor in operand):
        left, right = (factor.tensor for factor in operand)
        if len(left.axes) == len(right.axes) == 1 and left.axes != right.axes and EXAMPLE not in axes:
            return Tensor(Outer(left.array, right.array), (*left.axes, *right.axes))
    above = [aligned(factor.tensor, axes) for factor in operand if not factor.inverted]
    below = [aligned(factor.tensor, axes) for factor in operand if factor.inverted]
    return store.noted(Tensor(store.product(above, below), axes))


def _matrix_product(left: Tensor, right: Tensor, shared: IndexVariable, rank: dict[IndexVariable, int]) -> Tensor:
    """sum over `shared` of vectors or matrices, in the orientation that needs the fewest transposes."""
    p = tuple(axis for axis in left.axes if axis is not shared)
    q = tuple(axis for axis in right.axes if axis is not shared)
    swap = bool(p and q and rank[q[0]] < rank[p[0]])
    if not (p and q) and (p or q):
        matrix = left if p else right
        swap = (matrix.axes[0] is shared) == bool(p)
    if swap:
        left, right, p, q = right, left, q, p
    array = MatrixProduct(permuted(left, (*p, shared)), permuted(right, (shared, *q)))
    return Tensor(array, (*p, *q))


class _Plan:
    """One product to be summed over `summed`; all other indices stay."""

    def __init__(
        self, operands: Sequence[Operand], summed: frozenset[IndexVariable], wanted: Axes, store: Store
    ) -> None:
        self.operands = operands
        self.summed = summed
        self.store = store
        every = ordered(axis for operand in operands for axis in _axes(operand))
        order = ordered((*wanted, *every))
        self.rank = {axis: place for place, axis in enumerate(order)}

    def ended(self, inside: Iterable[int]) -> frozenset[IndexVariable]:
        """The summed indices that stand in no operand but the given ones; the batch only at the very end.

        What is still there for each example is what the other gradients share.
        """
        chosen = set(inside)
        if len(chosen) < len(self.operands):
            return self._ended(chosen) - {EXAMPLE}
        return self._ended(chosen)

    def _ended(self, chosen: set[int]) -> frozenset[IndexVariable]:
        rest = {axis for place, o in enumerate(self.operands) if place not in chosen for axis in _axes(o)}
        return self.summed - rest

    def single(self, place: int) -> tuple[int, Operand]:
        operand = self.operands[place]
        over = [axis for axis in _axes(operand) if axis in self.ended([place])]
        return self.total(operand, over) if over else (0, operand)

    def total(self, operand: Operand, over: Sequence[IndexVariable]) -> tuple[int, Operand]:
        whole = _built(operand, self.store)
        axes = tuple(sorted(whole.axes.index(axis) for axis in over)) if len(over) < len(whole.axes) else ()
        rest = tuple(axis for axis in whole.axes if axis not in over)
        result = Tensor(Total(whole.array, axes), rest)
        self.store.summed[result.array] = tuple(over)
        return self.priced(result, _ELEMENTWISE, whole.axes)

    def priced(self, result: Tensor, weight: int, axes: Iterable[IndexVariable]) -> tuple[int, Operand]:
        cost = 0 if self.store.knows(result.array) else _CALL + weight * prod(map(_size, axes))
        return cost, (Factor(self.store.noted(result)),)

    def pair(self, left: Operand, right: Operand, ended: frozenset[IndexVariable]) -> tuple[int, Operand]:
        """Both multiplied and summed over the indices that end here, and what it costs."""
        mine, other = set(_axes(left)), set(_axes(right))
        over = ended & (mine | other)
        kept = (mine & other) - over
        union = ordered((*_axes(left), *_axes(right)))
        if not over:
            if mine and other and not mine & other and self.rank[_axes(right)[0]] < self.rank[_axes(left)[0]]:
                left, right = right, left
            joint = (*self.whole(left, union), *self.whole(right, union))
            return _CALL + _ELEMENTWISE * prod(map(_size, union)), joint
        if len(over) == 1 and over <= mine & other and not kept and len(mine) <= 2 and len(other) <= 2:
            (shared,) = over
            tensors = _built(left, self.store), _built(right, self.store)
            return self.priced(_matrix_product(*tensors, shared, self.rank), _MATRIX, union)
        if mine == other:
            return self.total((*left, *right), [axis for axis in union if axis in over])
        a, b = _built(left, self.store), _built(right, self.store)
        result = ordered(sorted((axis for axis in union if axis not in over), key=self.rank.__getitem__))
        letter = {axis: "n" if axis is EXAMPLE else _LETTERS[place] for place, axis in enumerate(union)}
        text = ",".join("".join(letter[axis] for axis in tensor.axes) for tensor in (a, b))
        array = Einsum(f"{text}->{''.join(letter[axis] for axis in result)}", (a.array, b.array))
        return self.priced(Tensor(array, result), _EINSUM, union)

    def whole(self, operand: Operand, union: Axes) -> Operand:
        """The operand as one array, where that is smaller than what it is multiplied with."""
        plain = [factor for factor in operand if not factor.inverted]
        if len(plain) < 2 or len(_axes(operand)) == len(union):
            return operand
        return (Factor(_built(operand, self.store)),)

    def best(self) -> Operand:
        """The cheapest order of joining all operands, one pair at a time."""
        table = {frozenset((place,)): self.single(place) for place in range(len(self.operands))}
        if len(self.operands) > _PLANNED:
            return self.greedy(table)
        every = range(len(self.operands))
        for count in range(2, len(self.operands) + 1):
            for chosen in combinations(every, count):
                whole = frozenset(chosen)
                for half in range(1, count):
                    for some in combinations(chosen, half):
                        part = frozenset(some)
                        if min(part) != chosen[0]:
                            continue
                        self.relax(table, part, whole - part)
        return table[frozenset(every)][1]

    def relax(
        self,
        table: dict[frozenset[int], tuple[int, Operand]],
        part: frozenset[int],
        rest: frozenset[int],
    ) -> int:
        whole = part | rest
        cost, operand = self.pair(table[part][1], table[rest][1], self.ended(whole))
        cost += table[part][0] + table[rest][0]
        if whole not in table or cost < table[whole][0]:
            table[whole] = (cost, operand)
        return cost

    def greedy(self, table: dict[frozenset[int], tuple[int, Operand]]) -> Operand:
        alive = list(table)
        while len(alive) > 1:
            scratch: dict[frozenset[int], tuple[int, Operand]] = {}
            prices = []
            for one, two in combinations(alive, 2):
                trial = {key: (0, table[key][1]) for key in (one, two)}
                prices.append((self.relax(trial, one, two), one, two))
                scratch[one | two] = trial[one | two]
            _, one, two = min(prices, key=lambda price: price[0])
            table[one | two] = scratch[one | two]
            alive = [key for key in alive if key not in (one, two)] + [one | two]
        return table[alive[0]][1]


def contract(factors: Sequence[Factor], summed: Iterable[IndexVariable], wanted: Axes, store: Store) -> Tensor:
    """The sum over `summed` of the product of at least one factor; each summed index stands in one of them.

    The axes of the result come in the order of `wanted` as far as that costs nothing.
    """
    groups: dict[frozenset[IndexVariable], Operand] = {}
    for factor in factors:
        key = frozenset(factor.tensor.axes)
        groups[key] = (*groups.get(key, ()), factor)
    plan = _Plan(list(groups.values()), frozenset(summed), wanted, store)
    result = _built(plan.best(), store)
    store.keep(result.array)
    return result
