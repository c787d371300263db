"""True rewritings of one node by the laws of sums, deltas and definitions."""
# ruff: noqa: ARG001  (all laws have one signature; not every law looks around)

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from symback.kernel.terms import (
    ONE,
    Add,
    Call,
    Delta,
    Entry,
    IndexVariable,
    Mul,
    Node,
    Size,
    Sum,
    Symbol,
    Term,
    negative,
    number,
    walk,
)
from symback.kernel.terms import Power as Raised
from tests.soundness.algebra_rewriters import product
from tests.soundness.rebuilding import free_indices, mapped, rename_free
from tests.soundness.surroundings import Surroundings


def fresh(node: Node, where: IndexVariable, around: Surroundings, random: Random) -> IndexVariable:
    """An index over the same range with a name that occurs nowhere near."""
    taken = {each.name for each in walk(node) if isinstance(each, IndexVariable)} | {i.name for i in around.indices}
    letters = [name for name in (*"abcdefgpqrs", *(f"i{n}" for n in range(40))) if name not in taken]
    return IndexVariable(random.choice(letters[:12]), where.range)


def renamed(node: Sum, new: IndexVariable) -> Sum:
    """The same sum with another bound index."""
    body = rename_free(node.body, {node.index: new})
    assert isinstance(body, Term)
    return Sum(new, body)


def rename_bound(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ_k a_k = Σ_l a_l."""
    if isinstance(node, Sum):
        yield renamed(node, fresh(node, node.index, around, random))


def split(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ (a + b) = Σ a + Σ b."""
    if isinstance(node, Sum) and isinstance(node.body, Add):
        yield Add(tuple(Sum(node.index, each) for each in node.body.terms))


def join(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ_k a + Σ_l b = Σ_k (a + b)."""
    if isinstance(node, Add) and all(isinstance(each, Sum) for each in node.terms):
        sums = [each for each in node.terms if isinstance(each, Sum)]
        first = sums[0].index
        if all(each.index.range is first.range for each in sums):
            new = fresh(node, first, around, random)
            yield Sum(new, Add(tuple(renamed(each, new).body for each in sums)))


def pull(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ_k c a_k = c Σ_k a_k and back."""
    if isinstance(node, Sum) and isinstance(node.body, Mul):
        still = tuple(each for each in node.body.factors if node.index not in free_indices(each))
        rest = tuple(each for each in node.body.factors if node.index in free_indices(each))
        if still:
            yield Mul((*still, Sum(node.index, product(rest))))
    if isinstance(node, Mul):
        for place, each in enumerate(node.factors):
            if isinstance(each, Sum):
                others = node.factors[:place] + node.factors[place + 1 :]
                new = fresh(node, each.index, around, random)
                if others:
                    yield Sum(new, Mul((*others, renamed(each, new).body)))


def commute(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ_i Σ_j a = Σ_j Σ_i a."""
    if isinstance(node, Sum) and isinstance(node.body, Sum) and node.index is not node.body.index:
        yield Sum(node.body.index, Sum(node.index, node.body.body))


def contract(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """x_i = Σ_k δ_ik x_k."""
    if isinstance(node, Entry):
        for position, index in enumerate(node.indices):
            if isinstance(index, IndexVariable) and not around.differentiated:
                new = fresh(node, index, around, random)
                indices = (*node.indices[:position], new, *node.indices[position + 1 :])
                yield Sum(new, Mul((Delta(index, new), Entry(node.array, indices))))


def constant_summand(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """a = 1/n Σ_k a."""
    ranges = sorted({each.range for each in around.indices}, key=lambda each: each.name)
    for where in ranges:
        new = fresh(node, IndexVariable("k", where), around, random)
        yield Mul((Raised(Size(where), number(-1)), Sum(new, node)))


def take_out(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """Σ_k a_k = a_i + Σ_k (1 - δ_ik) a_k."""
    if isinstance(node, Sum):
        for index in sorted(around.indices, key=lambda each: each.name):
            if index.range is node.index.range and index is not node.index:
                try:
                    single = rename_free(node.body, {node.index: index})
                except ValueError:
                    continue
                others = Mul((Add((ONE, negative(Delta(index, node.index)))), node.body))
                yield Add((single, Sum(node.index, others)))


def square_of_sum(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """(Σ_k a_k)^2 = Σ_k Σ_l a_k a_l."""
    if isinstance(node, Raised) and isinstance(node.base, Sum) and node.exponent is number(2):
        new = fresh(node, node.base.index, around, random)
        yield Sum(node.base.index, Sum(new, Mul((node.base.body, renamed(node.base, new).body))))


def unfold(node: Term, around: Surroundings, random: Random) -> Iterator[Term]:
    """A name by its definition, outside derivatives."""
    if around.differentiated:
        return
    match node:
        case Symbol(name) if name in around.definitions and not around.definitions[name].parameters:
            body = around.definitions[name].body
            if not free_indices(body):
                yield body
        case Entry(array, indices) if array in around.definitions:
            definition = around.definitions[array]
            names = dict(zip(definition.indices, indices, strict=True))
            bound = [each for each in walk(definition.body) if isinstance(each, Sum)]
            if any(each.index in indices for each in bound):
                body = definition.body
                for each in bound:
                    body = _rebound(body, each, fresh(node, each.index, around, random))
                yield rename_free(body, names)
            else:
                yield rename_free(definition.body, names)
        case Call(name, arguments, orders) if name in around.definitions and not sum(orders):
            definition = around.definitions[name]
            if not any(isinstance(each, Sum) for each in walk(definition.body)):
                values = dict(zip(definition.parameters, arguments, strict=True))
                yield mapped(definition.body, lambda part: values.get(part, part))


def _rebound(body: Term, old: Sum, new: IndexVariable) -> Term:
    result = mapped(body, lambda part: renamed(old, new) if part is old else part)
    assert isinstance(result, Term)
    return result


REWRITERS = (
    rename_bound,
    split,
    join,
    pull,
    commute,
    contract,
    constant_summand,
    take_out,
    square_of_sum,
    unfold,
)
