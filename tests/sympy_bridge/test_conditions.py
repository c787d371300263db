from dataclasses import dataclass

import pytest
from sympy import And, Contains, Eq, Ge, Gt, Interval, Le, Lt, Ne, Not, Or, Q, S, symbols

from symback.kernel import terms as t
from symback.sympy_bridge.conditions import check_assumption, condition
from symback.sympy_bridge.failure import NotReadable

x, y, i, j = symbols("x y i j")
RANGE = t.Range("n", "n")


@dataclass(frozen=True)
class Plain:
    """Symbols x and y are values, i and j are indices."""

    def term(self, node):
        return t.number(int(node)) if node.is_Integer else t.Symbol(node.name)

    def index(self, index, _place):
        return t.IndexValue(int(index), RANGE) if index.is_Integer else t.IndexVariable(index.name, RANGE)

    def is_index(self, candidate):
        return candidate in (i, j)

    def place(self, index):
        return index


X = t.Symbol("x")
SAME = t.SameIndex(t.IndexVariable("i", RANGE), t.IndexVariable("j", RANGE))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Gt(x, 0), t.Compare(">", X, t.ZERO)),
        (Ge(x, 0), t.Compare(">=", X, t.ZERO)),
        (Lt(x, 0), t.Compare("<", X, t.ZERO)),
        (Le(x, 0), t.Compare("<=", X, t.ZERO)),
        (Eq(x, 1), t.Compare("==", X, t.ONE)),
        (Ne(x, 1), t.Compare("!=", X, t.ONE)),
        (Eq(i, j), SAME),
        (Ne(i, j), t.Not(SAME)),
        (Eq(i, 2), t.SameIndex(t.IndexVariable("i", RANGE), t.IndexValue(2, RANGE))),
        (Q.positive(x), t.Compare(">", X, t.ZERO)),
        (Q.nonzero(x), t.Compare("!=", X, t.ZERO)),
        (Q.real(x), t.Always()),
        (S.true, t.Always()),
        (S.false, t.Not(t.Always())),
        (Not(Eq(x, 1), evaluate=False), t.Not(t.Compare("==", X, t.ONE))),
        (Or(Lt(x, 0), Eq(i, j)), t.Or((t.Compare("<", X, t.ZERO), SAME))),
    ],
)
def test_conditions_are_read(given, expected):
    read = condition(Plain(), given)
    assert read is expected or set(read.conditions) == set(expected.conditions)


@pytest.mark.parametrize(
    ("given", "code"), [(i < j, "SB235"), (Contains(x, Interval(0, 1)), "SB235"), (Eq(i, x), "SB224")]
)
def test_other_conditions_stop(given, code):
    with pytest.raises(NotReadable) as stopped:
        condition(Plain(), given)
    assert stopped.value.reason.code == code


@pytest.mark.parametrize("given", [x > 0, Eq(x, 1), Q.positive(x), And(x > 0, Q.nonzero(y)), True, S.true])
def test_assumptions_may_be_relations_and_predicates_of_sign(given):
    check_assumption(given)


@pytest.mark.parametrize("given", [x, "x > 0", Q.prime(x), Or(x > 0, y > 0), Not(Q.positive(x)), None])
def test_other_assumptions_are_type_errors(given):
    with pytest.raises(TypeError):
        check_assumption(given)
