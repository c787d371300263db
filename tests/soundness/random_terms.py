"""Random claims, true and false: a random term against itself after laws that may or may not be valid.

Unlike mutants and rewritings these claims are not certified beforehand; whatever is proved must agree with
the independent evaluator wherever both sides are defined, whatever is refuted must have a valid witness.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import Always, IndexVariable, Number, Piecewise, Range
from tests.soundness.building import (
    Formula,
    call,
    claim,
    compare,
    define,
    delta,
    derivative,
    entry,
    function,
    functional,
    index,
    scalar,
    total,
)
from tests.soundness.doubtful_laws import doubtful
from tests.soundness.mutants import KINDS, mutated
from tests.soundness.rewritings import REWRITERS, rewritten

ROWS, COLUMNS = Range("n", "n"), Range("m", "m")
SCALARS = tuple(scalar(name) for name in "xyz")
UNARY = ("exp", "exp", "log", "sqrt", "abs", "relu", "tanh", "sin", "sign", "erf", "atan", "cosh")


@dataclass
class Growth:
    """Grows random formulas; `named` allows names that have definitions."""

    random: Random
    named: bool = False
    bound: int = 0

    def leaf(self, scope: list[IndexVariable]) -> Formula:
        """A symbol, a number, an entry or a delta."""
        kind = self.random.random()
        if kind < 0.3 or not scope:
            return self.random.choice(SCALARS)
        if kind < 0.45:
            value = Fraction(self.random.choice([1, 2, 3, -1, -2, 5]), self.random.choice([1, 1, 1, 2, 3]))
            return Formula(Number(value))
        one = self.random.choice(scope)
        others = [each for each in scope if each.range is one.range and each is not one]
        if kind > 0.9 and others:
            return delta(one, self.random.choice(others))
        across = [each for each in scope if each.range is not one.range]
        if kind > 0.75 and across:
            first, second = (one, across[0]) if one.range is ROWS else (across[0], one)
            return entry("w", first, second)
        return entry("u" if one.range is ROWS else "v", one)

    def name(self, depth: int, scope: list[IndexVariable]) -> Formula:
        """A defined or opaque name, or a derivative of one."""
        rows = [each for each in scope if each.range is ROWS]
        kind = self.random.random()
        if kind < 0.35 or not rows:
            return self.random.choice((scalar("s"), call("f", self.term(max(depth - 1, 0), scope))))
        one = self.random.choice(rows)
        if kind < 0.55:
            return entry("p", one)
        if kind < 0.75:
            return call("h", self.term(max(depth - 1, 0), scope), orders=(self.random.choice((0, 1)),))
        if kind < 0.85:
            return functional("L", "u", index("l", ROWS), *self.random.choice(((), (one,))))
        body = self.random.choice((scalar("s"), entry("p", one)))
        return derivative(body, self.random.choice((*SCALARS, *(entry("u", each) for each in rows))))

    def term(self, depth: int, scope: list[IndexVariable]) -> Formula:
        """A formula of at most the depth over the indices in scope."""
        if self.named and self.random.random() < 0.18:
            return self.name(depth, scope)
        if depth == 0 or self.random.random() < 0.12:
            return self.leaf(scope)
        left, right = self.term(depth - 1, scope), self.term(depth - 1, scope)
        kind = self.random.randrange(16)
        if kind < 4:
            return left + right
        if kind < 8:
            return left * right if kind < 7 else left - right
        if kind == 8:
            return left / right
        if kind == 9:
            return left ** self.random.choice((2, 3, -1, -2))
        if kind < 12:
            self.bound += 1
            over = index(f"k{self.bound}", self.random.choice((ROWS, COLUMNS)))
            return total(over, self.term(depth - 1, [*scope, over]))
        if kind == 12:
            return function(self.random.choice(("max", "min")), left, right)
        if kind == 13:
            relation: Any = self.random.choice(("<", ">", "<=", ">="))
            pieces = ((compare(left, relation, right), self.term(depth - 1, scope).term), (Always(), right.term))
            return Formula(Piecewise(pieces))
        if kind == 14:
            rows = [entry("u", each) for each in scope if each.range is ROWS]
            return derivative(left, self.random.choice((*SCALARS, *rows)))
        return function(self.random.choice(UNARY), left)

    def definitions(self) -> tuple[Definition, ...]:
        """A scalar, an array and a function, each defined by a random formula of free names."""
        self.named = False
        over, parameter = index("d", ROWS), scalar("t")
        found = (
            define(scalar("s"), self.term(2, [])),
            define(entry("p", over), self.term(2, [over])),
            define(call("h", parameter), self.term(1, []) * function("tanh", parameter) + parameter**2),
        )
        self.named = True
        return found


def changed(start: Claim, random: Random) -> Claim:
    """The claim with its right side changed by a valid law, a doubtful one, or a mistake."""
    kind = random.random()
    if kind < 0.45:
        return rewritten(start, random, random.choice(tuple(REWRITERS))) or start
    if kind < 0.8:
        return replace(start, right=doubtful(start.right, random))
    return mutated(random.choice(tuple(KINDS)), start, random) or start


def claims(wanted: int, seed: int) -> Iterator[Claim]:
    """`wanted` random claims whose sides are not the same term."""
    random = Random(seed)
    free = [index("a", ROWS), index("b", ROWS), index("c", COLUMNS)]
    made = 0
    while made < wanted:
        growth = Growth(random)
        definitions = growth.definitions() if random.random() < 0.4 else ()
        growth.named = bool(definitions)
        body = growth.term(random.choice((1, 2, 2, 3)), free[: random.choice((0, 0, 1, 2, 3))])
        found = claim(body, body, definitions)
        for _ in range(random.choice((1, 1, 2, 3))):
            try:
                found = changed(found, random)
            except ValueError:
                continue
        if found.left is not found.right:
            made += 1
            yield found
