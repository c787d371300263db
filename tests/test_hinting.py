from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from symback.hinting import generic_points, hints_for, mistakes
from symback.judge import judge
from symback.kernel.claim import Claim
from symback.verdict import Proved, Refuted
from tests.kernel.build import add, claim, derivative, div, f, mul, neg, num, power, x, y
from tests.soundness.lines import lines
from tests.soundness.mutants import KINDS
from tests.soundness.rebuilding import replaced


def refuted(false: Claim) -> Refuted:
    verdict = judge(false)
    assert isinstance(verdict, Refuted)
    return verdict


def test_likely_mistakes_come_first() -> None:
    costs = [mistake.cost for mistake in mistakes()]
    assert costs == sorted(costs)
    assert len({mistake.code for mistake in mistakes()}) == len(mistakes())


def test_a_repair_is_proved_before_it_is_shown() -> None:
    wrong = claim(derivative(f("sin", mul(3, x)), x), f("cos", mul(3, x)))
    for mistake in mistakes():
        for repair in mistake.repairs(wrong):
            shown = [hint.replacement for hint in hints_for(wrong, refuted(wrong))]
            if isinstance(judge(Claim(wrong.left, repair.right)), Proved):
                assert shown == ["3·cos(3·x)"]
                return
    raise AssertionError("no repair was found")


def test_what_has_no_small_repair_has_no_hint() -> None:
    wrong = claim(f("exp", power(x, 2)), div(f("log", add(2, power(y, 2))), add(5, power(x, 4))))
    assert hints_for(wrong, refuted(wrong)) == ()


def test_the_left_side_is_not_offered_as_its_own_repair() -> None:
    wrong = claim(neg(x), x)
    assert "−x" not in [hint.replacement for hint in hints_for(wrong, refuted(wrong))]


def test_a_piece_that_is_zero_repairs_nothing() -> None:
    wrong = claim(add(x, neg(x)), mul(x, y))
    assert hints_for(wrong, refuted(wrong)) == ()
    wrong = claim(mul(x, add(y, 1)), mul(x, add(y, neg(y))))
    assert not any("(y + 1)" in (hint.replacement or "") for hint in hints_for(wrong, refuted(wrong)))


def test_points_of_no_generality_are_left_out() -> None:
    kinked = claim(power(f("sign", x), 2), 1)
    assert refuted(kinked).refutation.point.symbols["x"] == 0
    found = [point.symbols["x"] for point in generic_points(kinked)]
    assert len(found) > 4
    assert 0 not in found


def one_mistake(wanted: int) -> Iterator[Claim]:
    """True lines with one mistake in the right side, the kinds in turn."""
    random = Random(5)
    material = [line.claim for line in lines()]
    made = 0
    while made < wanted:
        true = random.choice(material)
        changes = list(list(KINDS.values())[made % len(KINDS)](true.right, true))
        if changes:
            path, new = random.choice(changes)
            made += 1
            yield replace(true, right=replaced(true.right, path, new))


def test_most_small_mistakes_are_explained() -> None:
    answers = [(false, judge(false)) for false in one_mistake(84)]
    wrong = [(false, answer) for false, answer in answers if isinstance(answer, Refuted)]
    explained = [hints_for(false, answer) for false, answer in wrong]
    assert len(wrong) > 42
    assert sum(map(bool, explained)) >= 0.85 * len(wrong)


def test_only_equations_are_repaired() -> None:
    wrong = claim(x, add(x, 1), relation="near", tolerance=num("1/2").value)
    assert hints_for(wrong, refuted(wrong)) == ()
