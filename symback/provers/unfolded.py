"""Every definition is put in, down to the variables."""

from __future__ import annotations

from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.preparing import used_names
from symback.kernel.theorem import Normalise, Theorem, infer
from symback.registry import Prover


def prove(claim: Claim, witness: Point, budget: int) -> Theorem:
    """Open all names that the claim depends on."""
    names = used_names(claim)
    if not names:
        raise KernelError("SB305", "there are no definitions to put in")
    return infer(Normalise(claim, names, witness, budget))


PROVER = Prover("all definitions", cost=4, prove=prove)
