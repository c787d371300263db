"""The functions of the table as elements, checked against their enclosures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.cases import decide
from symback.kernel.display import element_to_term, polynomial_to_term
from symback.kernel.element import Restart, SplitSign
from symback.kernel.errors import KernelError
from symback.kernel.functions import FUNCTIONS
from symback.kernel.normalise import Normaliser
from symback.kernel.signs import record_sign
from tests.kernel.build import add, enclosure_at, f, mul, neg, num, point, power, sub, workspace, x, y

PLACES = {"acosh": Fraction(7, 3), "asin": Fraction(-2, 5), "acos": Fraction(2, 7), "atanh": Fraction(1, 3)}


def normal_form(term: t.Term, place: Fraction) -> t.Term:
    """The normal form, as a term, in the case that the place is in."""
    space = workspace()
    signs: list[tuple[Polynomial, int]] = []
    for _ in range(8):
        space.open_case()
        normaliser = Normaliser(space)
        try:
            for polynomial, sign in signs:
                record_sign(space, polynomial, sign, strict=False)
            normaliser.find_lumps((term,))
            return element_to_term(space, normaliser(term))
        except Restart:
            continue
        except SplitSign as split:
            low, _ = enclosure_at(polynomial_to_term(space, split.polynomial), point(x=place))
            signs.append((split.polynomial, 1 if low > 0 else -1))
    raise AssertionError("no case settles")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_normal_form_has_the_value_of_the_function(name: str) -> None:
    place = PLACES.get(name, Fraction(5, 4))
    term = f(name, x, sub(1, x)) if FUNCTIONS[name].arity is None else f(name, x)
    low, high = enclosure_at(normal_form(term, place), point(x=place))
    other_low, other_high = enclosure_at(term, point(x=place))
    assert low <= other_high
    assert other_low <= high


EQUAL = [
    (f("abs", neg(x)), f("abs", x)),
    (f("abs", mul(x, y)), mul(f("abs", x), f("abs", y))),
    (f("max", x, y), neg(f("min", neg(x), neg(y)))),
    (add(f("max", x, y), f("min", x, y)), add(x, y)),
    (f("max", x, y, x), f("max", y, x)),
    (f("relu", x), mul(num("1/2"), add(x, f("abs", x)))),
    (sub(f("relu", x), f("relu", neg(x))), x),
    (f("sqrt", power(x, 2)), f("abs", x)),
    (f("sign", mul(x, y)), mul(f("sign", x), f("sign", y))),
    (f("asinh", x), f("log", add(x, f("sqrt", add(1, power(x, 2)))))),
    (add(f("acos", x), f("asin", x)), mul(num("1/2"), t.Constant("pi"))),
    (mul(f("tan", x), f("cos", x)), f("sin", x)),
    (mul(f("tanh", x), f("cosh", x)), f("sinh", x)),
]
DIFFERENT = [
    (f("abs", add(x, y)), add(f("abs", x), f("abs", y))),
    (f("sqrt", power(x, 2)), x),
    (f("max", x, y), x),
    (f("relu", x), x),
    (f("relu", neg(x)), neg(f("relu", x))),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_laws_by_cases(left: t.Term, right: t.Term) -> None:
    assert decide(left, right, (), (), fast().ring(), 50_000).completed >= 1


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_no_false_laws(left: t.Term, right: t.Term) -> None:
    with pytest.raises(KernelError):
        decide(left, right, (), (), fast().ring(), 50_000)
