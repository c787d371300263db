from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symback.compiler.names import Names, identifier


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("δ", "delta"),
        ("b^{(1)}", "b1"),
        ("a^{(L-1)}", "a_L_1"),
        ("λ", "lambda_"),
        ("Δw", "Delta_w"),
        ("\\hat y", "y"),
        ("x'", "x_prime"),
        ("sum", "sum_"),
        ("1x", "value_1x"),
        ("", "value"),
        ("你好", "value"),
        ("__import__('os').system('x')", "import_prime_os_prime_system_prime_x_prime"),
    ],
)
def test_identifiers_are_readable(name: str, wanted: str) -> None:
    assert identifier(name).replace("__", "_").startswith(wanted[:8])


@given(st.text(max_size=30))
def test_every_name_gives_an_identifier(name: str) -> None:
    found = identifier(name)
    assert found.isascii()
    assert found.isidentifier()
    assert not keyword.iskeyword(found)
    assert not found.startswith("_")


@given(st.lists(st.text(max_size=5), max_size=20))
def test_different_names_stay_different(names: list[str]) -> None:
    scope = Names(frozenset({"np", "N"}))
    found = {name: scope.of(name) for name in names}
    assert len(set(found.values())) == len(set(names))
    assert not set(found.values()) & {"np", "N"}


def test_an_inner_scope_knows_the_outer_names() -> None:
    outer = Names()
    outer.of("h")
    one, two = outer.inner(), outer.inner()
    assert one.of("h") == "h"
    assert one.fresh("delta") == two.fresh("delta") == "delta"
    assert one.fresh("delta") == "delta2"
