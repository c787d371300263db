import pytest
from sympy import Dummy, Symbol

from symback.kernel import terms as t
from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.names import Names, check_real, described, sign_condition

TERM = t.Symbol("x")


def test_dummies_of_one_name_are_kept_apart():
    names = Names()
    one, other = Dummy("x"), Dummy("x")
    assert len({names.of(one), names.of(other), names.of(Symbol("x"))}) == 3
    assert names.of(one) == names.of(one)


def test_a_name_keeps_its_sort_and_its_assumptions():
    names = Names()
    names.note("x", "scalar", Symbol("x"))
    names.note("x", "scalar", Symbol("x"))
    with pytest.raises(NotReadable, match="as scalar and as function") as stopped:
        names.note("x", "function", None)
    assert stopped.value.reason.code == "SB227"
    with pytest.raises(NotReadable, match="without assumptions and one declared positive") as stopped:
        names.note("x", "scalar", Symbol("x", positive=True))
    assert stopped.value.reason.code == "SB905"


def test_assumptions_are_described_as_they_were_made():
    assert described(Symbol("x", real=True, zero=False)) == "one declared real and not zero"


@pytest.mark.parametrize("made", [{}, {"real": True}, {"positive": True}, {"zero": True}, {"rational": True}])
def test_real_variables_pass(made):
    check_real(Symbol("x", **made), "x")


@pytest.mark.parametrize(
    "made",
    [
        {"complex": True},
        {"imaginary": True},
        {"real": False},
        {"commutative": False},
        {"infinite": True},
        {"even": True},
        {"prime": True},
        {"irrational": True},
    ],
)
def test_other_variables_stop(made):
    with pytest.raises(NotReadable) as stopped:
        check_real(Symbol("x", **made), "x")
    assert stopped.value.reason.code == "SB228"


@pytest.mark.parametrize(
    ("made", "relation"),
    [
        ({"positive": True}, ">"),
        ({"negative": True}, "<"),
        ({"nonnegative": True}, ">="),
        ({"nonpositive": True}, "<="),
        ({"nonzero": True}, "!="),
        ({"zero": True}, "=="),
        ({"nonnegative": True, "nonzero": True}, ">"),
    ],
)
def test_the_sign_becomes_a_condition(made, relation):
    assert sign_condition(Symbol("x", **made), TERM) is t.Compare(relation, TERM, t.ZERO)


@pytest.mark.parametrize("made", [{}, {"real": True}, {"rational": True}])
def test_without_a_sign_there_is_no_condition(made):
    assert sign_condition(Symbol("x", **made), TERM) is None
