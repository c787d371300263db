"""How the names of a derivation depend on each other, and what that says about its derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from symback.kernel.claim import Definition
from symback.kernel.terms import (
    Add,
    Call,
    Condition,
    Derivative,
    Entry,
    Functional,
    Mul,
    Node,
    Number,
    Sum,
    Symbol,
    Term,
    children,
    walk,
)


def names_in(node: Node) -> frozenset[str]:
    """The names of scalars, arrays and functions that occur in a term or condition."""
    found = set()
    for item in walk(node):
        match item:
            case Symbol(name) | Call(name) | Functional(name):
                found.add(name)
            case Entry(array):
                found.add(array)
    return frozenset(found)


def names_behind(definition: Definition) -> frozenset[str]:
    """The names that a definition's body uses, without its own parameters."""
    return names_in(definition.body) - {parameter.name for parameter in definition.parameters}


def closure(names: Iterable[str], behind: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The names themselves and all that their definitions lead to."""
    found: set[str] = set()
    stack = list(names)
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack.extend(behind.get(name, ()))
    return frozenset(found)


def circle(behind: Mapping[str, frozenset[str]]) -> tuple[str, ...] | None:
    """Names that are defined by each other, first name repeated at the end; None where there are none."""
    done: set[str] = set()
    for start in behind:
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            stack.append((start, iter(sorted(behind[start]))))
            path.append(start)
        while stack:
            name, following = stack[-1]
            step = next((other for other in following if other in behind and other not in done), None)
            if step is None:
                stack.pop()
                path.pop()
                done.add(name)
            elif step in path:
                return (*path[path.index(step) :], step)
            else:
                stack.append((step, iter(sorted(behind[step]))))
                path.append(step)
    return None


def dependences(definitions: Iterable[Definition]) -> dict[str, frozenset[str]]:
    """Each defined name with the names that its definition uses."""
    return {definition.name: names_behind(definition) for definition in definitions}


def known_names(definitions: Iterable[Definition]) -> frozenset[str]:
    """The defined names and the inputs: names that definitions use, and not only as what is differentiated."""
    found: set[str] = set()
    for definition in definitions:
        found.add(definition.name)
        stack: list[Node] = [definition.body]
        while stack:
            node = stack.pop()
            if isinstance(node, Derivative) and base_name(node.body) is not None:
                continue
            if isinstance(node, Symbol | Call | Functional | Entry):
                found.add(node.array if isinstance(node, Entry) else node.name)
            stack.extend(children(node))
    return frozenset(found)


def unknown_dependence(
    term: Term, behind: Mapping[str, frozenset[str]], known: frozenset[str]
) -> tuple[str, str] | None:
    """A derivative of which nothing says how it depends on its variable, as (name, variable).

    `known` are the names of which it is known that they are independent unless a definition joins them.
    """
    for node in walk(term):
        if not isinstance(node, Derivative):
            continue
        by = base_name(node.variable)
        inside = names_in(node.body)
        if by is None or not inside or by in closure(inside, behind):
            continue
        strangers = sorted(inside - known)
        if strangers or by not in known:
            return (strangers or sorted(inside))[0], by
    return None


def base_name(term: Term) -> str | None:
    """The name of a scalar, an entry or a function value; None for a compound term."""
    match term:
        case Symbol(name) | Call(name) | Functional(name):
            return name
        case Entry(array):
            return array
    return None


def direct_in_products(term: Term, behind: Mapping[str, frozenset[str]]) -> Term:
    """`term` with the parts of written chain-rule products and sums read as direct derivatives.

    These are the derivatives in a product of two or more derivatives, and those that stand by themselves
    beside such a product in a sum, whose variable stands in the differentiated name's own definition.
    """
    read: Term = _rewritten(term, behind, everywhere=False)
    return read


def has_written_chain_rule(term: Term) -> bool:
    """Whether a product of two or more derivatives stands in the term."""
    return any(isinstance(node, Mul | Add) and _parts_of_chain_rule(node) for node in walk(term))


def direct_everywhere(term: Term, behind: Mapping[str, frozenset[str]]) -> Term:
    """`term` with every derivative read as direct whose variable stands in the name's own definition."""
    read: Term = _rewritten(term, behind, everywhere=True)
    return read


def _rewritten(node: Any, behind: Mapping[str, frozenset[str]], *, everywhere: bool) -> Any:
    if isinstance(node, tuple):
        return tuple([_rewritten(part, behind, everywhere=everywhere) for part in node])
    if not isinstance(node, Term | Condition):
        return node
    return _rebuilt(node, behind, _parts_of_chain_rule(node), everywhere=everywhere)


def _parts_of_chain_rule(node: Term | Condition) -> frozenset[int]:
    """The derivatives, by identity, that make a product or sum a written chain rule; none if it is not one."""
    match node:
        case Mul():
            groups = [list(_derivative_factors(node))]
        case Add(terms):
            found = [(term, list(_derivative_factors(term))) for term in terms]
            groups = [factors for term, factors in found if len(factors) > 1 or _is_lone(term)]
        case _:
            return frozenset()
    if all(len(factors) < 2 for factors in groups):
        return frozenset()
    return frozenset(id(factor) for factors in groups for factor in factors)


def _is_lone(term: Term) -> bool:
    """Whether a summand is one derivative, up to a number and sums over indices."""
    match term:
        case Sum(_, body):
            return _is_lone(body)
        case Mul(factors):
            return all(isinstance(factor, Number) or _is_lone(factor) for factor in factors)
    return isinstance(term, Derivative)


def _rebuilt(node: Any, behind: Mapping[str, frozenset[str]], marked: frozenset[int], *, everywhere: bool) -> Any:
    """The node with its parts rewritten; `marked` are the derivatives of one written chain rule."""
    if isinstance(node, Derivative):
        direct = (everywhere or id(node) in marked) and _stands_in_own(node, behind)
        body = _rewritten(node.body, behind, everywhere=everywhere)
        return Derivative(body, node.variable, "direct" if direct else node.mode)
    parts = []
    for field in fields(node):
        part = getattr(node, field.name)
        inside = bool(marked) and (isinstance(node, Mul | Add) or (isinstance(node, Sum) and field.name == "body"))
        if inside and isinstance(part, tuple):
            parts.append(tuple([_factor(item, behind, marked, everywhere=everywhere) for item in part]))
        elif inside:
            parts.append(_factor(part, behind, marked, everywhere=everywhere))
        else:
            parts.append(_rewritten(part, behind, everywhere=everywhere))
    return type(node)(*parts)


def _factor(item: Any, behind: Mapping[str, frozenset[str]], marked: frozenset[int], *, everywhere: bool) -> Any:
    if isinstance(item, Derivative | Mul | Sum):
        return _rebuilt(item, behind, marked, everywhere=everywhere)
    return _rewritten(item, behind, everywhere=everywhere)


def _derivative_factors(node: Term) -> Iterator[Derivative]:
    """The derivatives that are factors of a product, also inside a sum over an index that is a factor."""
    match node:
        case Derivative():
            yield node
        case Mul(factors):
            for factor in factors:
                yield from _derivative_factors(factor)
        case Sum(_, body):
            yield from _derivative_factors(body)


def _stands_in_own(node: Derivative, behind: Mapping[str, frozenset[str]]) -> bool:
    name, by = base_name(node.body), base_name(node.variable)
    if name is None or by is None:
        return False
    own = behind.get(name, frozenset())
    if isinstance(node.body, Call):
        own = own.union(*[names_in(argument) for argument in node.body.arguments])
    return by in own
