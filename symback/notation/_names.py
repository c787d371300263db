"""Names of variables: Greek letters, subscripts and decorations, as text and as LaTeX."""

from __future__ import annotations

import re
import unicodedata

_SPELLED = (
    "alpha α, beta β, gamma γ, delta δ, epsilon ε, zeta ζ, eta η, theta θ, iota ι, kappa κ, lambda λ, mu μ, nu ν, "
    "xi ξ, omicron ο, pi π, rho ρ, sigma σ, tau τ, upsilon υ, phi φ, chi χ, psi ψ, omega ω"
)
_SMALL = dict(pair.split(" ") for pair in _SPELLED.split(", "))
GREEK = _SMALL | {letter.capitalize(): sign.upper() for letter, sign in _SMALL.items()}
_WORDS = {sign: letter for letter, sign in GREEK.items()}
# These look like Latin letters, and LaTeX has no command for them.
_LOOKALIKES = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LATIN = {"omicron": "o"} | {letter: _LOOKALIKES[sign] for letter, sign in GREEK.items() if sign in _LOOKALIKES}
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot", "vec": r"\vec"}
_COMBINING = {"\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0307": r"\dot"}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ESCAPES = {
    "\\": r"\backslash ",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\sim ",
    "^": r"\wedge ",
    "′": "'",
}


def name_text(name: str) -> str:
    """`sigma_1` as σ₁, `w_h` as w_h."""
    parts = [part for part in name.split("_") if part]
    if not parts:
        return name
    words = []
    for part in parts:
        found = re.fullmatch(r"(\D+?)(\d*)", part)
        stem, digits = (found[1], found[2]) if found else (part, "")
        words.append(GREEK.get(stem, stem) + digits.translate(_SUBSCRIPTS))
    if len(words) > 1 and words[-1].isdecimal() and words[-1].isascii():
        words[-2:] = [words[-2] + words[-1].translate(_SUBSCRIPTS)]
    return "_".join(words)


def name_latex(name: str) -> tuple[str, tuple[str, ...]]:
    r"""The body and the subscripts of a name: `w_h1` is `w` with `h` and `1`, `y_hat` is `\hat{y}`."""
    parts = [part for part in name.split("_") if part] or [name]
    pieces: list[str] = []
    for part in parts:
        found = re.fullmatch(r"(\D+?)(\d+)", part)
        pieces += [found[1], found[2]] if found else [part]
    body, rest = _word(pieces[0]), pieces[1:]
    while rest and rest[0] in _ACCENTS:
        body = f"{_ACCENTS[rest[0]]}{{{body}}}"
        rest = rest[1:]
    return body, tuple(_word(piece) for piece in rest)


def _word(word: str) -> str:
    """One part of a name in mathematics mode."""
    primes = len(word) - len(word.rstrip("'′"))
    stem = word[: len(word) - primes]
    letter = _WORDS.get(stem, stem)
    if letter in _LATIN:
        shown = rf"\mathrm{{{_LATIN[letter]}}}"
    elif letter in GREEK:
        shown = rf"\{letter}"
    elif letter == "ell":
        shown = r"\ell"
    else:
        safe = "".join(_letter(sign) for sign in stem)
        shown = safe if len(stem) <= 1 or stem.isdecimal() else rf"\mathit{{{safe}}}"
    return shown + "'" * primes


def _letter(sign: str) -> str:
    """One character, in mathematics mode and in what pdflatex can print."""
    if sign in _WORDS:
        letter = _WORDS[sign]
        return _LATIN.get(letter, rf"\{letter} ")
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign == "ℓ":
        return r"\ell "
    decomposed = unicodedata.normalize("NFD", sign)
    stem, marks = decomposed[0], decomposed[1:]
    if marks and stem.isalpha() and stem.isascii():
        return _COMBINING.get(marks[0], r"\mathrm") + f"{{{stem}}}"
    if sign.isascii():
        return sign if sign.isprintable() else "?"
    return rf"\mathrm{{U{ord(sign):X}}}"
