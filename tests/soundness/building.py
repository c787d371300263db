"""Writing terms with operators: `Formula` wraps a term, nothing is evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Union

from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import (
    Add,
    Call,
    Compare,
    Condition,
    Delta,
    Derivative,
    Entry,
    Family,
    Function,
    Functional,
    Index,
    IndexVariable,
    Mul,
    Number,
    Power,
    Range,
    Size,
    Sum,
    Symbol,
    Term,
)

Operand = Union["Formula", int, Fraction]


@dataclass(frozen=True, slots=True)
class Formula:
    """A term with the usual operators."""

    term: Term

    def __add__(self, other: Operand) -> Formula:
        return Formula(Add((self.term, term(other))))

    def __radd__(self, other: Operand) -> Formula:
        return Formula(Add((term(other), self.term)))

    def __sub__(self, other: Operand) -> Formula:
        return Formula(Add((self.term, Mul((Number(Fraction(-1)), term(other))))))

    def __rsub__(self, other: Operand) -> Formula:
        return Formula(Add((term(other), Mul((Number(Fraction(-1)), self.term)))))

    def __mul__(self, other: Operand) -> Formula:
        return Formula(Mul((self.term, term(other))))

    def __rmul__(self, other: Operand) -> Formula:
        return Formula(Mul((term(other), self.term)))

    def __truediv__(self, other: Operand) -> Formula:
        return Formula(Mul((self.term, Power(term(other), Number(Fraction(-1))))))

    def __rtruediv__(self, other: Operand) -> Formula:
        return Formula(Mul((term(other), Power(self.term, Number(Fraction(-1))))))

    def __pow__(self, other: Operand) -> Formula:
        return Formula(Power(self.term, term(other)))

    def __neg__(self) -> Formula:
        return Formula(Mul((Number(Fraction(-1)), self.term)))


def term(operand: Operand) -> Term:
    """The term of a formula or number."""
    return operand.term if isinstance(operand, Formula) else Number(Fraction(operand))


def scalar(name: str) -> Formula:
    """A scalar name."""
    return Formula(Symbol(name))


def entry(array: str, *indices: Index) -> Formula:
    """An entry of an array."""
    return Formula(Entry(array, indices))


def index(name: str, where: Range) -> IndexVariable:
    """An index over a range."""
    return IndexVariable(name, where)


def total(over: IndexVariable, body: Operand) -> Formula:
    """The sum of the body over the index's range."""
    return Formula(Sum(over, term(body)))


def mean(over: IndexVariable, body: Operand) -> Formula:
    """1/n of the sum."""
    return 1 / Formula(Size(over.range)) * total(over, body)


def delta(left: Index, right: Index) -> Formula:
    """Kronecker's delta."""
    return Formula(Delta(left, right))


def function(name: str, *arguments: Operand) -> Formula:
    """A function of the kernel's table."""
    return Formula(Function(name, tuple(term(each) for each in arguments)))


def call(name: str, *arguments: Operand, orders: tuple[int, ...] | None = None) -> Formula:
    """A defined or opaque function, or its derivative."""
    return Formula(Call(name, tuple(term(each) for each in arguments), orders or (0,) * len(arguments)))


def functional(name: str, array: str, over: IndexVariable, *partials: Index) -> Formula:
    """An opaque function of a whole vector, or its partials by the vector's entries."""
    family = Family((over,), Entry(array, (over,)))
    return Formula(Functional(name, (), (family,), tuple((0, (each,)) for each in partials)))


def derivative(body: Operand, variable: Formula, mode: Literal["total", "direct"] = "total") -> Formula:
    """The derivative of the body by the variable."""
    return Formula(Derivative(term(body), variable.term, mode))


def define(head: Formula, body: Operand) -> Definition:
    """head := body, for a scalar, an entry with index variables, or a call with symbols."""
    match head.term:
        case Symbol(name):
            return Definition(name, term(body))
        case Entry(array, indices):
            return Definition(array, term(body), indices=tuple(i for i in indices if isinstance(i, IndexVariable)))
        case Call(name, arguments, _):
            return Definition(name, term(body), parameters=tuple(a for a in arguments if isinstance(a, Symbol)))
        case _:
            raise TypeError("no head of a definition")


def compare(left: Operand, relation: Literal["<", "<=", ">", ">=", "==", "!="], right: Operand) -> Compare:
    """A condition on values."""
    return Compare(relation, term(left), term(right))


def claim(
    left: Operand, right: Operand, definitions: tuple[Definition, ...] = (), assumptions: tuple[Condition, ...] = ()
) -> Claim:
    """The claim that both sides are equal."""
    return Claim(term(left), term(right), "equal", definitions, assumptions)
