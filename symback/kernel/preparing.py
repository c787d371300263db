"""Claims made ready for a decision: derivatives carried out, definitions put in, bound indices apart.

What is prepared for one claim serves its neighbours: the work is remembered by side and definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from symback.kernel import terms as t
from symback.kernel.claim import Claim, Definition
from symback.kernel.derive import lower
from symback.kernel.errors import KernelError, Unsupported
from symback.kernel.scope import free_indices, kinds, leaves, substitute
from symback.kernel.terms import Condition, IndexVariable, Term
from symback.kernel.unfold import closure, names_in, unfold, write_out

_OF_INDICES = {t.SameIndex, t.Not, t.And, t.Or, IndexVariable, t.IndexValue}
_RESERVED = frozenset("·$~#∀")
Definitions = tuple[Definition, ...]
Free = frozenset[IndexVariable]


@dataclass(frozen=True, slots=True)
class Setting:
    """Definitions by name, by name where the derivatives in a definition exist, and all free indices."""

    definitions: dict[str, Definition]
    where: dict[str, tuple[Condition, ...]]
    free: Free


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claim without derivatives: the sides, and where the derivatives exist."""

    left: Term
    right: Term
    where: tuple[Condition, ...]


def setting(claim: Claim) -> Setting:
    """The claim's definitions without derivatives, and where these derivatives exist.

    Bound indices are made apart from the claim's free ones, so that an index that a condition inherits
    from a sum is never taken for a free one: it stands for all its values. Raises `KernelError` for a
    name that is defined twice.
    """
    return _setting(claim.definitions, free_of(claim))


def free_of(claim: Claim) -> Free:
    """The free indices of the sides, and those that an assumption compares with other indices."""
    named = (condition for condition in claim.assumptions if kinds(condition) <= _OF_INDICES)
    return free_indices(claim.left).union(free_indices(claim.right), *map(free_indices, named))


def varying_names(claim: Claim) -> tuple[str, ...]:
    """The names that vary, and all names that their definitions are made of."""
    definitions = definitions_of(claim)
    bodies = (definitions[name].body for name in closure(frozenset(claim.varying), definitions))
    found = (str(getattr(leaf, "name", getattr(leaf, "array", ""))) for body in bodies for leaf in leaves(body))
    return (*claim.varying, *found)


@lru_cache(maxsize=1024)
def _setting(definitions: Definitions, free: Free) -> Setting:
    plain: dict[str, Definition] = {}
    for definition in definitions:
        if plain.get(definition.name, definition) != definition:
            raise KernelError("SB306", f"{definition.name} has two definitions")
        plain[definition.name] = definition
        # An index that stands on the right side of a definition only is the claim's, wherever the name is used.
        free |= free_indices(definition.body) - frozenset(definition.indices)
    result: dict[str, Definition] = {}
    where: dict[str, tuple[Condition, ...]] = {}
    for name, definition in plain.items():
        body, conditions = lower(write_out(definition.body, free), plain)
        result[name] = replace(definition, body=write_out(body, free))
        if conditions:
            where[name] = tuple(_for_all(condition, definition) for condition in conditions)
    return Setting(result, where, free)


def _for_all(condition: Condition, definition: Definition) -> Condition:
    """A condition of a definition's body, for all values of the definition's indices."""
    if any(isinstance(node, t.Symbol) and node in definition.parameters for node in t.walk(condition)):
        raise Unsupported(f"{definition.name} is a function whose body has a derivative that does not exist everywhere")
    return substitute(condition, {index: IndexVariable(f"{index.name}∀", index.range) for index in definition.indices})


def definitions_of(claim: Claim) -> dict[str, Definition]:
    """The claim's definitions by name, without derivatives."""
    return setting(claim).definitions


def prepare(claim: Claim, opened: frozenset[str]) -> Prepared:
    """Carry out the derivatives and put in the definitions of `opened`."""
    free = free_of(claim)
    opened = frozenset(opened & setting(claim).definitions.keys())
    left, of_left = _side(claim.left, claim.definitions, free, opened)
    right, of_right = _side(claim.right, claim.definitions, free, opened)
    return Prepared(left, right, tuple(dict.fromkeys((*of_left, *of_right))))


@lru_cache(maxsize=4096)
def _side(
    term: Term, definitions: Definitions, free: Free, opened: frozenset[str]
) -> tuple[Term, tuple[Condition, ...]]:
    for leaf in leaves(term):
        size = leaf.range.size if isinstance(leaf, IndexVariable | t.IndexValue | t.Size) else 1
        if isinstance(size, int) and size < 1:
            raise Unsupported("a range without elements")
        name = str(getattr(leaf, "name", getattr(leaf, "array", "")))
        if not _RESERVED.isdisjoint(name):
            raise Unsupported(f"the name {name}: the signs · $ ~ # ∀ are kept for names made by symback")
    known = _setting(definitions, free)
    where: dict[Condition, None] = {}
    if opened:
        lowered, exists = _side(term, definitions, free, frozenset())
        result = unfold(lowered, opened, known.definitions, where)
    else:
        result, exists = lower(write_out(term, known.free), known.definitions)
        names = closure(names_in(term, known.definitions), known.definitions)
        exists += tuple(condition for name in sorted(names) for condition in known.where.get(name, ()))
    for condition in exists:
        where[unfold_condition(condition, opened, known.definitions)] = None
    return write_out(result, known.free), tuple(where)


def unfold_condition(condition: Condition, opened: frozenset[str], definitions: dict[str, Definition]) -> Condition:
    """A condition with the definitions of `opened` put in."""
    if not isinstance(condition, t.Compare) or not opened:
        return condition
    more: dict[Condition, None] = {}
    return t.Compare(
        condition.relation,
        unfold(condition.left, opened, definitions, more),
        unfold(condition.right, opened, definitions, more),
    )


def used_names(claim: Claim) -> frozenset[str]:
    """All defined names that the claim depends on."""
    free = free_of(claim)
    return _used(claim.left, claim.definitions, free) | _used(claim.right, claim.definitions, free)


@lru_cache(maxsize=4096)
def _used(term: Term, definitions: Definitions, free: Free) -> frozenset[str]:
    known = _setting(definitions, free).definitions
    return closure(names_in(term, known), known)
