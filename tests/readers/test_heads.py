import pytest
from sympy import Derivative, E, Function, IndexedBase, symbols

from symback.document import Reason
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.readers._heads import Head, definition_of, head_of, renamed

x, y, i, j = symbols("x y i j")
W = IndexedBase("W")
f = Function("f")
N = t.Range("n", "n")
I, J = t.IndexVariable("i", N), t.IndexVariable("j", N)


@pytest.mark.parametrize(
    ("expression", "head"),
    [(x, Head("x")), (W[i, j], Head("W")), (f(x, y), Head("f", frozenset({x, y})))],
)
def test_names_entries_and_functions_can_be_defined(expression, head):
    assert head_of(expression) == head


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (W[i, i], "repeats an index letter"),
        (W[1, j], "only some entries"),
        (W[i + 1, j], "only some entries"),
        (f(2), "plain symbols"),
        (f(W[i, j]), "plain symbols"),
        (f(x, x), "repeats a parameter"),
        (x + y, "is a claim, not a definition"),
        (Derivative(f(x), x), "is a claim, not a definition"),
        (E, "Euler's number"),
    ],
)
def test_other_left_sides_define_nothing(expression, words):
    reason = head_of(expression)
    assert isinstance(reason, Reason)
    assert reason.code == "SB232"
    assert words in reason.message


def test_a_definition_takes_its_indices_and_parameters_from_the_head():
    entry = t.Entry("W", (I, J))
    assert definition_of(entry, t.ONE, "W") == Definition("W", t.ONE, (I, J))
    call = t.Call("f", (t.Symbol("x"),), (0,))
    assert definition_of(call, t.Symbol("x"), "f") == Definition("f", t.Symbol("x"), (), (t.Symbol("x"),))
    assert definition_of(t.Size(N), t.ONE, "n").code == "SB232"


def test_an_index_from_nowhere_is_named():
    reason = definition_of(t.Entry("h", (I,)), t.Entry("W", (I, J)), "h")
    assert reason.code == "SB234"
    assert "the index j" in reason.message
    summed = t.Sum(J, t.Entry("W", (I, J)))
    assert definition_of(t.Entry("h", (I,)), summed, "h") == Definition("h", summed, (I,))


def test_the_updated_quantity_has_a_name_of_its_own():
    assert renamed(t.Entry("w", (I,)), "w⁺") is t.Entry("w⁺", (I,))
    assert renamed(t.Symbol("w"), "w⁺") is t.Symbol("w⁺")
