"""Floor 2: named activations and losses as definitions, each with its source. No algebra."""

from __future__ import annotations

from symback.kernel.claim import Definition
from symback.library.activations import ACTIVATIONS
from symback.library.losses import LOSSES


def find(name: str) -> Definition | None:
    """The definition of the activation or loss of that name, `silu` or `cross_entropy`; None if there is none."""
    named = ACTIVATIONS.get(name) or LOSSES.get(name)
    return named.definition if named is not None else None
