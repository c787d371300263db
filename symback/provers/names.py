"""All names stay names, also those that only one side shows: they may cancel."""

from __future__ import annotations

from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.preparing import definitions_of, prepare
from symback.kernel.theorem import Normalise, Theorem, infer
from symback.kernel.unfold import names_in
from symback.registry import Prover


def prove(claim: Claim, witness: Point, budget: int) -> Theorem:
    """Compare the sides after the derivatives are carried out, with no definition put in."""
    prepared = prepare(claim, frozenset())
    definitions = definitions_of(claim)
    if names_in(prepared.left, definitions) == names_in(prepared.right, definitions):
        raise KernelError("SB305", "both sides show the same names: tried before")
    return infer(Normalise(claim, frozenset(), witness, budget))


PROVER = Prover("names as atoms", cost=3, prove=prove)
