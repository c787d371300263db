"""Occurrences of a written expression inside a term: the reading of a derivative by an expression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.errors import Unsupported
from symback.kernel.scope import Visit, instantiate, name_of, rewrite
from symback.kernel.terms import Node, Term, walk


def _flat(term: Term) -> tuple[type[Term] | None, Counter[Term]]:
    """The factors of a product or terms of a sum, as a multiset over nested ones."""
    kind: type[Term]
    if isinstance(term, t.Mul):
        kind = t.Mul
    elif isinstance(term, t.Add):
        kind = t.Add
    else:
        return None, Counter([term])
    parts: Counter[Term] = Counter()
    stack: list[Term] = [term]
    while stack:
        item = stack.pop()
        if isinstance(item, kind):
            stack.extend(item.factors if isinstance(item, t.Mul) else item.terms)
        else:
            parts[item] += 1
    return kind, parts


def _replace(body: Term, wanted: Term, image: Term) -> Term:
    """`body` with each occurrence of `wanted` replaced; products and sums match in any order."""
    kind, parts = _flat(wanted)

    def rule(node: Node, visit: Visit) -> Node | None:
        if node is wanted:
            return image
        if kind is not None and isinstance(node, kind):
            _, mine = _flat(node)
            if all(mine[part] >= times for part, times in parts.items()):
                rest = [visit(item) for item in (mine - parts).elements()]
                return kind((image, *rest)) if rest else image  # type: ignore[call-arg]
        return None

    return rewrite(body, rule)


def _names(term: Term, definitions: Mapping[str, Definition]) -> set[str]:
    """The names of all symbols and arrays that `term` depends on, through definitions."""
    found: set[str] = set()
    stack: list[Node] = [term]
    opened: set[str] = set()
    while stack:
        for node in walk(stack.pop()):
            if not isinstance(node, t.Symbol | t.Entry | t.Call):
                continue
            name = name_of(node)
            if name is None:
                continue
            if not isinstance(node, t.Call):
                found.add(name)
            if name in definitions and name not in opened:
                opened.add(name)
                stack.append(definitions[name].body)
    return found


def abstract(body: Term, wanted: Term, stand_in: t.Symbol, definitions: Mapping[str, Definition]) -> Term:
    """`body` as a function of the expression `wanted`, which becomes the variable `stand_in`.

    Names are unfolded only as far as needed to find it. What remains may not depend on the same names.
    """
    for _ in range(64):
        result = _replace(body, wanted, stand_in)
        if result is not body:
            # Names, not entries: x_i also stands in x_j where i = j, and in a sum over k of x_k.
            left_over = _names(result, definitions) & _names(wanted, definitions)
            if left_over:
                raise Unsupported("a derivative by an expression whose parts also occur outside of it")
            return result
        opened = _open_names(body, definitions)
        if opened is body:
            break
        body = opened
    raise Unsupported("a derivative by an expression that does not occur in what is differentiated")


def _open_names(body: Term, definitions: Mapping[str, Definition]) -> Term:
    """`body` with each defined name replaced by its definition, once."""

    def rule(node: Node, _: Visit) -> Node | None:
        if isinstance(node, t.Symbol) and node.name in definitions:
            return instantiate(definitions[node.name], (), ())
        if isinstance(node, t.Entry) and node.array in definitions:
            return instantiate(definitions[node.array], node.indices, ())
        return None

    return rewrite(body, rule)
