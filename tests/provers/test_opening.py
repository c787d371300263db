from __future__ import annotations

from symback.provers._opening import along_paths, open_by_need
from tests.kernel.build import claim, derivative, w, z
from tests.provers.claims import BARE, CANCELS, CHAIN, LINE, SLOPE, SQUARE, WRITTEN_OUT


def test_names_of_one_side_are_opened_outermost_first() -> None:
    assert "z" not in open_by_need(CHAIN, frozenset())
    assert open_by_need(WRITTEN_OUT, frozenset()) == {"y", "z"}
    assert open_by_need(CANCELS, frozenset()) == {"y", "z"}
    assert open_by_need(BARE, frozenset()) == frozenset()


def test_a_function_is_opened_where_its_derivative_is() -> None:
    assert open_by_need(SLOPE, frozenset()) == {"sigma"}


def test_paths_are_what_depends_on_the_variable() -> None:
    assert along_paths(CHAIN) == {"y", "z"}
    assert along_paths(BARE) == frozenset()
    assert along_paths(claim(derivative(z, w), w, definitions=(SQUARE, LINE))) == {"z"}
