"""A row as written: the syntax of its argument rebuilt as a SymPy expression without automatic evaluation.

SymPy rewrites on construction (x/x to 1, 2*(x + y) to 2*x + 2*y), so its value is not what the author
wrote. The value of a name is taken from the running frame; the formula is taken from the source.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from types import FunctionType, ModuleType
from typing import Any

import sympy
from sympy.assumptions.assume import Predicate
from sympy.core.function import AppliedUndef, FunctionClass
from sympy.core.singleton import SingletonRegistry

from symback.readers._lift_calls import CALLS, MAKERS, Unliftable, call_constructor, differentiated
from symback.readers._namespace import Namespace
from symback.readers._numbers import Literal, fold

_DEPTH = 30
_INERT = (AppliedUndef, sympy.Indexed, sympy.Derivative, sympy.Sum, sympy.Tuple)
_COMPARISONS: dict[type[ast.cmpop], Any] = {
    ast.Lt: sympy.Lt,
    ast.LtE: sympy.Le,
    ast.Gt: sympy.Gt,
    ast.GtE: sympy.Ge,
}
_JOINED: dict[type[ast.operator], Any] = {ast.BitAnd: sympy.And, ast.BitOr: sympy.Or}


class Lifter:
    """Rebuilds one row.

    `taken` lists the parts for which a value had to stand, `touched` tells whether SymPy may have rewritten
    one of these values when it was made.
    """

    def __init__(self) -> None:
        self.touched = False
        self.taken: list[ast.expr] = []
        self._depth = 0

    def row(self, node: ast.expr, names: Namespace, *, condition: bool) -> Any:
        """A whole row: an expression, or a condition."""
        if not condition:
            return self._argument(node, names)
        found = self.lift(node, names)
        if not isinstance(found, sympy.logic.boolalg.Boolean):
            raise Unliftable(node, "this is not a condition")
        return found

    def lift(self, node: ast.expr, names: Namespace) -> Any:
        """The expression as written; raises `Unliftable` at the part that is not a formula in the source."""
        match node:
            case ast.Constant(value=value):
                return _literal(node, value, names)
            case ast.Name(id=name):
                return self._name(node, name, names)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _negative(self._summand(operand, names))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._summand(operand, names)
            case ast.UnaryOp(op=ast.Invert(), operand=operand):
                return sympy.Not(self.lift(operand, names))
            case ast.BinOp():
                return self._operation(node, names)
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _COMPARISONS:
                return _COMPARISONS[type(operator)](
                    self.expression(left, names), self.expression(right, names), evaluate=False
                )
            case ast.Call():
                return self._call(node, names)
            case ast.Attribute():
                return self._attribute(node, names)
            case ast.Subscript():
                return self._subscript(node, names)
            case ast.NamedExpr(value=value):
                return self.lift(value, names)
        raise Unliftable(node, "this is not a formula")

    def expression(self, node: ast.expr, names: Namespace) -> Any:
        """The expression as written; raises `Unliftable` for conditions too."""
        return self._checked(node, _expression_of(self.lift(node, names)))

    def _checked(self, node: ast.expr, found: Any) -> Any:
        if not isinstance(found, sympy.Expr):
            raise Unliftable(node, "this is not an expression")
        return found

    def _name(self, node: ast.Name, name: str, names: Namespace) -> Any:
        if name in names.written:
            return names.written[name]
        try:
            value = names.value(name)
        except KeyError:
            raise Unliftable(node, f"{name} has no value here") from None
        behind = names.behind(name)
        if behind is not None and self._depth < _DEPTH and not _declares(behind[0], names):
            self._depth += 1
            try:
                return self.lift(*behind)
            except Unliftable:
                if not isinstance(value, sympy.Basic):
                    raise
                self.touched = True
            finally:
                self._depth -= 1
        return self._known(node, value)

    def _known(self, node: ast.expr, value: Any) -> Any:
        """A value that is not written out here."""
        if isinstance(value, bool) or value is None:
            raise Unliftable(node, "this is not an expression")
        if isinstance(value, int | Fraction):
            return Literal(Fraction(value), "", value)
        if isinstance(value, sympy.Basic):
            if value.atoms(sympy.Float):
                raise Unliftable(node, "this decimal was computed, not written")
            if not (isinstance(node, ast.Name) and _is_called(value, node.id)):
                self.taken.append(node)
            self.touched = self.touched or isinstance(value, sympy.Number) or not _is_inert(value)
            return value
        raise Unliftable(node, "this is not an expression")

    def _attribute(self, node: ast.Attribute, names: Namespace) -> Any:
        value = _attribute(node, names)
        if isinstance(_value_or_none(node.value, names), ModuleType | SingletonRegistry):
            if isinstance(value, sympy.Basic):
                return value
            raise Unliftable(node, "this is not an expression")
        return self._known(node, value)

    def _operation(self, node: ast.BinOp, names: Namespace) -> Any:
        joined = _JOINED.get(type(node.op))
        if joined is not None:
            return joined(self.lift(node.left, names), self.lift(node.right, names), evaluate=False)
        if isinstance(node.op, ast.Pow):
            base, exponent = self._summand(node.left, names), self._summand(node.right, names)
            folded = _folded(node.op, [base], exponent)
            return folded or sympy.Pow(_expression_of(base), _expression_of(exponent), evaluate=False)
        if isinstance(node.op, ast.Add | ast.Sub):
            return self._spine(node, names, (ast.Add, ast.Sub), _sum)
        if isinstance(node.op, ast.Mult | ast.Div):
            return self._spine(node, names, (ast.Mult, ast.Div), _product)
        raise Unliftable(node, "this operator has no meaning in a formula")

    def _spine(
        self,
        node: ast.BinOp,
        names: Namespace,
        operators: tuple[type[ast.operator], ...],
        build: Callable[[list[tuple[ast.operator, Any]], Any], Any],
    ) -> Any:
        """a + b - c is one sum of three terms, a * b / c one product of three factors."""
        parts: list[tuple[ast.operator, ast.expr]] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and isinstance(left.op, operators):
            parts.append((left.op, left.right))
            left = left.left
        first = self._summand(left, names)
        return build([(operator, self._summand(right, names)) for operator, right in reversed(parts)], first)

    def _summand(self, node: ast.expr, names: Namespace) -> Any:
        found = self.lift(node, names)
        return found if isinstance(found, Literal) else self._checked(node, found)

    def _subscript(self, node: ast.Subscript, names: Namespace) -> Any:
        base = self._callable(node.value, names)
        if isinstance(base, sympy.IndexedBase):
            indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return sympy.Indexed(base, *[self.expression(index, names) for index in indices])
        if isinstance(base, list | tuple | dict | sympy.MatrixBase):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            keys = tuple(_key(part, names) for part in parts)
            place: Any = keys[0] if len(keys) == 1 else keys
            try:
                return self._known(node, base[place])
            except (KeyError, IndexError, TypeError):
                raise Unliftable(node, "this has no value") from None
        raise Unliftable(node, "this is not an indexed name")

    def _callable(self, node: ast.expr, names: Namespace) -> Any:
        """The object that a called or subscripted expression is."""
        match node:
            case ast.Name(id=name):
                try:
                    return names.value(name)
                except KeyError:
                    raise Unliftable(node, f"{name} has no value here") from None
            case ast.Attribute():
                return _attribute(node, names)
            case ast.Call():
                made = call_constructor(self._callable(node.func, names), node)
                if made is not None:
                    return made
        raise Unliftable(node, "this is not a formula")

    def _call(self, node: ast.Call, names: Namespace) -> Any:
        if any(isinstance(argument, ast.Starred) for argument in node.args) or any(not k.arg for k in node.keywords):
            raise Unliftable(node, "unpacked arguments are not written out")
        if isinstance(node.func, ast.Attribute) and node.func.attr == "diff":
            owner = node.func.value
            if not (isinstance(owner, ast.Name) and isinstance(_value_or_none(owner, names), ModuleType)):
                return differentiated(self, self.expression(owner, names), node.args, names)
        called = self._callable(node.func, names)
        made = call_constructor(called, node)
        if made is not None:
            return made
        if isinstance(called, FunctionType) and called not in CALLS:
            return self._written_out(node, called, names)
        try:
            rule = CALLS.get(called)
        except TypeError:
            rule = None
        if rule is not None:
            return rule(self, node, names)
        if isinstance(called, Predicate):
            return called(*[self.expression(argument, names) for argument in node.args])
        if isinstance(called, FunctionClass):
            arguments = [self._argument(argument, names) for argument in node.args]
            if node.keywords and [keyword.arg for keyword in node.keywords] != ["evaluate"]:
                raise Unliftable(node, "these options are not read")
            if issubclass(called, AppliedUndef):
                return called(*arguments)
            return called(*arguments, evaluate=False)
        raise Unliftable(node, "this call is not a formula")

    def _argument(self, node: ast.expr, names: Namespace) -> Any:
        found = _expression_of(self.lift(node, names))
        if not isinstance(found, sympy.Expr | sympy.IndexedBase):
            raise Unliftable(node, "this is not an expression")
        return found

    def _written_out(self, node: ast.Call, function: FunctionType, names: Namespace) -> Any:
        """A function of the same file whose body is names and one returned formula, put in place of its call."""
        inner = None if self._depth >= _DEPTH else names.of_function(function, {})
        if inner is None or node.keywords or getattr(inner.scope, "decorator_list", None):
            raise Unliftable(node, f"the formula of {function.__name__}(…) is not written here")
        given = inner.scope.args  # type: ignore[union-attr]
        expected = [argument.arg for argument in (*given.posonlyargs, *given.args)]
        if len(expected) != len(node.args) or given.vararg or given.kwarg or given.kwonlyargs:
            raise Unliftable(node, f"the formula of {function.__name__}(…) is not written here")
        written = {name: self._argument(part, names) for name, part in zip(expected, node.args, strict=True)}
        self._depth += 1
        try:
            return self._body(node, inner, written)
        finally:
            self._depth -= 1

    def _body(self, node: ast.Call, inner: Namespace, written: dict[str, Any]) -> Any:
        body = inner.scope.body
        if isinstance(body, ast.expr):
            return self.lift(body, Namespace(inner.source, inner.scope, inner.local, inner.module, written))
        for statement in body:
            names = Namespace(inner.source, inner.scope, inner.local, inner.module, dict(written))
            match statement:
                case ast.Expr(value=ast.Constant(value=str())):
                    continue
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    written[name] = self.lift(value, names)
                case ast.Return(value=ast.expr() as value):
                    return self.lift(value, names)
                case _:
                    break
        raise Unliftable(node, "the function called here does more than return a formula")


def _literal(node: ast.Constant, value: Any, names: Namespace) -> Literal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unliftable(node, "this is not a real number")
    if isinstance(value, int):
        return Literal(Fraction(value), "", value)
    text = names.source.between(names.source.span(node)).replace("_", "")
    return Literal(Fraction(text), text, value)


def _expression_of(found: Any) -> Any:
    return found.expression() if isinstance(found, Literal) else found


def _negative(found: Any) -> Any:
    return found.negative() if isinstance(found, Literal) else sympy.Mul(sympy.S.NegativeOne, found, evaluate=False)


def _sum(parts: list[tuple[ast.operator, Any]], first: Any) -> Any:
    terms = [first]
    for operator, part in parts:
        folded = _folded(operator, terms, part)
        if folded is not None:
            terms = [folded]
        else:
            terms.append(_negative(part) if isinstance(operator, ast.Sub) else part)
    return terms[0] if len(terms) == 1 else sympy.Add(*[_expression_of(term) for term in terms], evaluate=False)


def _product(parts: list[tuple[ast.operator, Any]], first: Any) -> Any:
    factors = [first]
    for operator, part in parts:
        folded = _folded(operator, factors, part)
        if folded is not None:
            factors = [folded]
        elif isinstance(operator, ast.Div):
            factors.append(sympy.Pow(_expression_of(part), sympy.S.NegativeOne, evaluate=False))
        else:
            factors.append(part)
    return factors[0] if len(factors) == 1 else sympy.Mul(*[_expression_of(part) for part in factors], evaluate=False)


def _folded(operator: ast.operator, before: list[Any], part: Any) -> Literal | None:
    if len(before) == 1 and isinstance(before[0], Literal) and isinstance(part, Literal):
        return fold(operator, before[0], part)
    return None


def _attribute(node: ast.Attribute, names: Namespace) -> Any:
    owner = _value_or_none(node.value, names)
    if isinstance(owner, ModuleType | SingletonRegistry) or not isinstance(owner, sympy.Basic | type(None)):
        found = getattr(owner, node.attr, None)
        if found is not None:
            return found
    raise Unliftable(node, "this is not a formula")


def _value_or_none(node: ast.expr, names: Namespace) -> Any:
    if isinstance(node, ast.Name):
        try:
            return names.value(node.id)
        except KeyError:
            return None
    if isinstance(node, ast.Attribute):
        owner = _value_or_none(node.value, names)
        return None if owner is None or isinstance(owner, sympy.Basic) else getattr(owner, node.attr, None)
    return None


def _key(node: ast.expr, names: Namespace) -> Any:
    match node:
        case ast.Constant(value=int() | str() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return -value
        case ast.Name(id=name):
            value = _value_or_none(node, names)
            if isinstance(value, int | str):
                return value
            raise Unliftable(node, f"{name} is not a number")
    raise Unliftable(node, "this position is not written as a number")


def _declares(node: ast.expr, names: Namespace) -> bool:
    """Whether an assignment makes a name for formulas: x = Symbol("x", positive=True), i = Idx("i", n)."""
    if not isinstance(node, ast.Call):
        return False
    return any(_value_or_none(node.func, names) is maker for maker in MAKERS)


def _is_called(value: Any, name: str) -> bool:
    """Whether a value is the symbol or array of this name."""
    if isinstance(value, sympy.Idx | sympy.IndexedBase):
        value = value.label
    return isinstance(value, sympy.Symbol) and str(value.name) == name


def _is_inert(value: Any) -> bool:
    """Whether SymPy cannot have rewritten this value when it was made."""
    return all(
        not node.args or isinstance(node, (*_INERT, sympy.Idx, sympy.IndexedBase))
        for node in sympy.preorder_traversal(value)
    )
