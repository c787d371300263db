import pytest
from sympy import Idx, IndexedBase, Symbol, symbols

from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.names import Names
from symback.sympy_bridge.scope import Scope, is_letter, letter_of


def test_letters_of_one_name_are_one_object():
    scope = Scope(0)
    scope.note("i", Symbol("i"))
    scope.note("i", Symbol("i"))
    for other, words in (
        (Symbol("i", integer=True), "a symbol declared integer"),
        (Idx("i", symbols("n", integer=True)), r"an Idx over 0\.\.n - 1"),
        (Idx("i"), "an Idx without a range"),
    ):
        with pytest.raises(NotReadable, match=f"a plain symbol and {words}"):
            scope.note("i", other)


def test_scopes_do_not_share_letters():
    assert Scope(0).place("i") != Scope(1).place("i")


def test_an_idx_is_named_by_its_label():
    assert letter_of(Idx("i", 3), Names()) == letter_of(Symbol("i"), Names()) == "i"
    assert is_letter(Idx("i"))
    assert not is_letter(IndexedBase("x")[Symbol("i")])
