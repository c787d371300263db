"""A definition with the place it is taken from."""

from __future__ import annotations

from dataclasses import dataclass

from symback.kernel.claim import Definition


@dataclass(frozen=True, slots=True)
class Named:
    """A definition of the library and the source of its formula."""

    definition: Definition
    source: str
