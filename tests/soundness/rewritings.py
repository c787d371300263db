"""True claims that look different: a side of a true line rewritten by valid laws, certified numerically.

The stream is a function of the seed and the material alone; no two rewritings are alike, and each changes
the term it starts from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from symback.kernel.claim import Claim
from symback.kernel.terms import Derivative, Term
from tests.soundness import algebra_rewriters, index_rewriters
from tests.soundness.certifier import agrees
from tests.soundness.independent import Unsettled
from tests.soundness.lines import Line
from tests.soundness.rebuilding import Path, at, places, replaced
from tests.soundness.surroundings import surroundings

REWRITERS = {each.__name__: each for each in (*algebra_rewriters.REWRITERS, *index_rewriters.REWRITERS)}
LARGEST = 90
"""Nodes of a side beyond which a rewriting is not continued."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A true claim, the line it was made of and the laws that were used."""

    kinds: tuple[str, ...]
    line: str
    claim: Claim
    symbolic: bool


def _held(side: Term, path: Path) -> bool:
    """Whether the place is a derivative's variable, or inside the body of a direct one."""
    if "variable" in path:
        return True
    for length in range(len(path)):
        node = at(side, path[:length])
        if isinstance(node, Derivative) and (node.mode == "direct" or not isinstance(node.body, Term)):
            return True
    return False


def rewritten(claim: Claim, random: Random, name: str) -> Claim | None:
    """The claim with one side rewritten by the named law at a random place, or None where it never fits."""
    first = random.random() < 0.35
    return _rewritten(claim, random, name, first) or _rewritten(claim, random, name, not first)


def _rewritten(claim: Claim, random: Random, name: str, on_left: bool) -> Claim | None:
    side = claim.left if on_left else claim.right
    spots = [(path, node) for path, node in places(side) if isinstance(node, Term) and not _held(side, path)]
    random.shuffle(spots)
    for path, node in spots:
        if path and path[-1] == "exponent":
            continue
        try:
            found = list(REWRITERS[name](node, surroundings(claim, side, path), random))
        except ValueError:
            continue
        found = [each for each in found if each is not node]
        if found:
            changed = replaced(side, path, random.choice(found))
            return replace(claim, left=changed) if on_left else replace(claim, right=changed)
    return None


def _suitable(name: str, material: Sequence[Line], random: Random) -> list[Line]:
    """Up to 40 of the lines that the law fits."""
    fitting = (line for line in random.sample(material, len(material)) if rewritten(line.claim, random, name))
    return list(islice(fitting, 40))


def rewritings(material: Sequence[Line], wanted: int, seed: int = 1) -> Iterator[Rewriting]:
    """`wanted` certified rewritings, every law in turn, up to three laws one after the other."""
    random = Random(seed)
    seen = {(line.claim.left, line.claim.right) for line in material}
    names = tuple(REWRITERS)
    suitable = {name: _suitable(name, material, random) or list(material) for name in names}
    made = 0
    for attempt in range(60 * wanted):
        if made == wanted:
            return
        used: list[str] = []
        line = random.choice(suitable[names[attempt % len(names)]])
        claim: Claim = line.claim
        for step in range(random.choice((1, 1, 2, 3))):
            name = names[attempt % len(names)] if step == 0 else random.choice(names)
            changed = rewritten(claim, random, name)
            if changed is not None and sum(1 for _ in places((changed.left, changed.right))) <= 2 * LARGEST:
                claim = changed
                used.append(name)
        if not used or (claim.left, claim.right) in seen:
            continue
        seen.add((claim.left, claim.right))
        try:
            certain = agrees(claim, random.randint(1, 10**9), 3)
        except Unsettled:
            continue
        if certain:
            made += 1
            yield Rewriting(tuple(used), line.name, claim, line.symbolic)
