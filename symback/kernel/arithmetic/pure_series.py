"""Elementary functions at a point by power series in interval arithmetic.

Each rounding is enclosed by the intervals; what a series leaves out is bounded and added. The argument
is an exact point or a narrow interval; the sources are the sections of DLMF (NIST Digital Library of
Mathematical Functions).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from symback.kernel.arithmetic.interface import LARGEST_ARGUMENT, Undefined
from symback.kernel.arithmetic.pure_interval import Interval


def _sum_series(first: Interval, step: Callable[[Interval, int], Interval]) -> Interval:
    """The sum of terms that at least halve from each one to the next: the tail is at most the last term."""
    total = term = first
    number = 1
    goal = first.magnitude() - first.bits
    while term.magnitude() > goal and not term.is_exact_zero():
        term = step(term, number)
        total = total + term
        number += 1
    return total.widen(size(term))


def size(x: Interval) -> Interval:
    """[0, the largest absolute value in x]."""
    return x.make(0, max(-x.low, x.high), x.exponent)


def exponential(x: Interval) -> Interval:
    """e^x: its series at x/2^k (DLMF 4.2.19), squared k times."""
    if x.magnitude() > 0 and (x - x.whole(LARGEST_ARGUMENT)).high > 0:
        raise Undefined("exp of a number beyond its largest argument")
    if x.magnitude() > 0 and (x + x.whole(LARGEST_ARGUMENT)).low < 0:
        return x.make(0, 1, -60_000)
    halvings = max(0, x.magnitude() + 8)
    bits = x.bits
    y = x.with_bits(bits + 2 * halvings + 16).halved(halvings)
    result = _sum_series(y.whole(1), lambda term, number: term * y / y.whole(number))
    for _ in range(halvings):
        result = result.square()
    return result.with_bits(bits)


def artanh_series(t: Interval) -> Interval:
    """artanh t = t + t^3/3 + ... for |t| <= 1/2 (DLMF 4.38.5)."""
    square = t.square()
    power = t

    def step(_: Interval, number: int) -> Interval:
        nonlocal power
        power = power * square
        return power / power.whole(2 * number + 1)

    return _sum_series(t, step)


@lru_cache(maxsize=64)
def log_of_two(bits: int) -> Interval:
    """ln 2 = 2 artanh(1/3)."""
    one = Interval(1, 1, 0, bits + 16)
    return (artanh_series(one / one.whole(3)).halved(-1)).with_bits(bits)


def logarithm(x: Interval) -> Interval:
    """ln x = k ln 2 + 2 artanh((m-1)/(m+1)) with x = m 2^k, 2/3 <= m <= 4/3 (DLMF 4.6.4)."""
    bits = x.bits
    power = x.magnitude()
    work = bits + 16 + power.bit_length()
    m = x.with_bits(max(work, x.low.bit_length(), x.high.bit_length())).halved(power)
    if (m * m.whole(3) - m.whole(2)).low < 0:
        m, power = m.halved(-1), power - 1
    t = ((m - m.whole(1)) / (m + m.whole(1))).with_bits(work)
    result = artanh_series(t).halved(-1)
    if power:
        result = result + log_of_two(work) * result.whole(power)
    return result.with_bits(bits)


def _arctan_series(t: Interval) -> Interval:
    """arctan t = t - t^3/3 + ... for |t| <= 1/2 (DLMF 4.24.3)."""
    square = -t.square()
    power = t

    def step(_: Interval, number: int) -> Interval:
        nonlocal power
        power = power * square
        return power / power.whole(2 * number + 1)

    return _sum_series(t, step)


@lru_cache(maxsize=64)
def circle_ratio(bits: int) -> Interval:
    """pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin)."""
    one = Interval(1, 1, 0, bits + 16)
    fifth, other = _arctan_series(one / one.whole(5)), _arctan_series(one / one.whole(239))
    return (fifth.halved(-4) - other.halved(-2)).with_bits(bits)


def arctangent(x: Interval) -> Interval:
    """arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))), twice; above 1 from that of 1/x (DLMF 4.24)."""
    bits = x.bits
    x = x.with_bits(bits + 24)
    one = x.whole(1)
    if x.low > 0 and (x - one).low > 0:
        return (circle_ratio(bits + 24).halved() - arctangent(one / x)).with_bits(bits)
    for _ in range(2):
        x = x / (one + (one + x.square()).root(2))
    return _arctan_series(x).halved(-2).with_bits(bits)


def sine_and_cosine(x: Interval) -> tuple[Interval, Interval]:
    """sin and cos by their series (DLMF 4.19.1, 4.19.2) after removing the nearest multiple of pi/2."""
    bits = x.bits
    work = bits + 24 + max(0, x.magnitude())
    x = x.with_bits(max(work, x.low.bit_length()))
    quarter = circle_ratio(work).halved()
    turns = (x / quarter + x.whole(1).halved()).lower()
    count = turns.numerator // turns.denominator
    y = (x - quarter * quarter.with_bits(work + count.bit_length()).whole(count)).with_bits(bits + 24)
    square = -y.square()
    sine = _sum_series(y, lambda term, number: term * square / y.whole(2 * number * (2 * number + 1)))
    cosine = _sum_series(y.whole(1), lambda term, number: term * square / y.whole(2 * number * (2 * number - 1)))
    turned = [(sine, cosine), (cosine, -sine), (-sine, -cosine), (-cosine, sine)][count % 4]
    return turned[0].with_bits(bits), turned[1].with_bits(bits)


def hyperbolic_sine(x: Interval) -> Interval:
    """sinh x, by its series for small x (DLMF 4.33.1)."""
    if x.magnitude() <= -1:
        square = x.square()
        return _sum_series(x, lambda term, number: term * square / x.whole(2 * number * (2 * number + 1)))
    return (exponential(x) - exponential(-x)).halved()


def error_function(x: Interval) -> Interval:
    """erf x = 2/sqrt(pi) e^(-x^2) sum 2^n x^(2n+1)/(2n+1)!! (DLMF 7.6.2) for x >= 0.

    For large x, from 0 < 1 - erf x < e^(-x^2), which follows from DLMF 7.8.2.
    """
    bits = x.bits
    one = x.whole(1)
    if (x.square() - x.whole(bits)).low > 0:
        rest = exponential(-x.square())
        return one - rest.make(0, rest.high, rest.exponent)
    x = x.with_bits(bits + 24 + 2 * bits.bit_length())
    square = x.square()
    total = term = x
    number = 0
    while True:
        number += 1
        ratio = square.halved(-1) / x.whole(2 * number + 1)
        term = term * ratio
        total = total + term
        # All later ratios are smaller, so the tail is at most the last term once they are below 1/2.
        if ratio.magnitude() <= -1 and (term.magnitude() < total.magnitude() - x.bits or term.is_exact_zero()):
            break
    total = total.widen(size(term))
    scale = exponential(-square) * x.whole(2) / circle_ratio(x.bits).root(2)
    return (total * scale).with_bits(bits)
