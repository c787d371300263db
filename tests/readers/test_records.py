from sympy import symbols

from symback.document import Span
from symback.readers._records import Row

x, y = symbols("x y")
HERE = Span(1, 1, 1, 2)


def test_a_row_is_opaque_where_only_sympys_value_is_known():
    assert Row(x + y, x + y, HERE, "row", as_written=False).opaque
    assert not Row(x + y, x + y, HERE, "x + y", as_written=True).opaque
    # A part of the row is written out, so that its form is known.
    assert not Row(x + y, x, HERE, "u + y", as_written=False).opaque


def test_rows_are_told_apart_even_where_they_say_the_same():
    one, other = (Row(x, x, HERE, "x", as_written=True) for _ in range(2))
    assert one != other
    assert len({one, other}) == 2
