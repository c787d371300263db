"""Index terms to array statements: the statements of one routine."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symback.compiler.arrays import (
    Along,
    Apply,
    Array,
    CallOf,
    Choice,
    ConstantValue,
    DiagonalMatrix,
    Exact,
    Plus,
    Raised,
    Stretched,
    Times,
    Total,
    negated,
)
from symback.compiler.closed import ClosedForm, closed_form, has_derivative
from symback.compiler.contraction import Factor, contract
from symback.compiler.kernels import Known, find, in_logarithm, logarithm, one_minus, square_root_of
from symback.compiler.monomials import Monomial, expand
from symback.compiler.pieces import piecewise
from symback.compiler.program import CompileError
from symback.compiler.scope import Scope
from symback.compiler.tensor import EXAMPLE, Axes, Tensor, aligned, joined, moved, ordered
from symback.kernel import terms as t
from symback.kernel.derive import differentiate
from symback.kernel.derive import lower as carry_out
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import Index, IndexVariable, Term, walk

_EXTREMA = {"max": "maximum", "min": "minimum"}
_ZERO, _ONE = Exact(Fraction(0)), Exact(Fraction(1))

Row = tuple[Fraction, Tensor]
Bases = tuple[tuple[Term, int], ...]


class _Product:
    """The factors of a product by kind: a number, numbers known at run time, arrays."""

    def __init__(self) -> None:
        self.coefficient = Fraction(1)
        self.above: list[Array] = []
        self.below: list[Array] = []
        self.factors: list[Factor] = []


class Lowering:
    """Lowers terms into the statements of `scope`: each definition that is used becomes one, once."""

    def __init__(self, scope: Scope, closed: Sequence[ClosedForm] = ()) -> None:
        self.scope = scope
        self.closed = closed
        self._defined: dict[str, Tensor] = {}
        self._lowered: dict[Term, Tensor] = {}
        self._given: dict[Term, Tensor] = {}
        self.used: list[ClosedForm] = []

    def result(self, term: Term, indices: Axes, *, reduce: str = "", by_parts: bool = False) -> Tensor:
        """The tensor of `term` over exactly `indices`; over the examples too, if it differs between them.

        With `reduce` "mean" or "sum" it is reduced over the examples; `by_parts` reduces only those parts of
        a sum that differ from example to example: the w of w - eta g is not summed.
        """
        items = term.terms if isinstance(term, t.Add) and not (reduce and self._alike(term)) else (term,)
        how = "parts" if reduce == "sum" and by_parts else reduce
        tensor = self._added([row for item in items for row in self._rows(item, indices, how)])
        wanted = ordered((*(axis for axis in tensor.axes if axis is EXAMPLE), *indices))
        if set(tensor.axes) - set(wanted):
            loose = next(axis for axis in tensor.axes if axis not in wanted)
            raise CompileError(
                f"the index {loose.name.partition('·')[0]} of the closed form is not one of its left side"
            )
        if set(tensor.axes) != set(wanted):
            lengths = tuple(self.scope.length(axis) for axis in wanted)
            array = aligned(tensor, wanted)
            return Tensor(Stretched(array, lengths), wanted)
        return moved(tensor, wanted)

    def _alike(self, term: t.Add) -> bool:
        """Whether all terms differ between examples and have the same axes: then they are added first."""
        leaves = self.scope.leaves
        whole = leaves.axes_of(term)
        pieces = [item.factors if isinstance(item, t.Mul) else (item,) for item in term.terms]
        return EXAMPLE in whole and all(any(leaves.axes_of(f) == whole for f in piece) for piece in pieces)

    def lower(self, term: Term, wanted: Axes = ()) -> Tensor:
        """The tensor of any term; its axes are the term's free indices and the batch."""
        if term not in self._lowered:
            self._lowered[term] = self._lower(term, wanted)
        return self._lowered[term]

    def _lower(self, term: Term, wanted: Axes) -> Tensor:
        match term:
            case t.Number(value=value):
                return Tensor(Exact(value), ())
            case t.Constant(name=constant):
                return Tensor(ConstantValue(constant), ())
            case t.Size(range=extent):
                return Tensor(self.scope.length(IndexVariable("·", extent)), ())
            case t.Symbol(name=name):
                return self._reference(name, ())
            case t.Entry(array=name, indices=indices):
                return self._reference(name, indices)
            case t.Add(terms=terms):
                return self._added([row for item in terms for row in self._rows(item, wanted)])
            case t.Mul() | t.Sum() | t.Delta():
                return self._added(self._rows(term, wanted))
            case t.Power(base=base, exponent=exponent):
                return self._power(term, base, exponent, wanted)
            case t.Function(name=name, arguments=arguments):
                return self._function(name, arguments)
            case t.Call():
                return self._call(term, wanted)
            case t.Piecewise(pieces=pieces):
                return piecewise(pieces, self.lower, self.scope.same)
            case t.Derivative():
                return self._derivative(term)
            case _:
                raise CompileError("an opaque function of whole arrays cannot be compiled")

    def _reference(self, name: str, indices: tuple[Index, ...]) -> Tensor:
        if name not in self._defined:
            inside = name in self.scope.leaves.definitions
            self._defined[name] = self._definition(name) if inside else self.scope.leaf(name)
        return self.scope.at(self._defined[name], indices)

    def _definition(self, name: str) -> Tensor:
        definition = self.scope.leaves.definitions[name]
        slots, body = definition.indices, definition.body
        if has_derivative(body):
            found = closed_form(self.closed, t.Entry(name, slots) if slots else t.Symbol(name))
            if found is not None:
                self.used.append(found[0])
                body = substitute(found[0].right, found[1])
        leaves = self.scope.leaves
        reduce = leaves.reduction(t.Entry(name, slots) if slots else t.Symbol(name))
        tensor = self.result(body, slots, reduce=reduce, by_parts=name in leaves.roles.updated)
        return self.scope.assign(self.scope.names.of(name), tensor)

    def _derivative(self, term: t.Derivative) -> Tensor:
        found = closed_form(self.closed, term)
        if found is None:
            return self._carried_out(term)
        form, values = found
        self.used.append(form)
        if form.left not in self._given:
            reduce = self.scope.leaves.reduction(form.left)
            tensor = self.result(form.right, form.indices, reduce=reduce)
            self._given[form.left] = self.scope.assign(self.scope.names.fresh(form.name), tensor)
        return self.scope.at(self._given[form.left], tuple(values[index] for index in form.indices))

    def _carried_out(self, term: t.Derivative) -> Tensor:
        """A derivative that no line of the derivation gives, as the kernel gives it."""
        result, _conditions = carry_out(term, self.scope.leaves.definitions)
        if any(isinstance(node, t.Functional | t.Derivative) for node in walk(result)):
            raise CompileError("it rests on a derivative that has no closed form")
        tensor = self.lower(result)
        if EXAMPLE in tensor.axes and self.scope.leaves.reduction(term):
            raise CompileError("it rests on a gradient for which no closed form is proved")
        return tensor

    def _opens(self, term: t.Add, bound: frozenset[IndexVariable]) -> bool:
        return bool(bound & free_indices(term)) and not self.scope.leaves.covered(term)

    def _rows(self, term: Term, wanted: Axes, reduce: str = "") -> list[Row]:
        return [self._monomial(one, wanted, reduce) for one in expand(term, self._opens)]

    def _monomial(self, one: Monomial, wanted: Axes, reduce: str) -> Row:
        bases, masks, diagonal = self._apart(one)
        made = self._product(bases, wanted)
        made.factors.extend(masks)
        axes = {axis for factor in made.factors for axis in factor.tensor.axes}
        over = {index for index in one.bound if index in axes}
        made.above.extend(self.scope.length(index) for index in one.bound if index not in axes)
        if reduce and EXAMPLE in axes:
            over.add(EXAMPLE)
        elif reduce == "sum" and not any(self.scope.leaves.differs(base) for base, _ in bases):
            made.above.append(self.scope.length(EXAMPLE))
        whole = Tensor(_ONE, ())
        if made.factors:
            whole = contract(made.factors, over, wanted, self.scope.store)
        whole = self._averaged(whole, made, over, "mean" if reduce == "mean" else "")
        return made.coefficient * one.coefficient, self._scaled(self._masked(whole, diagonal), made.above, made.below)

    def _apart(self, one: Monomial) -> tuple[Bases, list[Factor], list[tuple[IndexVariable, IndexVariable]]]:
        """The factors, those deltas that are truth values, and those that make a diagonal."""
        bases, masks = one.factors, []
        diagonal: list[tuple[IndexVariable, IndexVariable]] = []
        for delta in one.deltas:
            left, right = delta.left, delta.right
            labelled = {left, right} & self.scope.leaves.labels
            if isinstance(left, IndexVariable) and isinstance(right, IndexVariable) and not labelled:
                diagonal.append((left, right))
                bases = tuple((substitute(base, {right: left}), power) for base, power in bases)
            else:
                masks.append(Factor(self.scope.same(left, right, mask=True)))
        return bases, masks, diagonal

    def _product(self, bases: Bases, wanted: Axes) -> _Product:
        made = _Product()
        for base, power in find(bases):
            tensor = self._known(base) if isinstance(base, Known) else self.lower(base, wanted)
            if isinstance(tensor.array, Plus) and all(sign == -1 for sign, _ in tensor.array.terms):
                made.coefficient *= (-1) ** power
                tensor = Tensor(negated(tensor.array), tensor.axes)
            if isinstance(tensor.array, Exact):
                if power < 0 and not tensor.array.value:
                    raise CompileError("it divides by zero")
                made.coefficient *= tensor.array.value**power
                continue
            if abs(power) != 1:
                tensor = Tensor(Raised(tensor.array, Exact(Fraction(abs(power)))), tensor.axes)
            if tensor.axes:
                made.factors.append(Factor(tensor, power < 0))
            else:
                (made.below if power < 0 else made.above).append(tensor.array)
        return made

    def _averaged(self, whole: Tensor, made: _Product, over: set[IndexVariable], reduce: str) -> Tensor:
        """A sum divided by its number of terms as a mean; over the examples, the division stays visible."""
        last = self._summed_last(whole, over)
        if last is not None and last is not EXAMPLE and isinstance(whole.array, Total):
            length = self.scope.length(last)
            if length in made.below:
                made.below.remove(length)
                return Tensor(Total(whole.array.array, whole.array.axes, mean=True), whole.axes)
        if reduce == "mean" and EXAMPLE in over:
            made.below.append(self.scope.length(EXAMPLE))
        return whole

    def _summed_last(self, whole: Tensor, over: set[IndexVariable]) -> IndexVariable | None:
        """The only index that the outermost operation sums over."""
        if not isinstance(whole.array, Total):
            return None
        summed = self.scope.store.summed.get(whole.array, ())
        return summed[0] if len(summed) == 1 and summed[0] in over else None

    def _scaled(self, whole: Tensor, above: list[Array], below: list[Array]) -> Tensor:
        """The tensor multiplied and divided by numbers."""
        if not above and not below:
            return whole
        inside = [] if whole.array == _ONE and above else [whole.array]
        if above and below and inside:
            # The numbers first: one pass over the array instead of two.
            return Tensor(Times((Times(tuple(above), tuple(below)), *inside)), whole.axes)
        return Tensor(self.scope.store.product((*above, *inside), below), whole.axes)

    def _masked(self, whole: Tensor, diagonal: list[tuple[IndexVariable, IndexVariable]]) -> Tensor:
        """The tensor where the indices of each pair are equal, 0 elsewhere."""
        for left, right in diagonal:
            same = self.scope.same(left, right, mask=False)
            if whole.axes == (left,):
                whole = Tensor(DiagonalMatrix(whole.array), (left, right))
            elif whole.array == _ONE:
                whole = same
            else:
                whole = contract([Factor(whole), Factor(same)], (), (), self.scope.store)
        return whole

    def _added(self, rows: list[Row]) -> Tensor:
        """The sum of coefficient * tensor."""
        rows = [row for row in rows if row[0]]
        if not rows:
            return Tensor(_ZERO, ())
        if (short := self._one_minus(rows)) is not None:
            return short
        if len(rows) == 1 and rows[0][0] == 1:
            return rows[0][1]
        axes = joined([tensor for _, tensor in rows])
        terms = tuple((1 if c > 0 else -1, _scaled(abs(c), aligned(tensor, axes))) for c, tensor in rows)
        if len(terms) == 1 and (terms[0][0] == 1 or isinstance(terms[0][1], Exact)):
            only = terms[0][1]
            return Tensor(Exact(terms[0][0] * only.value) if isinstance(only, Exact) else only, axes)
        return self.scope.store.noted(Tensor(Plus(terms), axes))

    def _one_minus(self, rows: list[Row]) -> Tensor | None:
        if len(rows) != 2:
            return None
        for (first, one), (second, other) in (rows, rows[::-1]):
            if first == -1 and one.array == _ONE and second == 1:
                return _less_one(other)
            if first == 1 and one.array == _ONE and second == -1:
                short = one_minus(self.scope.value(other.array), squared=False)
                base = square_root_of(other.array)
                if short is None and base is not None:
                    short = one_minus(self.scope.value(base), squared=True)
                return None if short is None else Tensor(short, other.axes)
        return None

    def _power(self, term: Term, base: Term, exponent: Term, wanted: Axes) -> Tensor:
        if isinstance(base, t.Constant) and base.name == "e":
            return self._function("exp", (exponent,))
        if isinstance(exponent, t.Number):
            rows = expand(term, self._opens)
            if len(rows) != 1 or rows[0].factors != ((term, 1),):
                return self._added([self._monomial(one, wanted, "") for one in rows])
        return self._elementwise(Raised, self.lower(base, wanted), self.lower(exponent, wanted))

    def _elementwise(self, build: type[Raised | Choice], *tensors: Tensor) -> Tensor:
        axes = joined(tensors)
        return Tensor(build(*(aligned(tensor, axes) for tensor in tensors)), axes)  # type: ignore[arg-type]

    def _known(self, known: Known) -> Tensor:
        argument = self.lower(known.argument)
        if known.function in ("softmax", "log_sum_exp"):
            assert known.index is not None
            if known.index not in argument.axes:
                raise CompileError("a softmax over an index that its argument does not have")
            place = argument.axes.index(known.index) - len(argument.axes)
            array = Along(known.function, argument.array, place)
            if known.function == "log_sum_exp":
                return Tensor(array, tuple(axis for axis in argument.axes if axis is not known.index))
            assert known.at is not None
            batch = argument.axes[:1] if EXAMPLE in argument.axes else ()
            places = tuple(known.at if axis is known.index else axis for axis in argument.axes[len(batch) :])
            return self.scope.at(Tensor(array, argument.axes), places)
        return Tensor(Apply(known.function, (argument.array,)), argument.axes)

    def _function(self, name: str, arguments: tuple[Term, ...]) -> Tensor:
        if name == "log" and (known := in_logarithm(arguments[0])) is not None:
            return self._known(known)
        tensors = [self.lower(argument) for argument in arguments]
        if name == "log":
            argument = tensors[0].array
            return Tensor(logarithm(argument, self.scope.value(argument)), tensors[0].axes)
        if name == "relu":
            return Tensor(Apply("maximum", (tensors[0].array, _ZERO)), tensors[0].axes)
        axes = joined(tensors)
        arrays = [aligned(tensor, axes) for tensor in tensors]
        if name in _EXTREMA:
            whole = arrays[0]
            for array in arrays[1:]:
                whole = Apply(_EXTREMA[name], (whole, array))
            return Tensor(whole, axes)
        return Tensor(Apply(name, tuple(arrays)), axes)

    def _call(self, term: t.Call, wanted: Axes) -> Tensor:
        definition = self.scope.leaves.definitions.get(term.name)
        if definition is None:
            tensors = [self.lower(argument) for argument in term.arguments]
            axes = joined(tensors)
            function = self.scope.function(term.name, term.orders)
            return Tensor(CallOf(function, tuple(aligned(tensor, axes) for tensor in tensors)), axes)
        if len(definition.parameters) != len(term.arguments):
            raise CompileError(f"{term.name} is used with another number of arguments than defined")
        body = definition.body
        for parameter, order in zip(definition.parameters, term.orders, strict=True):
            for _ in range(order):
                body, _conditions = differentiate(body, parameter, {}, "total")
        return self.lower(substitute(body, {}, dict(zip(definition.parameters, term.arguments, strict=True))), wanted)


def _less_one(tensor: Tensor) -> Tensor | None:
    """e^x - 1 without cancellation."""
    match tensor.array:
        case Apply(function="exp", arguments=inner):
            return Tensor(Apply("expm1", inner), tensor.axes)
        case _:
            return None


def _scaled(coefficient: Fraction, array: Array) -> Array:
    """coefficient * array for a positive coefficient, written as people write it."""
    if coefficient == 1:
        return array
    if isinstance(array, Exact):
        return Exact(coefficient * array.value)
    if isinstance(array, Times):
        factors, divisors = array.factors, array.divisors
    else:
        factors, divisors = (array,), ()
    if factors[:1] == (_ONE,):
        factors = factors[1:]
    if coefficient.numerator == 1 and factors:
        return Times(factors, (*divisors, Exact(Fraction(coefficient.denominator))))
    return Times((Exact(coefficient), *factors), divisors)
