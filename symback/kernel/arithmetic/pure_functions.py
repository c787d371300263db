"""The kernel's functions on intervals: values at the ends, and what lies between them."""

from __future__ import annotations

from collections.abc import Callable

from symback.kernel.arithmetic import pure_series as series
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.arithmetic.pure_interval import Interval

GUARD = 24
"""Bits in excess of the caller's precision."""

AT_A_POINT = Callable[[Interval], Interval]


def _increasing(at: AT_A_POINT, x: Interval) -> Interval:
    low, high = x.ends()
    below = at(low)
    above = below if x.low == x.high else at(high)
    return below.hull(above)


def _log(x: Interval) -> Interval:
    if x.low <= 0:
        raise Undefined("log of what may be 0 or negative", certain=x.high <= 0)
    return _increasing(series.logarithm, x)


def _odd(at: AT_A_POINT) -> AT_A_POINT:
    """An odd function at a point, from its values for x > 0."""
    return lambda x: -at(-x) if x.high < 0 else (at(x) if x.low > 0 else x)


def _tanh(x: Interval) -> Interval:
    if x.magnitude() <= -1:
        sine = series.hyperbolic_sine(x)
        return sine / (x.whole(1) + sine.square()).root(2)
    decay = series.exponential(-x.halved(-1))
    return (x.whole(1) - decay) / (x.whole(1) + decay)


def _atanh_point(x: Interval) -> Interval:
    one = x.whole(1)
    if x.magnitude() <= -1:
        return series.artanh_series(x)
    return (series.logarithm(one + x) - series.logarithm(one - x)).halved()


def _atanh(x: Interval) -> Interval:
    _require_between(x, strict=True)
    return _increasing(_odd(_atanh_point), x)


def _asinh_point(x: Interval) -> Interval:
    one = x.whole(1)
    root = (x.square() + one).root(2)
    if x.magnitude() <= 0:
        return _atanh_point(x / (one + root)).halved(-1)
    return series.logarithm(x + root)


def _acosh(x: Interval) -> Interval:
    beyond = x - x.whole(1)
    if beyond.low < 0:
        raise Undefined("acosh of what may be below 1", certain=beyond.high < 0)

    def point(end: Interval) -> Interval:
        one = end.whole(1)
        product = (end - one) * (end + one)
        return _odd(_asinh_point)(product.root(2)) if product.low > 0 else product

    return _increasing(point, x)


def _require_between(x: Interval, *, strict: bool = False) -> None:
    one = x.whole(1)
    below, above = one + x, one - x
    for gap in (below, above):
        if gap.low < 0 or (strict and gap.low == 0):
            raise Undefined("an argument that may be outside of [-1, 1]", certain=gap.high < 0 or gap.is_exact_zero())


def _acos_point(x: Interval) -> Interval:
    one = x.whole(1)
    if (one + x).is_exact_zero():
        return series.circle_ratio(x.bits)
    if (one - x).is_exact_zero():
        return one - x
    return series.arctangent(((one - x) / (one + x)).root(2)).halved(-1)


def _acos(x: Interval) -> Interval:
    _require_between(x)
    return _increasing(_acos_point, x)


def _asin_point(x: Interval) -> Interval:
    one = x.whole(1)
    if (one - x).is_exact_zero():
        return series.circle_ratio(x.bits).halved()
    return series.arctangent(x / ((one - x) * (one + x)).root(2))


def _asin(x: Interval) -> Interval:
    _require_between(x)
    return _increasing(_odd(_asin_point), x)


def _multiples(x: Interval, offset: int) -> tuple[int, int]:
    """The first and last k with offset*pi/2 + k*pi possibly in x; the last may be below the first."""
    work = x.bits + max(0, x.magnitude())
    pi = series.circle_ratio(work)
    low, high = x.with_bits(work).ends()
    shift = x.make(offset, offset, -1)
    first, last = (low / pi - shift).lower(), (high / pi - shift).upper()
    return -(-first.numerator // first.denominator), last.numerator // last.denominator


def _wave(offset: int) -> AT_A_POINT:
    """sin (offset 1) or cos (offset 0): values at the ends, and 1 or -1 where an extremum lies between."""

    def function(x: Interval) -> Interval:
        everything = x.make(-1, 1, 0)
        if x.magnitude() > 4 * x.bits:
            return everything
        low, high = x.ends()
        both = [series.sine_and_cosine(end)[1 - offset] for end in (low, high)]
        result = both[0].hull(both[1])
        first, last = _multiples(x, offset)
        for count in range(first, min(last, first + 1) + 1):
            result = result.hull(x.whole(1 if count % 2 == 0 else -1))
        return result.meet(everything)

    return function


def _tan(x: Interval) -> Interval:
    if x.magnitude() > 4 * x.bits:
        raise Undefined("tan of a number that is too large for the precision")
    first, last = _multiples(x, 1)
    if last >= first:
        raise Undefined("tan of what may be a pole")

    def point(end: Interval) -> Interval:
        sine, cosine = series.sine_and_cosine(end)
        return sine / cosine

    return _increasing(point, x)


def _cosh(x: Interval) -> Interval:
    far = series.size(x).ends()[1]
    least = 0 if x.contains_zero() else min(abs(x.low), abs(x.high))
    near = x.make(least, least, x.exponent)
    values = [(series.exponential(end) + series.exponential(-end)).halved() for end in (near, far)]
    return values[0].hull(values[1])


def _abs(x: Interval) -> Interval:
    return series.size(x) if x.contains_zero() else (x if x.low > 0 else -x)


def _sign(x: Interval) -> Interval:
    if x.is_exact_zero():
        return x
    if x.contains_zero():
        raise Undefined("sign of what may be 0")
    return x.whole(1 if x.low > 0 else -1)


def _monotone(at: AT_A_POINT) -> AT_A_POINT:
    return lambda x: _increasing(at, x)


FUNCTIONS: dict[str, AT_A_POINT] = {
    "exp": _monotone(series.exponential),
    "log": _log,
    "sqrt": lambda x: x.root(2),
    "sin": _wave(1),
    "cos": _wave(0),
    "tan": _tan,
    "sinh": _monotone(_odd(series.hyperbolic_sine)),
    "cosh": _cosh,
    "tanh": _monotone(_odd(_tanh)),
    "asin": _asin,
    "acos": _acos,
    "atan": _monotone(_odd(series.arctangent)),
    "asinh": _monotone(_odd(_asinh_point)),
    "acosh": _acosh,
    "atanh": _atanh,
    "erf": _monotone(_odd(series.error_function)),
    "abs": _abs,
    "sign": _sign,
}


def function(name: str, x: Interval) -> Interval:
    """The function on an interval, computed with `GUARD` more bits."""
    return FUNCTIONS[name](x.with_bits(x.bits + GUARD)).with_bits(x.bits)
