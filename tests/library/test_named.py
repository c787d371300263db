from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from symback.library.activations import ACTIVATIONS


def test_a_named_definition_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        ACTIVATIONS["silu"].source = "nowhere"
