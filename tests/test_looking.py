from __future__ import annotations

from symback.judge import judge
from symback.looking import Meeting, meeting
from tests.kernel.build import add, claim, define, div, f, mul, point, power, x, y, z


def test_equal_values_meet_and_others_are_apart() -> None:
    assert meeting(claim(add(x, x), mul(2, x)), point(x=3)) is Meeting.MEETS
    assert meeting(claim(add(x, x), mul(2, x, x)), point(x=3)) is Meeting.APART


def test_a_side_without_a_value_meets_nothing() -> None:
    assert meeting(claim(div(x, x), 1), point(x=0)) is Meeting.UNKNOWN
    assert meeting(claim(f("log", x), f("log", x)), point(x=-1)) is Meeting.UNKNOWN


def test_definitions_are_put_in() -> None:
    named = claim(z, power(x, 2), definitions=(define("z", mul(x, y)),))
    assert meeting(named, point(x=2, y=2)) is Meeting.MEETS
    assert meeting(named, point(x=2, y=3)) is Meeting.APART


def test_a_look_is_no_evidence() -> None:
    nearly = claim(f("exp", x), add(f("exp", x), power(10, -30)))
    assert meeting(nearly, point(x=1)) is Meeting.MEETS
    assert judge(nearly).status == "refuted"
