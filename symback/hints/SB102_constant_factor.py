"""A constant factor is missing, or one too many.

What: the two sides differ by a number, or by a size such as the n of a mean.
Wrong: d/da sum_k (a_k - y_k)^2 / n = 2 (a_k - y_k)
Right: d/da sum_k (a_k - y_k)^2 / n = 2 (a_k - y_k) / n
Source: the 2 of a square, the 1/2 put before it, the 1/n of a mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symback.hints._edits import edits, product, with_other, without
from symback.hints._quotient import simple_product
from symback.kernel import terms as t
from symback.kernel.claim import Claim
from symback.kernel.terms import MINUS_ONE, IndexVariable, Node, Number, Term, walk
from symback.notation.show import show
from symback.registry import Mistake, Repair


def is_constant(term: Term) -> bool:
    """Whether the term is a number or a size, or a power of one."""
    base = term.base if isinstance(term, t.Power) and isinstance(term.exponent, Number) else term
    return isinstance(base, Number | t.Size | t.Constant)


def _constants(claim: Claim) -> tuple[Term, ...]:
    """2, 1/2, 3 and the sizes of the claim with their inverses."""
    sides = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    ranges = {
        node.range: None
        for side in sides
        for node in walk(side)
        if isinstance(node, t.Size | IndexVariable) and isinstance(node.range.size, str)
    }
    sizes = [t.Size(each) for each in sorted(ranges, key=lambda each: each.name)]
    inverses = [t.Power(size, MINUS_ONE) for size in sizes]
    return (t.number(2), t.number(Fraction(1, 2)), *inverses, *sizes, t.number(3), t.number(4))


def _fewer(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, t.Mul) and len(node.factors) > 1:
        for place, factor in enumerate(node.factors):
            if is_constant(factor) and factor is not MINUS_ONE:
                yield product(without(node.factors, place))


def _other_number(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
    if isinstance(node, Number) and node.value not in (0, 1, -1):
        yield t.number(node.value / 2)
        yield t.number(node.value * 2)


def _other_sizes(claim: Claim) -> Iterator[Term]:
    sizes = [constant for constant in _constants(claim) if isinstance(constant, t.Size)]

    def swapped(node: Node, _: frozenset[IndexVariable]) -> Iterator[Node]:
        if isinstance(node, t.Size | t.Symbol):
            yield from (size for size in sizes if size is not node)

    yield from edits(claim.right, swapped)


def repairs(claim: Claim) -> Iterator[Repair]:
    """A constant factor taken out, then one put before the row, a term, a product or an argument."""
    for right in edits(claim.right, _fewer):
        yield Repair(right, "a constant factor is too many")
    for right in _other_sizes(claim):
        yield Repair(right, "the size is another one")
    constants = _constants(claim)
    for constant in constants:
        yield Repair(simple_product(constant, claim.right), f"the factor {show(constant)} is missing")
    for right in edits(claim.right, _other_number):
        yield Repair(right, "a number is wrong by a factor of 2")
    for constant in constants:

        def scaled(node: Node, _: frozenset[IndexVariable], constant: Term = constant) -> Iterator[Node]:
            if isinstance(node, t.Add):
                for place, item in enumerate(node.terms):
                    yield t.Add(with_other(node.terms, place, simple_product(constant, item)))
            elif isinstance(node, t.Function):
                for place, item in enumerate(node.arguments):
                    image = simple_product(constant, item)
                    yield t.Function(node.name, with_other(node.arguments, place, image))

        message = f"the factor {show(constant)} is missing in one place"
        for right in edits(claim.right, scaled):
            yield Repair(right, message)


HINT = Mistake("SB102", "wrong constant factor", cost=2, repairs=repairs)
