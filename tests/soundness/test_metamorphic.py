"""Changes that cannot change the truth do not change the answer: names, order of definitions, sizes, sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from symback.judge import judge
from symback.kernel.claim import Claim
from symback.kernel.terms import Call, Entry, Functional, IndexVariable, Range, Symbol
from tests.soundness.certifier import is_false
from tests.soundness.lines import Line
from tests.soundness.mutants import Mutant, mutants, unified
from tests.soundness.rebuilding import mapped


def everywhere(claim: Claim, change: Any) -> Claim:
    """The claim with every node changed, in its definitions and assumptions too."""
    return replace(
        claim,
        left=mapped(claim.left, change),
        right=mapped(claim.right, change),
        definitions=tuple(
            replace(
                each,
                name=change(Symbol(each.name)).name,
                body=mapped(each.body, change),
                indices=mapped(each.indices, change),
                parameters=mapped(each.parameters, change),
            )
            for each in claim.definitions
        ),
        assumptions=tuple(mapped(each, change) for each in claim.assumptions),
    )


def primed(node: Any) -> Any:
    """Another name for every symbol, array, function and index."""
    match node:
        case Symbol(name):
            return Symbol("N" + name)
        case Entry(array, indices):
            return Entry("N" + array, indices)
        case Call(name, arguments, orders):
            return Call("N" + name, arguments, orders)
        case Functional(name, indices, arguments, partials):
            return Functional("N" + name, indices, arguments, partials)
        case IndexVariable(name, where):
            return IndexVariable("N" + name, where)
        case _:
            return node


def sized(claim: Claim, number: int) -> Claim:
    """The claim for one written size of every range."""
    return everywhere(claim, lambda node: Range(node.name, number) if isinstance(node, Range) else node)


@pytest.fixture(scope="module")
def some(material: tuple[Line, ...], full: bool) -> tuple[Line, ...]:
    return material if full else material[::4]


@pytest.fixture(scope="module")
def wrong(material: tuple[Line, ...], full: bool) -> tuple[Mutant, ...]:
    return tuple(mutants(material, 420 if full else 70, seed=9))


def variants(claim: Claim) -> Iterator[tuple[str, Claim]]:
    yield "names", everywhere(claim, primed)
    yield "definitions turned round", replace(claim, definitions=claim.definitions[::-1])
    yield "sides exchanged", replace(claim, left=claim.right, right=claim.left)


def test_proved_stays_proved(some: tuple[Line, ...]) -> None:
    for line in some:
        for change, claim in variants(line.claim):
            assert judge(claim).status == "proved", (change, line.name)


def test_refuted_stays_refuted(wrong: tuple[Mutant, ...]) -> None:
    for mutant in wrong:
        for change, claim in variants(mutant.claim):
            assert judge(claim).status == "refuted", (change, mutant.kind, mutant.line)


def test_a_special_size_is_proved_too(some: tuple[Line, ...]) -> None:
    for line in some:
        if line.symbolic:
            for number in (2, 3):
                assert judge(sized(line.claim, number)).status in {"proved", "supported"}, (number, line.name)


def test_one_range_for_all_is_proved_too(some: tuple[Line, ...]) -> None:
    for line in some:
        if line.symbolic:
            assert judge(unified(line.claim)).status == "proved", line.name


def test_a_false_special_size_is_never_proved(wrong: tuple[Mutant, ...]) -> None:
    for mutant in wrong:
        if mutant.symbolic:
            claim = sized(mutant.claim, 2)
            if is_false(claim):
                assert judge(claim).status == "refuted", (mutant.kind, mutant.line)
