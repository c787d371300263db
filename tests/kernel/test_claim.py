"""Claims and definitions are plain values."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from symback.kernel.claim import Claim
from tests.kernel.build import add, claim, compare, define, entry, i, x, y


def test_equal_claims_are_equal_keys() -> None:
    one = claim(add(x, y), x, compare(x, ">"), definitions=(define("y", x),))
    other = claim(add(x, y), x, compare(x, ">"), definitions=(define("y", x),))
    assert one == other
    assert hash(one) == hash(other)
    assert one != claim(add(y, x), x, compare(x, ">"), definitions=(define("y", x),))


def test_a_claim_is_equality_without_more() -> None:
    plain = Claim(x, y)
    assert (plain.relation, plain.definitions, plain.assumptions, plain.tolerance, plain.varying) == (
        "equal",
        (),
        (),
        0,
        (),
    )


def test_claims_cannot_be_changed_and_survive_pickling() -> None:
    one = claim(entry("a", i), x)
    with pytest.raises(FrozenInstanceError):
        one.left = y
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
