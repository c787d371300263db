from __future__ import annotations

from symback.hints.SB101_sign import opposite
from symback.kernel import terms as t
from tests.hints.asking import hint_of
from tests.kernel.build import add, claim, derivative, f, mul, neg, num, power, sub, x, y


def test_a_lost_inner_sign_is_found() -> None:
    hint = hint_of(claim(derivative(f("exp", neg(x)), x), f("exp", neg(x))))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB101", "−exp(−x)")


def test_the_page_of_the_code_is_right() -> None:
    wrong = claim(derivative(power(sub(1, x), 2), x), mul(2, sub(1, x)))
    hint = hint_of(wrong)
    assert hint is not None
    assert hint.code == "SB101"


def test_one_term_of_a_sum_may_have_the_wrong_sign() -> None:
    hint = hint_of(claim(derivative(mul(x, sub(x, y)), x), add(mul(2, x), y)))
    assert hint is not None
    assert (hint.code, hint.message) == ("SB101", "the sign of one term is wrong")


def test_opposite_makes_no_double_sign() -> None:
    assert opposite(num(3)) is num(-3)
    assert opposite(opposite(x)) is x
    assert opposite(t.Mul((t.MINUS_ONE, x, y))) is t.Mul((x, y))
