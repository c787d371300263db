"""Truth by numbers: SymPy trees evaluated with mpmath at generic points, nothing simplified.

A second evaluator beside the engine's and SymPy's own: sums are added up at n = 3 and m = 2, derivatives
are difference quotients of high order at raised precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import mpmath
import sympy as sp
from mpmath import mp, mpf

from benchmarks.obligations.obligation import Obligation

DIGITS = 50
SIZES = {"n": 3, "m": 2}
UNARY: dict[Any, Any] = {
    sp.exp: mpmath.exp,
    sp.log: mpmath.log,
    sp.sin: mpmath.sin,
    sp.cos: mpmath.cos,
    sp.tan: mpmath.tan,
    sp.sinh: mpmath.sinh,
    sp.cosh: mpmath.cosh,
    sp.tanh: mpmath.tanh,
    sp.atan: mpmath.atan,
    sp.atanh: mpmath.atanh,
    sp.erf: mpmath.erf,
    sp.Abs: abs,
    sp.sign: mpmath.sign,
}


class NoValue(ArithmeticError):
    """The tree has no real value at the point."""


def value(tree: Any, point: dict[Any, Any]) -> mpf:
    """The value of a tree; the point maps symbols, indices and (name, positions) to numbers."""
    if isinstance(tree, sp.Idx):
        return point[tree]
    if tree in point:
        return point[tree]
    if isinstance(tree, sp.Rational):
        return mpf(int(tree.p)) / int(tree.q)
    if tree in (sp.pi, sp.E):
        return mpf(mp.pi) if tree is sp.pi else mpf(mp.e)
    if isinstance(tree, sp.Symbol) and tree.name in SIZES:
        return mpf(SIZES[tree.name])
    if isinstance(tree, sp.Indexed):
        return point[tree.base.name, tuple(int(value(each, point)) for each in tree.indices)]
    if isinstance(tree, sp.Add):
        return mpmath.fsum(value(each, point) for each in tree.args)
    if isinstance(tree, sp.Mul):
        return mpmath.fprod(value(each, point) for each in tree.args)
    if isinstance(tree, sp.Pow):
        return _power(value(tree.base, point), value(tree.exp, point))
    if isinstance(tree, sp.Max | sp.Min):
        return (max if isinstance(tree, sp.Max) else min)(value(each, point) for each in tree.args)
    if isinstance(tree, sp.KroneckerDelta):
        return mpf(value(tree.args[0], point) == value(tree.args[1], point))
    if isinstance(tree, sp.Sum):
        return _sum(tree.function, tree.limits, point)
    if isinstance(tree, sp.Derivative):
        return _slope(tree, point)
    if isinstance(tree, sp.Piecewise):
        for piece, condition in tree.args:
            if condition == True or _holds(condition, point):  # noqa: E712  (SymPy's true is no bool)
                return value(piece, point)
        raise NoValue(tree)
    argument = value(tree.args[0], point)
    if tree.func is sp.log and argument <= 0:
        raise NoValue(tree)
    result = UNARY[tree.func](argument)
    if isinstance(result, mpmath.mpc):
        raise NoValue(tree)
    return result


def _sum(body: Any, limits: tuple[Any, ...], point: dict[Any, Any]) -> mpf:
    if not limits:
        return value(body, point)
    *inner, (index, first, last) = limits
    places = range(int(value(first, point)), int(value(last, point)) + 1)
    return mpmath.fsum(_sum(body, tuple(inner), {**point, index: place}) for place in places)


def _power(base: mpf, exponent: mpf) -> mpf:
    if (base == 0 and exponent < 0) or (base < 0 and exponent != int(exponent)):
        raise NoValue(base)
    return base**exponent


def _slope(tree: sp.Derivative, point: dict[Any, Any]) -> mpf:
    variable = tree.variables[0]
    key: Any = variable
    if isinstance(variable, sp.Indexed):
        key = (variable.base.name, tuple(int(value(each, point)) for each in variable.indices))
    return mpmath.diff(lambda place: value(tree.expr, {**point, key: place}), point[key])


def _holds(condition: Any, point: Mapping[Any, Any]) -> bool:
    left, right = (value(each, dict(point)) for each in condition.args)
    return bool({">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[condition.rel_op])


def point_for(obligation: Obligation, random: Random) -> dict[Any, Any]:
    """Generic values for all symbols and entries; positive symbols get positive ones."""
    point: dict[Any, Any] = {}
    free = obligation.left.free_symbols | obligation.right.free_symbols
    for each in sorted(free, key=str):
        if isinstance(each, sp.Idx):
            size = SIZES[str(each.upper - each.lower + 1)]
            point[each] = random.randrange(size)
        elif isinstance(each, sp.Symbol) and each.name not in SIZES:
            number = mpf(random.randint(2, 97)) / 61
            point[each] = number if each.is_positive or random.random() < 0.5 else -number
    for tree in (obligation.left, obligation.right):
        for each in tree.atoms(sp.Indexed):
            shape = [SIZES[str(size)] for size in each.base.shape]
            for place in range(int(mpmath.fprod(shape))):
                key = (each.base.name, (place,) if len(shape) == 1 else divmod(place, shape[1]))
                point.setdefault(key, mpf(random.randint(-97, 97)) / 61)
    return point


def differences(obligation: Obligation, seed: int = 1, wanted: int = 4) -> list[mpf]:
    """Relative differences of the sides at generic points at which the assumptions hold."""
    random = Random(seed)
    found: list[mpf] = []
    with mp.workdps(DIGITS):
        for _ in range(60):
            if len(found) == wanted:
                break
            point = point_for(obligation, random)
            try:
                if all(_holds(each, point) for each in obligation.assuming):
                    left, right = value(obligation.left, point), value(obligation.right, point)
                    found.append(abs(left - right) / max(1, abs(left), abs(right)))
            except NoValue:
                continue
    return found


def certified(obligation: Obligation) -> bool:
    """Whether the numbers agree with the truth that the obligation states."""
    found = differences(obligation)
    limit = mpf(10) ** -15
    if len(found) < 2:
        return False
    if obligation.truth:
        return all(each < limit for each in found)
    return sum(each > 10**3 * limit for each in found) >= 2
