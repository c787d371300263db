import pytest
from sympy import Eq, Function, Idx, IndexedBase, KroneckerDelta, Piecewise, Sum, Symbol, symbols

from symback.kernel.terms import Range
from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.learning import Learner, sum_place
from symback.sympy_bridge.names import Names
from symback.sympy_bridge.ranges import Ranges
from symback.sympy_bridge.scope import Scope

i, j, k, n, m, x = symbols("i j k n m x")
X, Y = IndexedBase("X"), IndexedBase("Y")
f = Function("f")


def learned(*expressions, parameters=frozenset()):
    learner = Learner(Names(), Ranges(), Scope(0, parameters=parameters))
    for expression in expressions:
        learner.learn(expression, {})
        learner.settle()
    return learner


def test_an_index_makes_its_places_one_dimension():
    learner = learned(X[i] * Y[i], Sum(Y[k], (k, 1, n)))
    assert learner.ranges.range(("axis", "X", 0)) is Range("n", "n")
    assert set(learner.scope.letters) == {"i"}


def test_a_bound_letter_is_no_free_letter():
    total = Sum(X[j] ** 2, (j, 1, n))
    learner = learned(total)
    assert learner.scope.letters == {}
    assert learner.ranges.range(sum_place(learner.scope, total, 0, {})) is Range("n", "n")


def test_deltas_and_compared_letters_join():
    assert learned(KroneckerDelta(i, j) * X[i] * Sum(X[k], (k, 1, n))).ranges.range(("letter", 0, "j")) is Range(
        "n", "n"
    )
    assert learned(Piecewise((1, Eq(i, j)), (0, True)), X[i] * Y[j]).names.sorts["i"] == "scalar"
    joined = learned(X[i] * Y[j], Piecewise((1, Eq(i, j)), (0, True)))
    assert joined.ranges.range(("axis", "X", 0)) is joined.ranges.range(("axis", "Y", 0))


def test_shapes_and_indices_say_sizes():
    W = IndexedBase("W", shape=(m, 3))
    learner = learned(W[i, j] * X[Idx("l", n)])
    assert [learner.ranges.range(("axis", "W", axis)).size for axis in (0, 1)] == ["m", 3]
    assert learner.ranges.range(("axis", "X", 0)).size == "n"


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        (X[i + 1], "SB223"),
        (X[Y[i]], "SB223"),
        (X[i] + X[i, j], "SB227"),
        (f(x) + f(x, x), "SB227"),
        (X[i] + Symbol("X"), "SB227"),
        (Symbol("x", real=True) + x, "SB905"),
        (X[i] * Y[Symbol("i", integer=True)], "SB905"),
        (Sum(X[k], (k, 1, i)) * Y[i], "SB225"),
        (Sum(Sum(X[k], (k, 1, j)), (j, 1, n)), "SB225"),
        (Sum(X[k], (k, 1, n)) + Sum(X[k], (k, 0, n - 1)), "SB226"),
        (Sum(X[k], (k, 1, n)) + Sum(X[k], (k, 1, m)), "SB226"),
        (Sum(X[k], (k, 1, 3)) + X[5], "SB226"),
        (IndexedBase("X", offset=2)[i], "SB223"),
    ],
)
def test_what_clashes_stops(expression, code):
    with pytest.raises(NotReadable) as stopped:
        learned(expression)
    assert stopped.value.reason.code == code


def test_parameters_are_not_names_of_the_derivation():
    learner = learned(f(x), x + 1, parameters=frozenset({x}))
    assert set(learner.names.sorts) == {"f"}
    with pytest.raises(NotReadable, match="ends at a parameter"):
        learned(Sum(X[k], (k, 1, x)), parameters=frozenset({x}))
