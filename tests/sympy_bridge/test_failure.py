import pytest

from symback.document import Reason
from symback.sympy_bridge.failure import NotReadable


def test_it_carries_a_reason():
    with pytest.raises(NotReadable, match="outside") as stopped:
        raise NotReadable("SB220", "outside")
    assert stopped.value.reason == Reason("SB220", "outside")
