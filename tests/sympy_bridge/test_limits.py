import pytest
from sympy import Add, Idx, Integer, Mul, S, oo, symbols

from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.limits import extent, index_extent, size_of_axis

n, m = symbols("n m")


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (S(1), n, ("n", 1)),
        (S(0), n - 1, ("n", 0)),
        (S(0), Add(n, Mul(-1, 1, evaluate=False), evaluate=False), ("n", 0)),
        (S(1), Integer(3), (3, 1)),
        (S(0), Integer(2), (3, 0)),
    ],
)
def test_all_of_a_dimension(lower, upper, expected):
    assert extent("k", lower, upper) == expected


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (S(1), n - 1, "not all of a dimension of size n"),
        (S(0), n, "not all of a dimension of size n"),
        (S(1), n + 1, "not all"),
        (S(2), n, "runs from 1 to n"),
        (m, n, "runs from 1 to n"),
        (S(1), 2 * n, "give that size a name"),
        (S(1), n + m, "give that size a name"),
        (S(1), S(0), "empty or runs backwards"),
        (S(1), oo, "finite"),
        (S(1), Idx("j", n), "another index"),
    ],
)
def test_part_of_a_dimension_stops(lower, upper, words):
    with pytest.raises(NotReadable, match=words) as stopped:
        extent("k", lower, upper)
    assert stopped.value.reason.code == "SB225"


def test_an_idx_says_its_range_from_0_or_as_given():
    assert index_extent(Idx("i", n)) == ("n", 0)
    assert index_extent(Idx("i", (1, n))) == ("n", 1)
    assert index_extent(Idx("i")) is None
    assert index_extent(n) is None


def test_a_shape_has_names_and_numbers():
    assert size_of_axis("x", n) == "n"
    assert size_of_axis("x", Integer(3)) == 3
    with pytest.raises(NotReadable, match="the shape of x"):
        size_of_axis("x", 2 * n)
