from __future__ import annotations

import pytest

from symback.kernel.terms import Term
from tests.hints.asking import hint_of
from tests.kernel.build import claim, derivative, f, mul, power, x


@pytest.mark.parametrize(
    ("body", "wrong", "repaired"),
    [
        (power(x, 3), mul(3, power(x, 3)), "3·x²"),
        (power(x, 3), mul(3, x), "3·x²"),
        (f("tan", x), power(f("cos", x), 2), "cos(x)⁻²"),
    ],
)
def test_a_power_that_was_not_lowered(body: Term, wrong: Term, repaired: str) -> None:
    hint = hint_of(claim(derivative(body, x), wrong))
    assert hint is not None
    assert (hint.code, hint.replacement) == ("SB108", repaired)
