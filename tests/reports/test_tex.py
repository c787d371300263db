from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from symback.reports import _tex


def test_words_are_escaped() -> None:
    assert _tex.text("50% of A&B_c {x} ~ é #1 $2") == r"50\% of A\&B\_c \{x\} \textasciitilde{} é \#1 \$2"
    assert _tex.text("σ ≠ x₁²…") == r"$\sigma$ $\neq$ x$_1$$^2$\dots{}"
    assert _tex.text("漢") == "[U+6F22]"


@given(st.text(max_size=40))
def test_no_character_is_left_to_chance(words: str) -> None:
    for sign in _tex.text(words):
        assert sign.isprintable()
        assert sign <= "ÿ"


def test_width_counts_the_wider_half_of_a_fraction() -> None:
    assert _tex.width(r"\frac{a + b}{c}") == 3
    assert _tex.width(r"\frac{\frac{a}{bb}}{c}") == 2
    assert _tex.width(r"\sum_{k} w_{jk}\, x_{k}") == 7
    assert _tex.width(r"\operatorname{softplus}\left(\mathit{net}\right)") == 13
    assert _tex.width(r"\frac{\alpha \beta \gamma}{abcd}") == 4


def test_a_short_formula_is_one_line() -> None:
    assert _tex.broken("a + b") == ["a + b"]


def test_a_long_sum_is_broken_before_its_signs() -> None:
    formula = " + ".join([r"\left(a + b\right)", "c"] * 20)
    pieces = _tex.broken(formula)
    assert len(pieces) > 1
    assert "".join(pieces) == formula
    assert all(piece.startswith(" + ") for piece in pieces[1:])
    assert all(piece.count(r"\left") == piece.count(r"\right") for piece in pieces)


def test_a_long_product_is_broken_between_factors() -> None:
    formula = r"\, ".join([r"\frac{aaaaaaaa}{b}"] * 20)
    pieces = _tex.broken(formula)
    assert len(pieces) > 1
    assert "".join(pieces) == formula


def test_cases_are_never_cut() -> None:
    formula = r"\begin{cases} " + " + ".join("abcdefgh" * 3) + r" \end{cases}"
    assert _tex.broken(formula) == [formula]
