"""False claims made of true ones by one small mistake, each certified false without the kernel.

Seven kinds in equal shares: sign, factor, index, dropped, exponent, argument, transposed. The stream is a
function of the seed and the material alone, and no two mutants are alike.
"""
# ruff: noqa: ARG001  (all kinds have one signature; not every kind looks at the whole claim)

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from symback.kernel.claim import Claim
from symback.kernel.terms import (
    Add,
    Call,
    Delta,
    Entry,
    Function,
    IndexVariable,
    Mul,
    Number,
    Power,
    Range,
    Size,
    Sum,
    Symbol,
    Term,
    negative,
    number,
    walk,
)
from tests.soundness.certifier import is_false
from tests.soundness.independent import Unsettled
from tests.soundness.lines import Line
from tests.soundness.rebuilding import Path, at, binders, free_indices, mapped, places, replaced
from tests.soundness.rewritings import rewritten

Change = tuple[Path, Any]

BEFORE = ("unfold", "unfold", "rename_bound", "expand", "reorder", "split", "pull", "slopes", "factor_out", "powers")
"""The laws that a line may be rewritten by before the mistake is made."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A false claim, the line it was made of and how."""

    kind: str
    line: str
    claim: Claim
    symbolic: bool


def _terms(side: Term) -> Iterator[tuple[Path, Term]]:
    """The terms in a side, outside exponents' numbers and outside the variables of derivatives."""
    for path, node in places(side):
        if isinstance(node, Term) and "variable" not in path:
            yield path, node


def _sign(side: Term, claim: Claim) -> Iterator[Change]:
    for path, node in _terms(side):
        if isinstance(node, Number) and path and path[-1] == "exponent":
            continue
        yield path, negative(node)


def _factor(side: Term, claim: Claim) -> Iterator[Change]:
    sizes = [Size(each) for each in _ranges(claim)]
    for path, node in _terms(side):
        if isinstance(node, Number) and path and path[-1] == "exponent":
            continue
        for factor in (number(2), number(Fraction(1, 2)), number(3), *sizes):
            yield path, Mul((factor, node))


def _index(side: Term, claim: Claim) -> Iterator[Change]:
    for path, scope in _scopes(side):
        node = at(side, path)
        if isinstance(node, IndexVariable) and not _binding_place(side, path):
            for other in sorted(scope | _free(claim), key=lambda each: each.name):
                if other is not node and other.range is node.range:
                    yield path, other


def _dropped(side: Term, claim: Claim) -> Iterator[Change]:
    for path, node in _terms(side):
        if isinstance(node, Add) and len(node.terms) > 1:
            for place in range(len(node.terms)):
                kept = node.terms[:place] + node.terms[place + 1 :]
                yield path, kept[0] if len(kept) == 1 else Add(kept)
        if isinstance(node, Mul) and len(node.factors) > 1:
            for place in range(len(node.factors)):
                factors = node.factors[:place] + node.factors[place + 1 :]
                yield path, factors[0] if len(factors) == 1 else Mul(factors)
        if isinstance(node, Sum) and node.index not in set(walk(node.body)):
            yield path, node.body


def _exponent(side: Term, claim: Claim) -> Iterator[Change]:
    for path, node in _terms(side):
        if isinstance(node, Power) and isinstance(node.exponent, Number):
            for change in (1, -1, 2):
                yield path, Power(node.base, number(node.exponent.value + change))
            yield path, Power(node.base, number(-node.exponent.value))
            yield path, node.base
        elif not isinstance(node, Number | Delta):
            yield path, Power(node, number(2))
            yield path, Power(node, number(-1))
            yield path, Power(node, number(3))


def _argument(side: Term, claim: Claim) -> Iterator[Change]:
    names = [each for each in walk(side) if isinstance(each, Symbol | Entry)]
    for path, node in _terms(side):
        if isinstance(node, Function | Call):
            for place, argument in enumerate(node.arguments):
                where = (*path, "arguments", place)
                yield where, negative(argument)
                yield where, Mul((number(2), argument))
                yield where, Add((argument, number(1)))
                for other in names:
                    if other is not argument and _in_scope(other, side, where, claim):
                        yield where, other
        if isinstance(node, Call) and sum(node.orders):
            yield path, Call(node.name, node.arguments, (0,) * len(node.orders))
        elif isinstance(node, Call):
            yield path, Call(node.name, node.arguments, (1, *node.orders[1:]))


def _transposed(side: Term, claim: Claim) -> Iterator[Change]:
    for path, node in places(side):
        if isinstance(node, Entry) and len(node.indices) == 2:
            first, second = node.indices
            if first.range is second.range and first is not second:
                yield path, Entry(node.array, (second, first))


def _ranges(claim: Claim) -> list[Range]:
    found = {
        each.range
        for side in (claim.left, claim.right, *(d.body for d in claim.definitions))
        for each in walk(side)
        if isinstance(each, IndexVariable) and isinstance(each.range.size, str)
    }
    return sorted(found, key=lambda each: each.name)


def _free(claim: Claim) -> set[IndexVariable]:
    return free_indices(claim.left) | free_indices(claim.right)


def _scopes(side: Term) -> Iterator[tuple[Path, set[IndexVariable]]]:
    """Each path with the indices bound around it."""
    for path, _ in places(side):
        bound: set[IndexVariable] = set()
        for length in range(len(path)):
            bound |= set(binders(at(side, path[:length])))
        yield path, bound


def _binding_place(side: Term, path: Path) -> bool:
    """Whether the index at the path is the one that a sum or family binds, not a use of it."""
    parent = path[:-1]
    while parent and isinstance(at(side, parent), tuple):
        parent = parent[:-1]
    node = at(side, parent)
    return path[len(parent)] in ("index", "indices") and bool(binders(node))


def _in_scope(other: Term, side: Term, path: Path, claim: Claim) -> bool:
    bound: set[IndexVariable] = set()
    for length in range(len(path)):
        bound |= set(binders(at(side, path[:length])))
    return free_indices(other) <= bound | _free(claim)


KINDS: dict[str, Callable[[Term, Claim], Iterator[Change]]] = {
    "sign": _sign,
    "factor": _factor,
    "index": _index,
    "dropped": _dropped,
    "exponent": _exponent,
    "argument": _argument,
    "transposed": _transposed,
}


def unified(claim: Claim) -> Claim:
    """The claim for one range in the place of all its ranges of symbolic size: a special case of it."""
    one = Range("M", "M")
    symbolic = {each.name for each in _ranges(claim)}

    def change(node: Any) -> Any:
        return one if isinstance(node, Range) and node.name in symbolic else node

    return Claim(
        mapped(claim.left, change),
        mapped(claim.right, change),
        claim.relation,
        tuple(
            replace(each, body=mapped(each.body, change), indices=mapped(each.indices, change))
            for each in claim.definitions
        ),
        tuple(mapped(each, change) for each in claim.assumptions),
    )


def _clashes(claim: Claim) -> bool:
    """Whether one name stands for two indices, so that unifying their ranges could join them."""
    names: dict[str, Range] = {}
    nodes = (claim.left, claim.right, *(each.body for each in claim.definitions))
    return any(
        names.setdefault(each.name, each.range) is not each.range
        for node in nodes
        for each in walk(node)
        if isinstance(each, IndexVariable)
    )


def mutated(kind: str, claim: Claim, random: Random) -> Claim | None:
    """The claim with one mistake of the kind at a random place of a random side, or None."""
    on_left = random.random() < 0.3
    for left in (on_left, not on_left):
        side = claim.left if left else claim.right
        changes = list(KINDS[kind](side, claim))
        if changes:
            path, new = random.choice(changes)
            changed = replaced(side, path, new)
            return replace(claim, left=changed) if left else replace(claim, right=changed)
    return None


def _suitable(kind: str, material: Sequence[Line]) -> list[Line]:
    """The lines that the kind of mistake fits, several ranges joined where indices are to be exchanged."""
    found = []
    for line in material:
        claim = line.claim
        if kind == "transposed" and len(_ranges(claim)) > 1:
            if _clashes(claim):
                continue
            claim = unified(claim)
        if any(True for side in (claim.left, claim.right) for _ in KINDS[kind](side, claim)):
            found.append(replace(line, claim=claim))
    return found


def mutants(material: Sequence[Line], wanted: int, seed: int = 1) -> Iterator[Mutant]:
    """`wanted` certified mutants, the kinds in turn, at least every second one of symbolic size.

    Every second mistake is made in a line that one or two laws have rewritten before.
    """
    random = Random(seed)
    seen = {(line.claim.left, line.claim.right) for line in material}
    suitable = {kind: _suitable(kind, material) for kind in KINDS}
    kinds = tuple(KINDS)
    made = 0
    for _ in range(100 * wanted):
        if made == wanted:
            return
        kind = kinds[made % len(kinds)]
        ranged = [line for line in suitable[kind] if line.symbolic]
        line = random.choice(ranged if made // len(kinds) % 2 == 0 and ranged else suitable[kind])
        start: Claim = line.claim
        for _ in range(random.choice((0, 0, 1, 2))):
            start = rewritten(start, random, random.choice(BEFORE)) or start
        claim = mutated(kind, start, random)
        if claim is None or (claim.left, claim.right) in seen:
            continue
        seen.add((claim.left, claim.right))
        try:
            certain = is_false(claim, random.randint(1, 10**9))
        except (Unsettled, KeyError):
            continue
        if certain:
            made += 1
            yield Mutant(kind, line.name, claim, line.symbolic)
