from __future__ import annotations

from symback.hints._quotient import difference, quotient, simple_product
from tests.kernel.build import add, claim, define, f, mul, num, power, sub, x, y, z


def test_what_one_side_is_of_the_other() -> None:
    assert quotient(claim(mul(2, x, y), x)) in {mul(2, y), mul(y, 2)}
    assert difference(claim(add(x, y), x)) is y


def test_in_the_names_of_the_author() -> None:
    named = claim(mul(x, z), x, definitions=(define("z", f("exp", y)),))
    assert quotient(named) is z


def test_nothing_that_is_the_other_side_in_disguise() -> None:
    assert quotient(claim(x, add(y, z))) is None
    assert difference(claim(power(x, 2), sub(y, power(z, 3)))) is None
    assert quotient(claim(x, 0)) is None


def test_numbers_go_to_the_front() -> None:
    assert simple_product(num(1), x) is x
    assert simple_product(num(2), mul(3, x)) is mul(6, x)
    assert simple_product(num(2), mul(power(2, -1), x)) is mul(2, power(2, -1), x)
    assert simple_product(power(x, 2), y) is mul(power(x, 2), y)
