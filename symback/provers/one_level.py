"""The definitions of the names that the sides show are put in, one level deep."""

from __future__ import annotations

from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.theorem import Normalise, Theorem, definitions_of, infer, prepare, used_names
from symback.kernel.unfold import names_in
from symback.registry import Prover


def prove(claim: Claim, witness: Point, budget: int) -> Theorem:
    """Open the names that remain after the derivatives are carried out, but not what these are made of."""
    definitions = definitions_of(claim)
    prepared = prepare(claim, frozenset())
    shown = names_in(prepared.left, definitions) | names_in(prepared.right, definitions)
    if not shown or shown >= used_names(claim):
        raise KernelError("SB305", "one level is all there is")
    return infer(Normalise(claim, shown, witness, budget))


PROVER = Prover("definitions one level deep", cost=2, prove=prove)
