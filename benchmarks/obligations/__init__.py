"""The equations that the benchmarks decide: true ones, and false ones made of them by one mistake."""

from __future__ import annotations

from benchmarks.obligations import activations, losses, networks, symbolic
from benchmarks.obligations.mistakes import mistaken
from benchmarks.obligations.obligation import Obligation

__all__ = ["Obligation", "all_obligations", "true_obligations"]


def true_obligations() -> tuple[Obligation, ...]:
    """The true ones."""
    return tuple(each for part in (activations, networks, losses, symbolic) for each in part.obligations())


def all_obligations() -> tuple[Obligation, ...]:
    """The true ones, each followed by a false one made of it."""
    found: list[Obligation] = []
    for number, each in enumerate(true_obligations()):
        found.append(each)
        false = mistaken(each, number)
        if false is not None:
            found.append(false)
    return tuple(found)
