from __future__ import annotations

from pathlib import Path

import pytest
from mpmath import mp, mpf

from symback.kernel.terms import Call, Number
from symback.library import find
from symback.library.activations import ACTIVATIONS
from symback.readers.python import READER
from tests.numeric_evaluator import Scope, World, value

# Written with other functions than the library's own, where there are any.
KNOWN = {
    "sigmoid": lambda x: (1 + mp.tanh(x / 2)) / 2,
    "log_sigmoid": lambda x: mp.log((1 + mp.tanh(x / 2)) / 2),
    "softplus": lambda x: x + mp.log1p(mp.exp(-x)),
    "softsign": lambda x: x / (1 + x) if x > 0 else x / (1 - x),
    "silu": lambda x: x * (1 + mp.tanh(x / 2)) / 2,
    "gelu": lambda x: x * mp.ncdf(x),
    "mish": lambda x: x * ((1 + mp.exp(x)) ** 2 - 1) / ((1 + mp.exp(x)) ** 2 + 1),
    "elu": lambda x: x if x > 0 else mp.expm1(x),
    "leaky_relu": lambda x: max(x, x / 100),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("x", [mpf(-7) / 3, mpf(-1) / 5, mpf(2) / 7, mpf(11) / 4])
def test_an_activation_has_its_known_value(name, x):
    scope = Scope(World({name: ACTIVATIONS[name].definition}, {}, 1), {}, {"x": x})
    assert mp.almosteq(value(ACTIVATIONS[name].definition.body, scope), KNOWN[name](x), mpf(10) ** -60)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_named_as_it_is_found_and_cites_a_source(name):
    assert ACTIVATIONS[name].definition.name == name
    assert ACTIVATIONS[name].source


def test_a_definition_is_found_by_name():
    definition = find("silu")
    assert definition is not None
    zero = Call("silu", (Number(0),), (0,))
    assert value(zero, Scope(World({"silu": definition}, {}, 1), {})) == 0


def test_an_unknown_name_is_not_found():
    assert find("no such activation") is None


@pytest.mark.parametrize("x", [mpf(-7) / 3, mpf(2) / 7])
def test_the_catalogue_and_the_library_define_the_same_activations(x):
    path = Path(__file__).parents[2] / "derivations" / "activations.py"
    derivations, _ = READER.read(str(path), path.read_text("utf-8"))
    shared = 0
    for derivation in derivations:
        definitions = {definition.name: definition for definition in derivation.definitions}
        for definition in derivation.definitions:
            if find(definition.name) is not None:
                shared += 1
                here = Scope(World(definitions, {}, 1), {}, {definition.parameters[0].name: x})
                assert mp.almosteq(value(definition.body, here), KNOWN[definition.name](x), mpf(10) ** -60)
    assert shared == len(ACTIVATIONS) - 2  # the sigmoid is called sigma there, and softsign is left out
