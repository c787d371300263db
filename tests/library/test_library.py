from __future__ import annotations

import pytest

from symback.library import find
from symback.library.activations import ACTIVATIONS
from symback.library.losses import LOSSES


@pytest.mark.parametrize("name", [*ACTIVATIONS, *LOSSES])
def test_every_name_is_found(name: str) -> None:
    definition = find(name)
    assert definition is not None
    assert definition.name == name


def test_names_of_both_tables_differ() -> None:
    assert not set(ACTIVATIONS) & set(LOSSES)


def test_other_names_are_not() -> None:
    assert find("sigmoyd") is None
