"""What an author may have left out: the pieces that a claim's two sides and its definitions are made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from symback.hints._edits import size_of
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.errors import KernelError
from symback.kernel.preparing import definitions_of, prepare
from symback.kernel.scope import free_indices, substitute
from symback.kernel.terms import IndexVariable, Term, walk
from symback.kernel.unfold import names_in

_MOST_PIECES = 80
_LARGEST = 16
_MOST_PLACINGS = 4


def pieces(claim: Claim) -> tuple[Term, ...]:
    """Names, values of functions, sums and products that occur in the claim, short ones first.

    The left side is taken apart as it is written, with its derivatives carried out, and with its own
    names put in; so is the right side as it is written.
    """
    found: dict[Term, None] = {}
    for source in _sources(claim):
        for node in walk(source):
            if isinstance(node, Term) and not isinstance(node, t.Number | t.Constant) and size_of(node) <= _LARGEST:
                found[node] = None
                if isinstance(node, t.Entry):
                    found[_anywhere(node)] = None
                if isinstance(node, t.Mul):
                    for place in range(1, len(node.factors) - 1):
                        found[t.Mul(node.factors[place:])] = None
    return tuple(sorted(found, key=size_of)[:_MOST_PIECES])


def _anywhere(piece: t.Entry) -> Term:
    """The entry at any position: its author may have meant another one than is written."""
    return t.Entry(
        piece.array, tuple(IndexVariable(f"#{place}", index.range) for place, index in enumerate(piece.indices))
    )


def _sources(claim: Claim) -> Iterator[Term]:
    yield claim.left
    yield claim.right
    try:
        yield prepare(claim, frozenset()).left
        yield prepare(claim, names_in(claim.left, definitions_of(claim))).left
    except KernelError:
        return


def placed(piece: Term, scope: frozenset[IndexVariable]) -> Iterator[Term]:
    """The piece with indices that are known at a place: its own where they are, else others of their range."""
    loose = sorted(free_indices(piece) - scope, key=lambda index: index.name)
    known = sorted(scope, key=lambda index: index.name)
    choices = [[index for index in known if index.range is other.range] for other in loose]
    if any(not choice for choice in choices):
        return
    for images in islice(product(*choices), _MOST_PLACINGS):
        yield substitute(piece, dict(zip(loose, images, strict=True)))
