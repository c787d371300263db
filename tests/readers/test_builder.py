import pytest
from sympy import Eq, Function, Idx, IndexedBase, Q, symbols

from symback.readers._builder import Derivation
from symback.readers._marks import refuted
from symback.readers._records import Assume, Chain, Define

x, y, i = symbols("x y i")
X, f = IndexedBase("X"), Function("f")


def test_a_derivation_notes_its_calls_in_order():
    derivation = Derivation("a name", source="a book", title="a title")
    derivation.define(f(x), x + x, label="(1)")
    derivation.assume(x > 0, Q.nonzero(y))
    derivation.chain(x, x * 1, refuted(x + 0, "SB101"), result="last", label="(2)", where=[Eq(x, y)])
    derivation.claim(lhs=x, rhs=y)
    derivation.approx(x, 0.5)
    derivation.proportional(x, y, varying=[x, X, X[i], f(x), Idx("j"), "w"])
    derivation.update(x, x - y, result="step")
    kinds = [type(record) for record in derivation.records]
    assert kinds == [Define, Assume, Assume, Chain, Chain, Chain, Chain, Chain]
    define, _, _, chain, claim, approx, proportional, update = derivation.records
    assert (define.label, define.body.source) == ("(1)", "x + x")
    assert (chain.result, chain.label, chain.kind) == ("last", "(2)", "=")
    assert [row.expected for row in chain.rows] == [None, None, "refuted SB101"]
    assert [row.source for row in chain.where] == ["Eq(x, y)"]
    assert [row.source for row in claim.rows] == ["x", "y"]
    assert [record.kind for record in (approx, proportional, update)] == ["≈", "∝", "←"]
    assert proportional.varying == ("x", "X", "X", "f", "j", "w")
    assert (derivation.name, derivation.citation, derivation.title) == ("a name", "a book", "a title")
    assert derivation.path == __file__


def test_the_title_falls_back_to_the_name():
    assert Derivation("a name").title == "a name"


def test_the_convention_is_kept():
    derivation = Derivation("a")
    assert derivation.convention is None
    derivation.partial("direct")
    assert derivation.convention == "direct"
    with pytest.raises(ValueError, match="'total' or 'direct'"):
        derivation.partial("both")


def test_wrong_use_says_what_is_missing():
    with pytest.raises(ValueError, match="needs a name"):
        Derivation("  ")
    derivation = Derivation("a")
    with pytest.raises(ValueError, match="a head and at least one row"):
        derivation.chain(x)
    with pytest.raises(ValueError, match="nothing before it"):
        derivation.claim(refuted(x), x)
    with pytest.raises(TypeError, match="not str"):
        derivation.claim(x, "x")
    with pytest.raises(TypeError, match="an assumption is"):
        derivation.assume(x)
    with pytest.raises(TypeError, match="an assumption is"):
        derivation.claim(x, x, where=[x])
    with pytest.raises(TypeError, match="varying lists names"):
        derivation.proportional(x, x, varying=[3])
    assert derivation.records == []


def test_a_single_condition_needs_no_list():
    derivation = Derivation("a")
    derivation.claim(x, x, where=x > 0)
    assert len(derivation.records[0].where) == 1


def test_a_derivation_has_an_upper_length():
    derivation = Derivation("a")
    derivation.chain(*[x] * 5001)
    with pytest.raises(ValueError, match="at most 5000 statements"):
        derivation.claim(x, x)


def test_it_shows_its_name():
    assert repr(Derivation("a name")) == "Derivation('a name', 0 records)"
