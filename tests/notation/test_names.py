from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symback.notation._names import GREEK, name_latex, name_text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x", "x"),
        ("sigma", "σ"),
        ("w_h", "w_h"),
        ("x1", "x₁"),
        ("w_12", "w₁₂"),
        ("delta_h", "δ_h"),
        ("lambda_", "λ"),
        ("net2", "net₂"),
        ("Sigma", "Σ"),
        ("_", "_"),
    ],
)
def test_text(name: str, shown: str) -> None:
    assert name_text(name) == shown


@pytest.mark.parametrize(
    ("name", "body", "subscripts"),
    [
        ("x", "x", ()),
        ("sigma", r"\sigma", ()),
        ("w_h", "w", ("h",)),
        ("x1", "x", ("1",)),
        ("net", r"\mathit{net}", ()),
        ("loss_h1", r"\mathit{loss}", ("h", "1")),
        ("y_hat", r"\hat{y}", ()),
        ("y_hat_k", r"\hat{y}", ("k",)),
        ("ŷ", r"\hat{y}", ()),
        ("δ", r"\delta", ()),
        ("Alpha", r"\mathrm{A}", ()),
        ("x'", "x'", ()),
        ("a&b", r"\mathit{a\&b}", ()),
        ("ℓ", r"\ell ", ()),
    ],
)
def test_latex(name: str, body: str, subscripts: tuple[str, ...]) -> None:
    assert name_latex(name) == (body, subscripts)


def test_greek_is_complete() -> None:
    assert len(GREEK) == 48
    assert GREEK["omega"] == "ω"


@given(st.text(min_size=1, max_size=8))
def test_every_name_is_ascii_with_balanced_braces_in_latex(name: str) -> None:
    body, subscripts = name_latex(name)
    for part in (body, *subscripts):
        assert part.isascii()
        bare = part.replace(r"\{", "").replace(r"\}", "")
        assert bare.count("{") == bare.count("}")
        for sign in "#$%&":
            assert part.count(sign) == part.count(f"\\{sign}")
