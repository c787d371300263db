from sympy import E, Function, Idx, IndexedBase, Sum, Symbol, log, symbols

from symback.document import Reason
from symback.kernel import terms as t
from symback.sympy_bridge.reading import Reading

x, n = symbols("x n")
i, j, k = symbols("i j k")
X, Y = IndexedBase("X"), IndexedBase("Y")
f = Function("f")


def test_a_later_row_gives_an_earlier_one_its_size():
    reading = Reading()
    first, second = reading.scope(), reading.scope()
    assert reading.learn(X[i], first) is None
    assert reading.learn(Sum(X[k], (k, 1, n)), second) is None
    assert reading.term(X[i], first).indices[0].range is t.Range("n", "n")


def test_a_row_that_clashes_leaves_no_trace():
    reading = Reading()
    scope = reading.scope()
    assert reading.learn(Sum(X[k], (k, 1, n)), scope) is None
    clash = Y[j] * Sum(X[k], (k, 0, n - 1))
    assert reading.learn(clash, scope).code == "SB226"
    assert scope.letters == {}
    assert reading.learn(Sum(Y[k], (k, 0, 2)), scope) is None
    assert reading.term(Sum(X[k], (k, 1, n)), scope).index.range.size == "n"


def test_letters_belong_to_their_scope():
    reading = Reading()
    first, second = reading.scope(), reading.scope()
    assert reading.learn(X[i], first) is None
    assert reading.learn(Y[i], second) is None
    assert reading.term(X[i], first).indices[0].range is not reading.term(Y[i], second).indices[0].range


def test_assumptions_come_from_the_symbols_that_are_used():
    p, q, unused = Symbol("p", positive=True), Symbol("q", nonzero=True), Symbol("u", negative=True)
    reading = Reading()
    scope = reading.scope()
    assert reading.learn(log(p) / q + unused * 0 + n * x, scope) is None
    assert reading.assumptions() == ()
    reading.term(log(p) / q + x, scope)
    assert set(reading.assumptions()) == {
        t.Compare(">", t.Symbol("p"), t.ZERO),
        t.Compare("!=", t.Symbol("q"), t.ZERO),
    }


def test_what_each_name_is():
    reading = Reading()
    scope = reading.scope()
    assert reading.learn(E * x + f(x, x) + Sum(X[k] * Y[i], (k, 1, n)), scope) is None
    assert reading.meanings() == {
        "E": "Euler's number",
        "x": "scalar",
        "f": "function of 2 arguments",
        "X": "array over n",
        "Y": "array over #Y",
        "n": "size",
        "i": "index over #Y",
    }


def test_an_arrays_assumption_is_about_all_entries():
    P = IndexedBase("P", positive=True)
    reading = Reading()
    scope = reading.scope()
    reading.learn(P[i] * P[j], scope)
    reading.term(P[i] * P[j], scope)
    (said,) = reading.assumptions()
    letter = said.left.indices[0]
    assert said.relation == ">"
    assert letter.name not in ("i", "j")
    assert letter.range is t.Range("#P", "#P")


def test_letters_of_an_assumption_that_holds_throughout_are_renamed_apart():
    reading = Reading()
    claim, everywhere = reading.scope(), reading.scope(universal=True)
    reading.learn(X[i] * X[j], claim)
    reading.learn(X[i] > 0, everywhere)
    read = reading.condition(X[i] > 0, everywhere)
    assert read.left.indices[0].name not in ("i", "j")
    specific = reading.scope()
    reading.learn(X[i] > 0, specific)
    assert reading.condition(X[i] > 0, specific).left.indices[0].name == "i"


def test_indices_of_one_name_must_be_one_object():
    reading = Reading()
    scope = reading.scope()
    assert reading.learn(X[i], scope) is None
    reason = reading.learn(X[Idx("i", 3)], scope)
    assert isinstance(reason, Reason)
    assert reason.code == "SB905"
