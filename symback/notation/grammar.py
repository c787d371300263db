"""Terms as nested arrays: the `term` of a JSON report. The grammar is in docs/reference/term-grammar.md."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any, TypeAlias

from symback.kernel.claim import Definition
from symback.kernel.terms import (
    Add,
    Always,
    And,
    Call,
    Compare,
    Condition,
    Constant,
    Delta,
    Derivative,
    Entry,
    Family,
    Function,
    Functional,
    Index,
    IndexVariable,
    Mul,
    Node,
    Not,
    Number,
    Or,
    Piecewise,
    Power,
    Range,
    SameIndex,
    Size,
    Sum,
    Symbol,
    Term,
    children,
    walk,
)
from symback.notation._layout import digits
from symback.notation._trampoline import descend

LARGEST = 20_000
DEEPEST = 250

Array: TypeAlias = list[Any]
_Visit: TypeAlias = Generator[Term | Condition, Array, Array]


def arrays(term: Term, definitions: Iterable[Definition] = ()) -> Array | None:
    """The term as nested arrays, inside a `let` of the definitions that it uses.

    None where it would have more than 20,000 arrays, or be nested more than 250 deep: many programs
    read no JSON deeper than that.
    """
    used = needed((term,), definitions)
    whole = [term, *(definition.body for definition in used)]
    if any(_too_large(part) for part in whole):
        return None
    body = descend(_visit, term)
    if not used:
        return body
    return ["let", [_definition(definition) for definition in used], body]


def needed(nodes: Iterable[Node], definitions: Iterable[Definition]) -> list[Definition]:
    """The definitions of the names in `nodes`, and of the names in those, in the order given."""
    known: dict[str, list[Definition]] = {}
    order = list(definitions)
    for definition in order:
        known.setdefault(definition.name, []).append(definition)
    found: set[int] = set()
    waiting = list(nodes)
    while waiting:
        for node in walk(waiting.pop()):
            match node:
                case Symbol(name=name) | Entry(array=name) | Call(name=name) | Functional(name=name):
                    fresh = [one for one in known.get(name, ()) if id(one) not in found]
                    found.update(map(id, fresh))
                    waiting.extend(one.body for one in fresh)
                case _:
                    pass
    return [definition for definition in order if id(definition) in found]


def _too_large(term: Term) -> bool:
    """Whether the arrays of the term would be too many or too deep, counted without writing them."""
    size: dict[int, int] = {}
    depth: dict[int, int] = {}
    stack: list[tuple[Node, bool]] = [(term, False)]
    while stack:
        node, done = stack.pop()
        if id(node) in size:
            continue
        below = list(children(node))
        if done:
            size[id(node)] = 1 + sum(size[id(child)] for child in below)
            depth[id(node)] = 1 + max((depth[id(child)] for child in below), default=0)
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in below)
        if isinstance(node, Number) and "…" in digits(node.value):
            return True
    return size[id(term)] > LARGEST or depth[id(term)] > DEEPEST


def _definition(definition: Definition) -> Array:
    return [
        "define",
        definition.name,
        [_index(index) for index in definition.indices],
        [parameter.name for parameter in definition.parameters],
        descend(_visit, definition.body),
    ]


def _range(over: Range) -> str | Array:
    return over.name if over.name == over.size else ["range", over.name, over.size]


def _index(index: Index) -> Array:
    kind, value = ("index", index.name) if isinstance(index, IndexVariable) else ("element", index.value)
    return [kind, value, _range(index.range)]


def _visit(node: Term | Condition) -> _Visit:
    return (yield from _condition(node)) if isinstance(node, Condition) else (yield from _term(node))


def _all(nodes: Iterable[Term | Condition]) -> Generator[Term | Condition, Array, Array]:
    written = []
    for node in nodes:
        written.append((yield node))  # noqa: PERF401
    return written


def _term(term: Term) -> _Visit:
    match term:
        case Number(value=value):
            return ["number", str(value)]
        case Constant(name=name):
            return ["constant", name]
        case Symbol(name=name):
            return ["symbol", name]
        case Size(range=over):
            return ["size", _range(over)]
        case Entry(array=array, indices=indices):
            return ["entry", array, [_index(index) for index in indices]]
        case Add(terms=terms):
            return ["add", *(yield from _all(terms))]
        case Mul(factors=factors):
            return ["mul", *(yield from _all(factors))]
        case Power(base=base, exponent=exponent):
            return ["power", (yield base), (yield exponent)]
        case Function(name=name, arguments=arguments):
            return ["function", name, *(yield from _all(arguments))]
        case Call(name=name, arguments=arguments, orders=orders):
            return ["call", name, list(orders), *(yield from _all(arguments))]
        case Functional(name=name, indices=indices, arguments=families, partials=partials):
            return [
                "functional",
                name,
                [_index(index) for index in indices],
                (yield from _families(families)),
                [[position, [_index(index) for index in where]] for position, where in partials],
            ]
        case Sum(index=index, body=body):
            return ["sum", index.name, _range(index.range), (yield body)]
        case Delta(left=left, right=right):
            return ["delta", _index(left), _index(right)]
        case Piecewise(pieces=pieces):
            written = []
            for condition, piece in pieces:
                written.append([(yield condition), (yield piece)])
            return ["cases", *written]
        case Derivative(body=body, variable=variable, mode=mode):
            return ["derivative", (yield body), (yield variable), mode]
    raise TypeError(f"no arrays for {type(term).__name__}")


def _families(families: Iterable[Family]) -> Generator[Term | Condition, Array, Array]:
    written = []
    for family in families:
        body = yield family.body
        written.append([[_index(index) for index in family.indices], body])
    return written


def _condition(condition: Condition) -> _Visit:
    match condition:
        case Always():
            return ["always"]
        case Compare(relation=relation, left=left, right=right):
            return ["compare", relation, (yield left), (yield right)]
        case SameIndex(left=left, right=right):
            return ["same", _index(left), _index(right)]
        case Not(condition=inner):
            return ["not", (yield inner)]
        case And(conditions=conditions):
            return ["and", *(yield from _all(conditions))]
        case Or(conditions=conditions):
            return ["or", *(yield from _all(conditions))]
    raise TypeError(f"no arrays for {type(condition).__name__}")
