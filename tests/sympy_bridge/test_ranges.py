import pytest

from symback.kernel.terms import Range
from symback.sympy_bridge.failure import NotReadable
from symback.sympy_bridge.ranges import Ranges


@pytest.fixture
def ranges():
    made = Ranges()
    for name in "abc":
        made.add(name, f"#{name}")
    return made


def test_a_dimension_without_a_size_is_named_after_its_place(ranges):
    assert ranges.range("a") == Range("#a", "#a")
    assert ranges.range("a") is not ranges.range("b")


def test_joined_places_are_one_dimension(ranges):
    ranges.join("a", "b")
    ranges.learn("b", size="n", first=1, source="a sum")
    assert ranges.range("a") is ranges.range("b") is Range("n", "n") is ranges.of_size("n")
    assert ranges.range("c") == Range("#c", "#c")
    assert ranges.sizes() == {"n"}


def test_dimensions_of_equal_size_are_one_range(ranges):
    ranges.learn("a", size="n", first=1, source="a sum")
    ranges.learn("b", size="n", first=0, source="an Idx")
    assert ranges.range("a") is ranges.range("b")


def test_two_sizes_clash(ranges):
    ranges.learn("a", size="n", first=None, source="the shape of A")
    ranges.learn("b", size=3, first=1, source="a sum")
    with pytest.raises(NotReadable, match="size n in the shape of A and size 3 in a sum"):
        ranges.join("a", "b")


def test_two_first_numbers_clash(ranges):
    ranges.learn("a", size="n", first=0, source="the Idx i")
    with pytest.raises(NotReadable, match="from 0 in the Idx i and from 1 in a sum"):
        ranges.learn("a", size="n", first=1, source="a sum")


def test_written_positions_count_from_the_first_number(ranges):
    ranges.write("a", 2)
    assert ranges.element("a", 2) == 2
    ranges.write("a", 0)
    assert ranges.element("a", 2) == 3
    with pytest.raises(NotReadable, match="position 0 lies outside"):
        ranges.learn("a", size=3, first=1, source="a sum")


@pytest.mark.parametrize("position", [0, 4, -1])
def test_a_position_outside_a_known_dimension_stops(ranges, position):
    ranges.learn("a", size=3, first=1, source="a sum")
    assert ranges.range("a") == Range("1..3", 3)
    with pytest.raises(NotReadable, match=r"outside its dimension, 1\.\.3"):
        ranges.write("a", position)


def test_learning_can_be_undone(ranges):
    mark = ranges.mark()
    ranges.join("a", "b")
    ranges.learn("a", size="n", first=1, source="a sum")
    ranges.add("d", "#d")
    ranges.undo(mark)
    assert not ranges.knows("d")
    assert ranges.sizes() == frozenset()
    assert ranges.range("a") is not ranges.range("b")
    ranges.learn("a", size="m", first=0, source="another sum")
    assert ranges.range("a") == Range("m", "m")
