"""Term -> SymPy, for users who want to go on with a result. Built without automatic evaluation."""

from __future__ import annotations

from typing import Any

import sympy

from symback.kernel import terms as t
from symback.sympy_bridge.written import written_derivative, written_piecewise, written_sum

_FUNCTIONS = {"abs": sympy.Abs, "max": sympy.Max, "min": sympy.Min}
_RELATIONS = {
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
    "==": sympy.Eq,
    "!=": sympy.Ne,
}


def to_sympy(term: t.Term) -> Any:
    """The SymPy expression of a term: symbols are real, sizes positive integers, indices run from 1.

    Raises ValueError for components and partials of functions of whole arrays, which SymPy cannot express.
    """
    match term:
        case t.Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case t.Constant(name):
            return sympy.pi if name == "pi" else sympy.E
        case t.Symbol(name):
            return sympy.Symbol(name, real=True)
        case t.Size(range_):
            return _size(range_)
        case t.Entry(array, indices):
            return sympy.IndexedBase(array, real=True)[tuple(_index(index) for index in indices)]
        case t.Add(terms):
            return sympy.Add(*[to_sympy(part) for part in terms], evaluate=False)
        case t.Mul(factors):
            return sympy.Mul(*[to_sympy(factor) for factor in factors], evaluate=False)
        case t.Power(base, exponent):
            return sympy.Pow(to_sympy(base), to_sympy(exponent), evaluate=False)
        case t.Function(name, arguments):
            return _function(name, [to_sympy(argument) for argument in arguments])
        case t.Call(name, arguments, orders):
            return _call(name, [to_sympy(argument) for argument in arguments], orders)
        case t.Sum(index, body):
            return written_sum(to_sympy(body), ((_index(index), 1, _size(index.range)),))
        case t.Delta(left, right):
            return sympy.KroneckerDelta(_index(left), _index(right))
        case t.Piecewise(pieces):
            return written_piecewise((to_sympy(value), _condition(condition)) for condition, value in pieces)
        case t.Derivative(body, variable):
            return written_derivative(to_sympy(body), ((to_sympy(variable), 1),))
        case t.Functional(name, (), families, ()) if all(_whole(family) for family in families):
            return sympy.Function(name, real=True)(*[_family(family) for family in families])
        case t.Functional(name):
            raise ValueError(f"{name} is a function of whole arrays; SymPy cannot express this use of it")
    raise TypeError(f"not a term: {term!r}")


def _whole(family: t.Family) -> bool:
    return not family.indices or (isinstance(family.body, t.Entry) and family.body.indices == family.indices)


def _family(family: t.Family) -> Any:
    if family.indices and isinstance(family.body, t.Entry):
        return sympy.IndexedBase(family.body.array, real=True)
    return to_sympy(family.body)


def _size(range_: t.Range) -> Any:
    if isinstance(range_.size, int):
        return sympy.Integer(range_.size)
    return sympy.Symbol(range_.size, integer=True, positive=True)


def _index(index: t.Index) -> Any:
    if isinstance(index, t.IndexValue):
        return sympy.Integer(index.value)
    return sympy.Symbol(index.name, integer=True)


def _function(name: str, arguments: list[Any]) -> Any:
    if name == "sqrt":
        return sympy.Pow(arguments[0], sympy.Rational(1, 2), evaluate=False)
    if name == "relu":
        return sympy.Max(arguments[0], sympy.Integer(0), evaluate=False)
    function = _FUNCTIONS.get(name) or getattr(sympy, name)
    return function(*arguments, evaluate=False)


def _call(name: str, arguments: list[Any], orders: tuple[int, ...]) -> Any:
    function = sympy.Function(name, real=True)
    if not any(orders):
        return function(*arguments)
    places = [sympy.Dummy(f"u{slot + 1}", real=True) for slot in range(len(arguments))]
    derivative = sympy.Derivative(
        function(*places), *[(place, order) for place, order in zip(places, orders, strict=True) if order]
    )
    return sympy.Subs(derivative, tuple(places), tuple(arguments))


def _condition(condition: t.Condition) -> Any:
    match condition:
        case t.Always():
            return sympy.true
        case t.Compare(relation, left, right):
            return _RELATIONS[relation](to_sympy(left), to_sympy(right), evaluate=False)
        case t.SameIndex(left, right):
            return sympy.Eq(_index(left), _index(right), evaluate=False)
        case t.Not(inner):
            return sympy.Not(_condition(inner))
        case t.And(conditions):
            return sympy.And(*[_condition(part) for part in conditions])
        case t.Or(conditions):
            return sympy.Or(*[_condition(part) for part in conditions])
    raise TypeError(f"not a condition: {condition!r}")
