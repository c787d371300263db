import sys

import pytest
import sympy
from sympy import Float, cos, exp, sin, symbols

from symback.document import Span
from symback.readers._marks import refuted
from symback.readers._rows import Site

x, y = symbols("x y")


def row(value, *, condition=False):
    """The row for the first argument of this call."""
    site = Site(sys._getframe(1))
    return site.row(value, site.argument(0, "value"), condition=condition)


def rows(*values):
    site = Site(sys._getframe(1))
    return [site.row(value, site.argument(place, "values")) for place, value in enumerate(values)]


def item(*, where):
    site = Site(sys._getframe(1))
    return [site.row(value, site.item("where", place), condition=True) for place, value in enumerate(where)]


def test_a_row_is_read_as_written():
    found = row(x / x + 2 * (x + y))
    assert str(found.expression) == "2*(x + y) + x/x"
    assert found.value == 2 * x + 2 * y + 1
    assert (found.source, found.as_written, found.unread) == ("x / x + 2 * (x + y)", True, None)
    assert found.span.line == found.span.end_line
    assert found.span.end_column - found.span.column == len(found.source)


def test_evaluation_that_is_switched_off_changes_nothing():
    with sympy.evaluate(x=False):
        found = row(x + x)
    assert str(found.expression) == "x + x"
    assert found.as_written


def test_marks_are_taken_off():
    found = row(refuted(x + x, "SB101"))
    assert (str(found.expression), found.expected) == ("x + x", "refuted SB101")
    assert found.source == 'refuted(x + x, "SB101")'
    assert row(refuted(x)).expected == "refuted"


def test_a_row_that_is_not_written_out_keeps_sympys_value():
    parts = [x, x, y]
    found = row(sum(parts))
    assert (found.expression, found.as_written, found.unread) == (2 * x + y, False, None)
    assert found.opaque


def test_unpacked_rows_keep_their_values():
    found = rows(x, *[x + x, y])
    assert [part.as_written for part in found] == [True, False, False]
    assert found[1].source == "2*x"


def test_conditions_are_rows():
    assert str(row(x - x > 0, condition=True).expression) == "-x + x > 0"
    assert [str(part.expression) for part in item(where=[x > 0, sympy.Ne(x, y)])] == ["x > 0", "Ne(x, y)"]


@pytest.mark.parametrize("value", ["x", None, [x]])
def test_no_expression_is_a_type_error(value):
    with pytest.raises(TypeError):
        row(value)


def test_what_sympy_computed_is_not_read():
    found = row((x**2).subs(x, y))
    assert found.unread.code == "SB231"
    assert "calls subs" in found.unread.message

    def helper(body):
        return body.doit()

    assert "calls doit" in row(helper(x) + x).unread.message
    decimals = [Float(0.1) + x]
    assert "decimal" in row(sum(decimals)).unread.message


def test_a_name_that_changed_its_meaning_is_noticed():
    inner = sin(y)
    angle = y
    inner = inner + 0
    assert not row(inner).as_written
    angle_before = cos(angle)
    assert row(angle_before + x).as_written
    globals_of_row = row(exp(x)).span
    assert isinstance(globals_of_row, Span)


def test_a_helper_with_state_is_not_read_as_its_last_formula():
    calls = []

    def helper():
        calls.append(1)
        return x if len(calls) == 1 else y

    assert row(helper()).opaque


def test_a_formula_that_does_not_give_the_value_is_not_read():
    current = {"u": x}
    once = current["u"] + y
    current["u"] = y
    found = row(once * 2)
    assert found.unread.code == "SB231"
    assert "differ" in found.unread.message
