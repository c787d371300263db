"""Both sides at a point; conditions over the indices that the point leaves open."""

from __future__ import annotations

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.evaluation import holds_everywhere, value_at
from tests.kernel.build import add, compare, define, entry, f, i, inv, k, mul, point, sub, total, x, y

BALLS = fast().balls(100)


def test_the_sides_are_enclosed() -> None:
    outcome = value_at(add(x, y), mul(2, x), point(x=3, y=1), {}, BALLS)
    assert outcome is not None
    assert (outcome.left.lower(), outcome.right.upper()) == (4, 6)
    assert not outcome.exact
    same = value_at(x, x, point(x=3), {}, BALLS)
    assert same is not None
    assert same.exact


def test_a_side_without_a_value_gives_nothing() -> None:
    assert value_at(inv(x), x, point(x=0), {}, BALLS) is None
    assert value_at(f("log", x), x, point(x=-1), {}, BALLS) is None
    assert value_at(f("sqrt", sub(x, x)), y, point(x=1), {}, BALLS) is None


def test_definitions_are_used() -> None:
    known = {"y": define("y", mul(x, x))}
    outcome = value_at(y, x, point(x=3), known, BALLS)
    assert outcome is not None
    assert outcome.left.lower() == 9


def test_a_loose_index_stands_for_all_its_values() -> None:
    condition = compare(entry("a", k), ">")
    assert holds_everywhere((condition,), point({"n": 2}, a=[1, 2]), {}, BALLS)
    assert not holds_everywhere((condition,), point({"n": 2}, a=[1, 0]), {}, BALLS)
    here = compare(entry("a", i), ">")
    assert holds_everywhere((here,), point({"n": 2}, {"i": 1}, a=[1, 0]), {}, BALLS)
    assert not holds_everywhere((condition,), point({}, a=[1]), {}, BALLS)


def test_a_condition_without_a_certain_answer_does_not_hold() -> None:
    assert not holds_everywhere((compare(inv(x), ">"),), point(x=0), {}, BALLS)
    assert holds_everywhere((compare(total(k, entry("a", k)), "==", 1),), point({"n": 2}, a=["1/3", "2/3"]), {}, BALLS)
    assert holds_everywhere((t.Not(t.SameIndex(i, t.IndexValue(2, i.range))),), point({"n": 2}, {"i": 1}), {}, BALLS)
