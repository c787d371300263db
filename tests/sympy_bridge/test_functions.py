from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from symback.kernel.functions import FUNCTIONS as KERNEL
from symback.kernel.terms import Function, Number, walk
from symback.sympy_bridge.back import to_sympy
from symback.sympy_bridge.functions import FUNCTIONS


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_only_the_kernels_functions_are_built(function):
    built = FUNCTIONS[function]((Number(Fraction(1, 3)),))
    names = {node.name for node in walk(built) if isinstance(node, Function)}
    assert names <= set(KERNEL)


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@given(numerator=st.integers(-40, 40).filter(bool))
def test_the_value_is_that_of_sympy(function, numerator):
    place = Fraction(numerator, 17)
    if function in (sympy.log, sympy.acosh):
        place = abs(place) + 1
    if function in (sympy.asin, sympy.acos, sympy.atanh):
        place /= 3
    expected = function(sympy.Rational(place.numerator, place.denominator))
    found = to_sympy(FUNCTIONS[function]((Number(place),))).doit()
    assert abs(sympy.N(found, 30) - sympy.N(expected, 30)) < sympy.Rational(1, 10**25)


def test_a_logarithm_may_name_its_base():
    eight, two = Number(Fraction(8)), Number(Fraction(2))
    assert sympy.N(to_sympy(FUNCTIONS[sympy.log]((eight, two)))) == pytest.approx(3)


@pytest.mark.parametrize(("declared", "expected"), [((), sympy.Rational(1, 2)), ((0,), 0), ((1,), 1)])
def test_the_step_has_its_declared_value_at_its_kink(declared, expected):
    arguments = (Number(Fraction(0)), *(Number(Fraction(value)) for value in declared))
    assert to_sympy(FUNCTIONS[sympy.Heaviside](arguments)).doit() == expected
