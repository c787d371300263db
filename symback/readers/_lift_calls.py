"""The calls that a lifted row may contain: SymPy's constructors and functions, each with its reading."""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

import sympy

from symback.readers._marks import prime
from symback.readers._namespace import Namespace
from symback.sympy_bridge.written import Written, written_derivative, written_piecewise, written_sum


class Unliftable(Exception):
    """A part of a row whose formula as written is not in the source."""

    def __init__(self, node: ast.expr, message: str) -> None:
        super().__init__(message)
        self.node = node
        self.message = message


class Lifts(Protocol):
    """What the rules below need of the lifter."""

    def lift(self, node: ast.expr, names: Namespace) -> Any:
        """The expression, condition or number as written."""

    def expression(self, node: ast.expr, names: Namespace) -> Any:
        """The expression as written."""


# What makes names for formulas.
MAKERS = (sympy.Symbol, sympy.symbols, sympy.var, sympy.Dummy, sympy.Idx, sympy.IndexedBase, sympy.Function)
Rule = Callable[[Lifts, ast.Call, Namespace], Any]
NUMBERS = (sympy.Rational, sympy.Integer, sympy.Float, sympy.Symbol, sympy.IndexedBase, sympy.Function, Fraction)


def call_constructor(called: Any, node: ast.Call) -> Any:
    """The value of a constructor of numbers and names called with constants; None for any other call."""
    if node.keywords or not all(_is_constant(argument) for argument in node.args):
        return None
    values = [_constant(argument) for argument in node.args]
    if called is sympy.S or called is sympy.sympify:
        return sympy.Integer(values[0]) if len(values) == 1 and type(values[0]) is int else None
    if called is sympy.Float and len(values) == 1 and isinstance(values[0], str):
        return Written(Fraction(values[0]), values[0], sympy.Float(values[0]))
    if any(called is constructor for constructor in NUMBERS):
        if called is Fraction:
            return sympy.Rational(*values)
        return None if called is sympy.Float else called(*values)
    return None


def differentiated(lifter: Lifts, body: Any, variables: list[ast.expr], names: Namespace) -> Any:
    """`expression.diff(x, 2)`, which SymPy evaluates, as the derivative that it says."""
    return written_derivative(body, _variables(lifter, variables, names), at_once=True)


def _variables(lifter: Lifts, nodes: list[ast.expr], names: Namespace) -> tuple[tuple[Any, int], ...]:
    found: list[tuple[Any, int]] = []
    for node in nodes:
        if isinstance(node, ast.Constant) and type(node.value) is int and found:
            found[-1] = (found[-1][0], node.value)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            count = node.elts[1]
            if not isinstance(count, ast.Constant) or type(count.value) is not int:
                raise Unliftable(count, "the order of a derivative is a number")
            found.append((lifter.expression(node.elts[0], names), count.value))
        else:
            found.append((lifter.expression(node, names), 1))
    return tuple(found)


def _derivative(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) < 2 or _options(node) - {"evaluate"}:
        raise Unliftable(node, "a derivative names its variable")
    at_once = any(_is_true(keyword.value) for keyword in node.keywords)
    body = lifter.expression(node.args[0], names)
    return written_derivative(body, _variables(lifter, node.args[1:], names), at_once=at_once)


def _diff(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) < 2 or node.keywords:
        raise Unliftable(node, "a derivative names its variable")
    return differentiated(lifter, lifter.expression(node.args[0], names), node.args[1:], names)


def _sum(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) < 2 or node.keywords:
        raise Unliftable(node, "a sum names its index and its limits")
    limits = []
    for argument in node.args[1:]:
        parts = argument.elts if isinstance(argument, ast.Tuple) else [argument]
        lifted = [_limit(lifter, part, names) for part in parts]
        limits.append(lifted[0] if len(lifted) == 1 else tuple(lifted))
    return written_sum(lifter.expression(node.args[0], names), tuple(limits))


def _delta(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) not in (2, 3) or node.keywords:
        raise Unliftable(node, "a Kronecker delta compares two indices")
    arguments = [lifter.expression(argument, names) for argument in node.args[:2]]
    if len(node.args) == 3:
        if not isinstance(node.args[2], ast.Tuple):
            raise Unliftable(node.args[2], "the range of a Kronecker delta is a pair")
        arguments.append(sympy.Tuple(*[_limit(lifter, part, names) for part in node.args[2].elts]))
    return sympy.Expr.__new__(sympy.KroneckerDelta, *arguments)


def _piecewise(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    pairs = []
    for argument in node.args:
        if not isinstance(argument, ast.Tuple) or len(argument.elts) != 2:
            raise Unliftable(argument, "a piece is a pair (value, condition)")
        value, condition = argument.elts
        pairs.append((lifter.expression(value, names), _condition(lifter, condition, names)))
    return written_piecewise(pairs)


def _condition(lifter: Lifts, node: ast.expr, names: Namespace) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return sympy.true if node.value else sympy.false
    return lifter.lift(node, names)


def _relation(kind: Any) -> Rule:
    def rule(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
        if len(node.args) != 2:
            raise Unliftable(node, "a relation has two sides")
        left, right = (lifter.expression(argument, names) for argument in node.args)
        return kind(left, right, evaluate=False)

    return rule


def _joined(kind: Any) -> Rule:
    def rule(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
        parts = [_condition(lifter, argument, names) for argument in node.args]
        return kind(*parts) if kind is sympy.Not else kind(*parts, evaluate=False)

    return rule


def _operation(kind: Any) -> Rule:
    def rule(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
        if _options(node) - {"evaluate"} or (kind is sympy.Pow and len(node.args) != 2) or not node.args:
            raise Unliftable(node, "these options are not read")
        return kind(*[lifter.expression(argument, names) for argument in node.args], evaluate=False)

    return rule


def _root(degree: int) -> Rule:
    def rule(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
        _single(node)
        return sympy.Pow(lifter.expression(node.args[0], names), sympy.Rational(1, degree), evaluate=False)

    return rule


def _absolute(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    _single(node)
    return sympy.Abs(lifter.expression(node.args[0], names), evaluate=False)


def _same(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    _single(node)
    return lifter.expression(node.args[0], names)


def _substituted(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) != 3 or node.keywords or any(isinstance(argument, ast.Tuple) for argument in node.args):
        raise Unliftable(node, "this substitution is not read")
    body, variable, point = (lifter.expression(argument, names) for argument in node.args)
    return sympy.Subs(body, variable, point)


def _prime(lifter: Lifts, node: ast.Call, names: Namespace) -> Any:
    if len(node.args) != 2 or node.keywords or not isinstance(node.args[0], ast.Name | ast.Attribute):
        raise Unliftable(node, "prime takes a function and an argument")
    function = names.value(node.args[0].id) if isinstance(node.args[0], ast.Name) else None
    if function is None:
        raise Unliftable(node.args[0], "prime takes the name of a function")
    return prime(function, lifter.expression(node.args[1], names))


def _limit(lifter: Lifts, node: ast.expr, names: Namespace) -> Any:
    """A limit is compared, not judged: n - 1 is evaluated."""
    found = lifter.expression(node, names)
    return (
        sympy.Add(*[sympy.Mul(*part.args) if part.is_Mul else part for part in found.args]) if found.is_Add else found
    )


def _single(node: ast.Call) -> None:
    if len(node.args) != 1 or _options(node) - {"evaluate"}:
        raise Unliftable(node, "this takes one argument")


def _options(node: ast.Call) -> set[str]:
    return {keyword.arg or "" for keyword in node.keywords}


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.UnaryOp) and _is_constant(node.operand))


def _constant(node: ast.expr) -> Any:
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant) and isinstance(node.op, ast.USub):
        value = node.operand.value
        return -value if isinstance(value, int | float) else None
    return node.value if isinstance(node, ast.Constant) else None


CALLS: dict[Any, Rule] = {
    sympy.sqrt: _root(2),
    sympy.cbrt: _root(3),
    sympy.Sum: _sum,
    sympy.Derivative: _derivative,
    sympy.diff: _diff,
    sympy.KroneckerDelta: _delta,
    sympy.Piecewise: _piecewise,
    sympy.Subs: _substituted,
    sympy.UnevaluatedExpr: _same,
    abs: _absolute,
    prime: _prime,
    **{kind: _relation(kind) for kind in (sympy.Eq, sympy.Ne, sympy.Lt, sympy.Le, sympy.Gt, sympy.Ge)},
    **{kind: _joined(kind) for kind in (sympy.And, sympy.Or, sympy.Not)},
    **{kind: _operation(kind) for kind in (sympy.Add, sympy.Mul, sympy.Pow)},
    pow: _operation(sympy.Pow),
}
