"""Enclosures as decimals: rounded outward, and as short as still tells two of them apart."""

from __future__ import annotations

from fractions import Fraction

Interval = tuple[Fraction, Fraction]


def bounds(interval: Interval, digits: int = 24) -> tuple[str, str]:
    """Decimals below the lower and above the upper end, with `digits` significant digits each."""
    lower, upper = interval
    return _decimal(lower, digits, up=False), _decimal(upper, digits, up=True)


def apart(left: Interval, right: Interval) -> tuple[str, str]:
    """Both middles, with six significant digits, or with as many as show that they differ."""
    first, second = ((interval[0] + interval[1]) / 2 for interval in (left, right))
    shown = "", ""
    for digits in range(6, 400):
        shown = _nearest(first, digits), _nearest(second, digits)
        if shown[0] != shown[1]:
            break
    return shown


def _nearest(value: Fraction, digits: int) -> str:
    if value == 0:
        return "0"
    down, up = _decimal(value, digits, up=False), _decimal(value, digits, up=True)
    return down if value - Fraction(down) <= Fraction(up) - value else up


def _decimal(value: Fraction, digits: int, *, up: bool) -> str:
    """The nearest decimal of that many significant digits that is not above (below, if `up`) the value."""
    if value == 0:
        return "0"
    exponent = _magnitude(value) - digits + 1
    scaled = value / Fraction(10) ** exponent
    whole = -((-scaled.numerator) // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return _written(whole, exponent)


def _magnitude(value: Fraction) -> int:
    """The power of ten of the leading digit."""
    value = abs(value)
    guess = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100000
    while value < Fraction(10) ** guess:
        guess -= 1
    while value >= Fraction(10) ** (guess + 1):
        guess += 1
    return guess


def _written(whole: int, exponent: int) -> str:
    """whole * 10^exponent, with a power of ten only where the digits alone would be long."""
    sign, figures = ("-" if whole < 0 else ""), str(abs(whole))
    trimmed = figures.rstrip("0")
    exponent += len(figures) - len(trimmed)
    figures = trimmed or "0"
    point = len(figures) + exponent
    if -5 < point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    if 0 < point <= 21:
        whole_part = figures[:point].ljust(point, "0")
        return f"{sign}{whole_part}.{figures[point:]}" if point < len(figures) else f"{sign}{whole_part}"
    rest = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{sign}{figures[0]}{rest}e{point - 1}"
