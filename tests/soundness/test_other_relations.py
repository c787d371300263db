"""Rounded values and proportions: the answers against the independent evaluator."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from mpmath import mp

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.point import Point
from symback.kernel.terms import Function, Mul, Number, Symbol, number, walk
from tests.soundness.building import Formula, function
from tests.soundness.independent import evaluate
from tests.soundness.jets import Undefined, real
from tests.soundness.lines import Line

NOWHERE = Point({}, {}, {}, {}, {}, {})
UNARY = ("exp", "sin", "atan", "tanh", "erf", "sqrt", "log", "abs", "relu", "sign")


def constant(random: Random, depth: int) -> Formula:
    """A random constant."""
    if depth == 0:
        return Formula(Number(Fraction(random.randint(-9, 9), random.randint(1, 5))))
    left, right = constant(random, depth - 1), constant(random, depth - 1)
    kind = random.randrange(5)
    if kind < 3:
        return (left + right, left * right, left / right)[kind]
    return function(random.choice(UNARY), left)


def rounded(random: Random) -> tuple[Claim, bool] | None:
    """A constant, a decimal near it, and whether the decimal is a rounding of it; None on the very edge."""
    term = constant(random, random.choice((1, 2, 3))).term
    digits = random.choice((0, 1, 2, 3, 5))
    unit = Fraction(1, 10**digits)
    try:
        value = real(evaluate(term, NOWHERE, (), 80))
    except Undefined:
        return None
    with mp.workdps(80):
        if abs(value) > 10**12:
            return None
        decimal = int(mp.nint(value * 10**digits)) * unit + random.choice((0, 0, -1, 1)) * unit
        room = abs(value - real(decimal)) - real(unit / 2)
        if abs(room) < mp.mpf(10) ** -40:
            return None
        return Claim(term, Number(decimal), "near", tolerance=unit / 2), bool(room < 0)


def test_rounded_values() -> None:
    random = Random(3)
    for found in filter(None, (rounded(random) for _ in range(300))):
        claim, truth = found
        assert judge(claim).status == ("proved" if truth else "refuted"), claim


def test_a_constant_factor_is_a_proportion(material: tuple[Line, ...]) -> None:
    for line in material[::5]:
        names = {each.name for each in walk(line.claim.right) if isinstance(each, Symbol)}
        names -= {each.name for each in line.claim.definitions}
        right = Mul((number(3), line.claim.right))
        for varying in ((), tuple(sorted(names))):
            claim = replace(line.claim, right=right, relation="proportional", varying=varying)
            assert judge(claim).status in {"proved", "undecided", "supported"}, line.name


def test_a_varying_factor_is_none(material: tuple[Line, ...]) -> None:
    for line in material[::5]:
        defined = {each.name for each in line.claim.definitions}
        for each in [each for each in walk(line.claim.right) if isinstance(each, Symbol)][:2]:
            if each.name not in defined:
                right = Mul((Function("exp", (each,)), line.claim.right))
                claim = replace(line.claim, right=right, relation="proportional", varying=(each.name,))
                assert judge(claim).status != "proved", line.name
