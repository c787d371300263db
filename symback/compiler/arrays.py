"""Array expressions without a back end, each value a whole array.

Arrays are positional: axis 0 is the first. `Name` refers to an argument or to an earlier statement of the
same routine. Broadcasting follows the usual rule: axes are aligned at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Literal
from weakref import WeakValueDictionary


class _Interned(type):
    """Metaclass that returns the existing object for fields it has seen: comparing and hashing take no time."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        rest = fields(cls)[len(arguments) :]  # type: ignore[arg-type]
        values = (*arguments, *(named.get(each.name, each.default) for each in rest))
        found = _TABLE.get((cls, *values))
        if found is None:
            found = super().__call__(*arguments, **named)
            _TABLE[(cls, *values)] = found
        return found


_TABLE: WeakValueDictionary[tuple[Any, ...], Any] = WeakValueDictionary()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Array(metaclass=_Interned):
    """An array-valued expression; equal ones are one object. The subclasses in this file are all there are."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Name(Array):
    """An argument, or the target of an earlier statement."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Exact(Array):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class ConstantValue(Array):
    """pi or e."""

    name: Literal["pi", "e"]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Length(Array):
    """The number of entries of `array` along `axis`."""

    array: Array
    axis: int


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Plus(Array):
    """A sum of terms, each with its sign, 1 or -1."""

    terms: tuple[tuple[int, Array], ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Times(Array):
    """An elementwise product of the factors, divided by the divisors one after another."""

    factors: tuple[Array, ...]
    divisors: tuple[Array, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Raised(Array):
    """base ** exponent, elementwise."""

    base: Array
    exponent: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Apply(Array):
    """A function of the target's table, elementwise: exp, maximum, sigmoid …"""

    function: str
    arguments: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Along(Array):
    """A function along one axis: softmax and log_softmax keep it, log_sum_exp removes it."""

    function: Literal["softmax", "log_softmax", "log_sum_exp"]
    argument: Array
    axis: int


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class CallOf(Array):
    """A function that the caller passes, applied elementwise."""

    function: str
    arguments: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class MatrixProduct(Array):
    """left @ right, of vectors and matrices."""

    left: Array
    right: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Outer(Array):
    """The matrix of all products of the entries of two vectors."""

    left: Array
    right: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Permuted(Array):
    """Axis p of the result is axis `order[p]` of the array."""

    array: Array
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Spread(Array):
    """The array with axes of length 1 inserted where `kept` is False."""

    array: Array
    kept: tuple[bool, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Total(Array):
    """The sum over `axes`, over all if there are none given, or the mean."""

    array: Array
    axes: tuple[int, ...]
    mean: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Einsum(Array):
    """A contraction that is neither a matrix product nor elementwise."""

    subscripts: str
    operands: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Picked(Array):
    """The array at fixed 0-based positions; None keeps the axis."""

    array: Array
    positions: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Labelled(Array):
    """One entry a row: entry `labels[n]` of row n, or entry `labels` of a vector; labels count from 0."""

    array: Array
    labels: Array
    rows: bool


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class SamePosition(Array):
    """A truth value: position along a new last axis of `length` entries equals `labels`, counted from 0."""

    labels: Array
    length: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DiagonalMatrix(Array):
    """The square matrix with the vector on its diagonal."""

    vector: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Identity(Array):
    """The identity matrix with `length` rows; as truth values if `mask`."""

    length: Array
    mask: bool = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Stretched(Array):
    """The array repeated along missing or unit axes up to the given lengths."""

    array: Array
    lengths: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Comparison(Array):
    """Truth values, elementwise."""

    relation: Literal["<", "<=", ">", ">=", "==", "!="]
    left: Array
    right: Array


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Logical(Array):
    """and, or, not of truth values, elementwise."""

    relation: Literal["&", "|", "~"]
    operands: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Choice(Array):
    """The value of the first piece whose condition holds, elementwise; `otherwise` where none does."""

    pieces: tuple[tuple[Array, Array], ...]
    otherwise: Array | None


def parts(array: Array) -> tuple[Array, ...]:
    """The arrays directly inside, in printed order."""
    match array:
        case Plus(terms=terms):
            return tuple(term for _, term in terms)
        case Times(factors=factors, divisors=divisors):
            return factors + divisors
        case Raised(base=base, exponent=exponent):
            return (base, exponent)
        case Apply(arguments=arguments) | CallOf(arguments=arguments):
            return arguments
        case Along(argument=inner) | Length(array=inner) | Permuted(array=inner) | Spread(array=inner):
            return (inner,)
        case Total(array=inner) | Picked(array=inner) | DiagonalMatrix(vector=inner) | Identity(length=inner):
            return (inner,)
        case MatrixProduct(left=left, right=right) | Outer(left=left, right=right):
            return (left, right)
        case Comparison(left=left, right=right):
            return (left, right)
        case Labelled(array=inner, labels=labels):
            return (inner, labels)
        case Stretched(array=inner, lengths=lengths):
            return (inner, *lengths)
        case SamePosition(labels=labels, length=length):
            return (labels, length)
        case Einsum(operands=operands) | Logical(operands=operands):
            return operands
        case Choice(pieces=pieces, otherwise=otherwise):
            inside = tuple(item for piece in pieces for item in piece)
            return inside if otherwise is None else (*inside, otherwise)
        case _:
            return ()


def with_parts(array: Array, new: tuple[Array, ...]) -> Array:
    """`array` with the arrays directly inside it replaced, in the order of `parts`."""
    match array:
        case Plus(terms=terms):
            return Plus(tuple((sign, item) for (sign, _), item in zip(terms, new, strict=True)))
        case Times(factors=factors):
            return Times(new[: len(factors)], new[len(factors) :])
        case Raised():
            return Raised(*new)
        case Apply(function=name):
            return Apply(name, new)
        case CallOf(function=name):
            return CallOf(name, new)
        case Along(function=along, axis=axis):
            return Along(along, new[0], axis)
        case Length(axis=axis):
            return Length(new[0], axis)
        case Permuted(order=order):
            return Permuted(new[0], order)
        case Spread(kept=kept):
            return Spread(new[0], kept)
        case Total(axes=axes, mean=mean, keep=keep):
            return Total(new[0], axes, mean, keep)
        case Picked(positions=positions):
            return Picked(new[0], positions)
        case DiagonalMatrix():
            return DiagonalMatrix(new[0])
        case Identity(mask=mask):
            return Identity(new[0], mask)
        case MatrixProduct():
            return MatrixProduct(*new)
        case Outer():
            return Outer(*new)
        case Comparison(relation=relation):
            return Comparison(relation, *new)
        case Labelled(rows=rows):
            return Labelled(new[0], new[1], rows)
        case SamePosition():
            return SamePosition(*new)
        case Stretched():
            return Stretched(new[0], new[1:])
        case Einsum(subscripts=subscripts):
            return Einsum(subscripts, new)
        case Logical(relation=logical):
            return Logical(logical, new)
        case Choice(pieces=pieces, otherwise=otherwise):
            pairs = tuple((new[2 * place], new[2 * place + 1]) for place in range(len(pieces)))
            return Choice(pairs, None if otherwise is None else new[-1])
        case _:
            return array


def within(arrays: Iterable[Array]) -> dict[Array, None]:
    """All arrays in `arrays` and below, each once."""
    found: dict[Array, None] = {}
    stack = list(arrays)[::-1]
    while stack:
        array = stack.pop()
        if array not in found:
            found[array] = None
            stack.extend(reversed(parts(array)))
    return found


def rewritten(array: Array, change: Callable[[Array], Array | None]) -> Array:
    """`array` with `change` made wherever it gives something, from the outside in; each part once."""
    done: dict[Array, Array] = {}

    def visit(item: Array) -> Array:
        if item not in done:
            new = change(item)
            inside = parts(item)
            if new is None:
                new = with_parts(item, tuple(visit(part) for part in inside)) if inside else item
            done[item] = new
        return done[item]

    return visit(array)


def negated(array: Array) -> Array:
    """-array, without a double sign."""
    match array:
        case Plus(terms=terms) if all(sign == -1 for sign, _ in terms):
            return terms[0][1] if len(terms) == 1 else Plus(tuple((1, term) for _, term in terms))
        case _:
            return Plus(((-1, array),))
