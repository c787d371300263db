"""Formulas as immutable, hash-consed values: two equal terms are one object.

Nothing is evaluated on construction: `Mul((x, Power(x, Number(-1))))` stays as it is. Subtraction is
`Add((a, Mul((Number(-1), b))))`, division `Mul((a, Power(b, Number(-1))))`. All values are real.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal
from weakref import WeakKeyDictionary, WeakValueDictionary


class _Interned(type):
    """Metaclass that returns the existing object for fields it has seen."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if named:
            order = cls.__match_args__  # type: ignore[attr-defined]
            arguments += tuple(named.pop(key) for key in order[len(arguments) :] if key in named)
        if cls.__name__ == "Number" and type(arguments[0]) is not Fraction:
            # 0.5 == Fraction(1, 2), so a float would be found again under the rational's name.
            arguments = (Fraction(arguments[0]),)
        key = (cls, *arguments)
        found = _TABLE.get(key)
        if found is None:
            found = super().__call__(*arguments, **named)
            _TABLE[key] = found
        return found


class _Shared:
    """Copies and pickles of a value are the value itself."""

    __slots__ = ()
    __match_args__: tuple[str, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


_TABLE: WeakValueDictionary[tuple[Any, ...], Any] = WeakValueDictionary()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Range(_Shared, metaclass=_Interned):
    """An abstract finite set that an index runs over; only equality of its elements has a meaning.

    `size` is the name of a symbolic size (any n >= 1) or a number. Ranges of different `name` are
    different sets, also when their sizes are equal.
    """

    name: str
    size: str | int


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class IndexVariable(_Shared, metaclass=_Interned):
    """An index: free (universally quantified over its range) or bound by the `Sum` around it."""

    name: str
    range: Range


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class IndexValue(_Shared, metaclass=_Interned):
    """A written element of a range: the 2 of w_{12}. Different values are different elements."""

    value: int
    range: Range


Index = IndexVariable | IndexValue


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Term(_Shared, metaclass=_Interned):
    """A formula. The subclasses in this file are all there are."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Number(Term):
    """An exact rational number. Decimals are read as the rationals they are."""

    value: Fraction


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Constant(Term):
    """A named real number."""

    name: Literal["pi", "e"]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Symbol(Term):
    """A scalar name: a variable, or an intermediate quantity where a definition of the name is given."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Size(Term):
    """The number of elements of a range, as a value: the n of 1/n."""

    range: Range


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Entry(Term):
    """An entry of an array: x_i, w_{jk}. An intermediate quantity where the array has a definition."""

    array: str
    indices: tuple[Index, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Add(Term):
    """A sum as written."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Mul(Term):
    """A product as written."""

    factors: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Power(Term):
    """base^exponent: the base is positive unless the exponent is a written integer.

    It may be 0 where the exponent is a positive number; x^(1/3) has no value for x < 0.
    """

    base: Term
    exponent: Term


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Function(Term):
    """A function of the kernel's own table (`kernel/functions.py`) applied: exp(x), max(x, y)."""

    name: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Call(Term):
    """f(a, b) of a function that is defined by the context, or opaque (any smooth function) if it is not.

    `orders` counts derivatives by each argument slot: f'(x) is `Call("f", (x,), (1,))`.
    """

    name: str
    arguments: tuple[Term, ...]
    orders: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Family(_Shared, metaclass=_Interned):
    """A whole array as an argument: (body)_{indices}, the indices being bound here."""

    indices: tuple[IndexVariable, ...]
    body: Term


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Functional(Term):
    """An opaque smooth function of whole arrays: F(z), or component F_i(z), and its partials.

    `partials` lists the differentiations made, each as (position of the argument, index of its entry).
    """

    name: str
    indices: tuple[Index, ...]
    arguments: tuple[Family, ...]
    partials: tuple[tuple[int, tuple[Index, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Sum(Term):
    """The sum of `body` over all elements of the range of `index`."""

    index: IndexVariable
    body: Term


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Delta(Term):
    """Kronecker's delta: 1 where the indices are equal, else 0."""

    left: Index
    right: Index


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Piecewise(Term):
    """The value of the first piece whose condition holds; undefined where none does."""

    pieces: tuple[tuple[Condition, Term], ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Derivative(Term):
    """The partial derivative of `body` by `variable`, which is held as an independent variable.

    `variable` is a symbol, an entry, or any other term, whose occurrences in `body` are then one
    variable. `total` expands definitions down to the variable along all paths; `direct` holds every
    other name of the body's own definition.
    """

    body: Term
    variable: Term
    mode: Literal["total", "direct"]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Condition(_Shared, metaclass=_Interned):
    """A condition on values or indices. The subclasses below are all there are."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Always(Condition):
    """True: the last piece's `otherwise`."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Compare(Condition):
    """left relation right, between values."""

    relation: Literal["<", "<=", ">", ">=", "==", "!="]
    left: Term
    right: Term


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class SameIndex(Condition):
    """Two indices are equal."""

    left: Index
    right: Index


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Not(Condition):
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class And(Condition):
    """All conditions hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Or(Condition):
    """One of the conditions holds."""

    conditions: tuple[Condition, ...]


Node = Term | Condition | Family | IndexVariable | IndexValue

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
MINUS_ONE = Number(Fraction(-1))


def number(value: int | Fraction) -> Number:
    """The exact number as a term."""
    return Number(Fraction(value))


def negative(term: Term) -> Term:
    """-term, as a product with -1."""
    return Mul((MINUS_ONE, term))


_INSIDE = (Term, Condition, Family, IndexVariable, IndexValue)
_CHILDREN: WeakKeyDictionary[Node, tuple[Node, ...]] = WeakKeyDictionary()


def is_written_number(term: Term) -> bool:
    """Whether the term is made of numbers alone: only such exponents allow a negative base."""
    return all(isinstance(node, Number | Add | Mul | Power) for node in walk(term))


def children(node: Node) -> tuple[Node, ...]:
    """The terms, conditions, families and indices directly inside `node`, in the order of its fields."""
    found = _CHILDREN.get(node)
    if found is None:
        items: list[Node] = []
        stack: list[Any] = [getattr(node, name) for name in reversed(node.__match_args__)]
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                stack.extend(reversed(item))
            elif isinstance(item, _INSIDE):
                items.append(item)
        found = _CHILDREN[node] = tuple(items)
    return found


def walk(node: Node) -> Iterator[Node]:
    """`node` and all nodes below it, each once, parents before their first child."""
    seen: set[int] = set()
    stack = [node]
    while stack:
        item = stack.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        stack.extend(reversed(children(item)))
