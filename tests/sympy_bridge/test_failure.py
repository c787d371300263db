import pytest

from symback.document import Reason
from symback.sympy_bridge.failure import NotReadable, shown


def test_it_carries_a_reason():
    with pytest.raises(NotReadable, match="outside") as stopped:
        raise NotReadable("SB220", "outside")
    assert stopped.value.reason == Reason("SB220", "outside")


def test_what_is_shown_is_short_and_never_fails():
    class Silent:
        def __str__(self):
            raise AttributeError

    assert shown(3) == "3"
    assert shown("x" * 100) == "x" * 80 + "…"
    assert shown(Silent()) == "this Silent"
