"""Which definitions to put in: those of names that only one side of a claim shows."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.claim import Claim, Definition
from symback.kernel.preparing import definitions_of, prepare, used_names
from symback.kernel.scope import leaves
from symback.kernel.terms import Term
from symback.kernel.unfold import closure, names_in


def open_by_need(claim: Claim, opened: frozenset[str]) -> frozenset[str]:
    """`opened` and what must be put in, outermost first, until both sides show the same names.

    A function's derivative is another name than the function; it is known through the function, so what
    is called f(z) has to show that.
    """
    definitions = definitions_of(claim)
    for _ in range(2 * len(definitions) + 1):
        prepared = prepare(claim, opened)
        left, right = _shown(prepared.left, definitions), _shown(prepared.right, definitions)
        derivatives = {name for name, orders in left ^ right if orders} - opened
        if derivatives:
            shown = {name for name, _ in left | right}
            opened |= derivatives | {n for n in shown if not derivatives.isdisjoint(_used(n, definitions))}
            continue
        names = {name for name, _ in left ^ right} - opened
        if not names:
            break
        above = _above(left, right, definitions) | _above(right, left, definitions)
        if above - opened:
            opened |= above
            continue
        outermost = {n for n in names if not any(n in _below(other, definitions) for other in names - {n})}
        opened |= outermost or names
    return opened


def _above(
    here: frozenset[tuple[str, tuple[int, ...]]],
    there: frozenset[tuple[str, tuple[int, ...]]],
    definitions: dict[str, Definition],
) -> frozenset[str]:
    """The names shown there that are made of names shown only here: the one side has them written out."""
    alone = {name for name, _ in here - there}
    return frozenset(name for name, _ in there if not alone.isdisjoint(_below(name, definitions)))


def along_paths(claim: Claim) -> frozenset[str]:
    """The names that a derivative in the claim runs through: their definitions show in its result."""
    definitions = definitions_of(claim)
    found: set[str] = set()
    used = used_names(claim)
    bodies = (definition.body for definition in claim.definitions if definition.name in used)
    for side in (claim.left, claim.right, *bodies):
        for node in t.walk(side):
            if isinstance(node, t.Derivative):
                variables = {_name(leaf) for leaf in leaves(node.variable)}
                for name in closure(names_in(node.body, definitions), definitions) - variables:
                    inside = {
                        _name(leaf)
                        for n in closure(frozenset((name,)), definitions)
                        for leaf in _leaves(n, definitions)
                    }
                    if inside & variables:
                        found.add(name)
    return frozenset(found)


def _leaves(name: str, definitions: dict[str, Definition]) -> frozenset[t.Node]:
    return leaves(definitions[name].body)


def _name(leaf: t.Node) -> str:
    return (
        leaf.array
        if isinstance(leaf, t.Entry)
        else ""
        if isinstance(leaf, t.IndexVariable)
        else getattr(leaf, "name", "")
    )


def _shown(term: Term, definitions: dict[str, Definition]) -> frozenset[tuple[str, tuple[int, ...]]]:
    found = set()
    for leaf in leaves(term):
        name = _name(leaf)
        if name in definitions:
            found.add((name, leaf.orders if isinstance(leaf, t.Call) and any(leaf.orders) else ()))
    return frozenset(found)


def _used(name: str, definitions: dict[str, Definition]) -> frozenset[str]:
    return names_in(definitions[name].body, definitions)


def _below(name: str, definitions: dict[str, Definition]) -> frozenset[str]:
    return closure(frozenset((name,)), definitions) - {name}
