from __future__ import annotations

from symback.reports._values import listed


def array(name: str, *lengths: int) -> tuple[tuple[str, str], ...]:
    places = [()]
    for length in lengths:
        places = [(*place, position) for place in places for position in range(1, length + 1)]
    return tuple((f"{name}[{','.join(map(str, place))}]", "".join(map(str, place))) for place in places)


def test_few_values_are_named_one_by_one() -> None:
    assert listed((("sigma", "1"), ("x[1]", "-1/2"))) == ["σ = 1", "x[1] = -1/2"]
    assert listed(()) == []


def test_many_values_stand_in_arrays() -> None:
    assert listed((("y", "3"), *array("w", 2, 3), *array("b", 2))) == [
        "y = 3",
        "w = [[11, 12, 13], [21, 22, 23]]",
        "b = [1, 2]",
    ]


def test_what_is_no_whole_array_is_named_one_by_one() -> None:
    gap = array("w", 2, 4)[1:]
    assert listed(gap)[0] == "w[1,2] = 12"
    assert len(listed(gap)) == 7
    assert len(listed(array("t", 2, 2, 2))) == 8
    assert len(listed(array("v", 30))) == 30
    assert len(listed((("x", "1"), *array("x", 7)))) == 8
