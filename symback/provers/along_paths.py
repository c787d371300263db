"""The names that the derivatives run through are opened too: their definitions show in the result.

The derivative of a loss by the logits shows the softmax written out, where the author writes its name.
"""

from __future__ import annotations

from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.theorem import Normalise, Theorem, infer
from symback.provers._opening import along_paths, open_by_need
from symback.registry import Prover


def prove(claim: Claim, witness: Point, budget: int) -> Theorem:
    """Open the definitions along the paths of all derivatives, then what only one side shows."""
    paths = along_paths(claim)
    opened = open_by_need(claim, paths)
    if opened == open_by_need(claim, frozenset()):
        raise KernelError("SB305", "the derivatives run through nothing else")
    return infer(Normalise(claim, opened, witness, budget))


PROVER = Prover("definitions along the paths", cost=2, prove=prove)
