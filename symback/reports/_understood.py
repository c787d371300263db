"""A claim as it was read, in a sentence: for all n ≥ 1, i, j in 1..n, real z[·]: lhs = rhs, given …."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symback.document import Assumes, Claims, Defines, Derivation, Statement, Unread
from symback.kernel.claim import Definition
from symback.kernel.terms import (
    Call,
    Derivative,
    Entry,
    Family,
    Functional,
    IndexValue,
    IndexVariable,
    Mul,
    Node,
    Number,
    Range,
    Size,
    Sum,
    Symbol,
    Term,
    children,
    walk,
)
from symback.notation.grammar import needed
from symback.notation.show import show, show_name
from symback.reports._decimals import bounds

_RELATIONS = {"equal": "=", "near": "≈", "proportional": "∝"}


@dataclass(frozen=True, slots=True)
class _Free:
    """What a claim quantifies over, each in the order of first mention."""

    sizes: dict[str, None]
    indices: dict[IndexVariable, None]
    symbols: dict[str, None]
    arrays: dict[str, None]
    functions: dict[str, None]


def understood(statement: Statement, derivation: Derivation) -> str | None:
    """The statement as understood; None where it was not."""
    match statement.content:
        case Claims() as claims:
            sides = (claims.left, claims.right)
            assumptions = (*derivation.assumptions, *claims.assuming)
            both = {node.mode for side in sides for node in walk(side) if isinstance(node, Derivative)}
            mixed = len(both) > 1
            right = decimal_text(claims.right, claims.rounded) if claims.rounded is not None else None
            right = right or show(claims.right, modes=mixed)
            text = f"{show(claims.left, modes=mixed)} {_RELATIONS[claims.relation]} {right}"
            if claims.rounded is not None:
                text += f" within {bounds((Fraction(claims.rounded),) * 2)[0]}"
            if claims.varying:
                text += f", with a factor free of {', '.join(map(show_name, claims.varying))}"
            given = f", given {' and '.join(map(show, assumptions))}" if assumptions else ""
            mode = " [∂ total]" if both == {"total"} else " [∂ direct]" if both == {"direct"} else ""
            where = _unwritten(sides, derivation)
            return f"{_quantifier((*sides, *assumptions), derivation.definitions)}{text}{given}{where}{mode}"
        case Defines(definition=definition):
            return f"{_name(definition)} := {show(definition.body)}"
        case Assumes(condition=condition):
            return f"assume {show(condition)}"
        case Unread():
            return None


def decimal_text(term: Term, half_unit: str) -> str | None:
    """A decimal, given half a unit of its last digit, as it was printed; None for any other term."""
    match term:
        case Number(value=value):
            pass
        case Mul(factors=(Number(value=sign), Number(value=value))) if sign == -1:
            value = -value
        case _:
            return None
    digits = max(0, len(str(int(1 / (2 * Fraction(half_unit))))) - 1)
    scaled = value * 10**digits
    if scaled.denominator != 1:
        return None
    figures = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    whole, part = figures[: len(figures) - digits], figures[len(figures) - digits :]
    return ("−" if value < 0 else "") + whole + (f".{part}" if part else "")


def _name(definition: Definition) -> str:
    inside = ", ".join(show_name(one.name) for one in definition.parameters)
    indices = ",".join(index.name for index in definition.indices)
    return show_name(definition.name) + (f"({inside})" if inside else "") + (f"[{indices}]" if indices else "")


def _unwritten(sides: tuple[Term, ...], derivation: Derivation) -> str:
    """Definitions used by the sides that no statement of the document introduces: those of the library."""
    written = {one.content.definition.name for one in derivation.statements if isinstance(one.content, Defines)}
    named = {
        node.name if isinstance(node, Symbol | Call) else node.array
        for side in sides
        for node in walk(side)
        if isinstance(node, Symbol | Call | Entry)
    }
    lent = [one for one in derivation.definitions if one.name in named and one.name not in written]
    return "".join(f", where {_name(one)} := {show(one.body)}" for one in lent)


def _quantifier(nodes: tuple[Node, ...], definitions: tuple[Definition, ...]) -> str:
    """for all …: every size, free index, variable and opaque function of the claim and of its definitions."""
    free = _Free({}, {}, {}, {}, {})
    defined = {definition.name for definition in definitions}
    for node in nodes:
        _collect(node, free, defined, frozenset())
    for definition in needed(nodes, definitions):
        own = {parameter.name for parameter in definition.parameters}
        _collect(definition.body, free, defined | own, frozenset(definition.indices))
    ranges: dict[Range, list[str]] = {}
    for index in free.indices:
        ranges.setdefault(index.range, []).append(index.name)
    parts = []
    if free.sizes:
        parts.append(f"{', '.join(free.sizes)} ≥ 1")
    parts += [f"{', '.join(names)} in 1..{over.size}" for over, names in ranges.items()]
    reals = [*map(show_name, free.symbols), *(f"{show_name(name)}[·]" for name in free.arrays)]
    if reals:
        parts.append(f"real {', '.join(reals)}")
    if free.functions:
        parts.append(f"smooth {', '.join(map(show_name, free.functions))}")
    return f"for all {', '.join(parts)}: " if parts else ""


def _collect(root: Node, free: _Free, defined: set[str], around: frozenset[IndexVariable]) -> None:
    """Note every name and free index below `root`; bound indices are followed on the way down."""
    seen: set[tuple[int, frozenset[IndexVariable]]] = set()
    stack: list[tuple[Node, frozenset[IndexVariable]]] = [(root, around)]
    while stack:
        node, bound = stack.pop()
        if (id(node), bound) in seen:
            continue
        seen.add((id(node), bound))
        match node:
            case IndexVariable(range=over):
                if node not in bound:
                    free.indices[node] = None
                _note_size(over, free)
            case IndexValue(range=over) | Size(range=over):
                _note_size(over, free)
            case Sum(index=index):
                _note_size(index.range, free)
                bound |= {index}
            case Family(indices=indices):
                bound |= set(indices)
            case Symbol(name=name) if name not in defined:
                free.symbols[name] = None
            case Entry(array=name) if name not in defined:
                free.arrays[name] = None
            case Call(name=name) | Functional(name=name) if name not in defined:
                free.functions[name] = None
            case _:
                pass
        stack.extend((child, bound) for child in reversed(list(children(node))))


def _note_size(over: Range, free: _Free) -> None:
    if isinstance(over.size, str):
        free.sizes[over.size] = None
