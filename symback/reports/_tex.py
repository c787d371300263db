"""Text and long formulas for pdflatex: everything escaped, lines broken where a reader would break them."""

from __future__ import annotations

import re
import unicodedata

from symback.notation.latex import latex_name

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': "''",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "−": "$-$",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "…": r"\dots{}",
    "·": r"$\cdot$",
    "×": r"$\times$",
    "∂": r"$\partial$",
    "√": r"$\surd$",
    "≠": r"$\neq$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "≈": r"$\approx$",
    "∝": r"$\propto$",
    "←": r"$\leftarrow$",
    "→": r"$\rightarrow$",
    "⇒": r"$\Rightarrow$",
    "∈": r"$\in$",
    "∞": r"$\infty$",
    "′": "$'$",
    "″": "$''$",
    "ℝ": r"$\mathbb{R}$",
    "⊙": r"$\odot$",
    "⁻": "$^-$",
    "⁺": "$^+$",
    "ᵀ": "$^T$",
}
_LINE = 78
_FINEST = 400


def text(words: str) -> str:
    """Words for a paragraph; a character that pdflatex has no sign for is named by its number."""
    return "".join(_character(sign) for sign in unicodedata.normalize("NFC", words))


def _character(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isascii():
        return sign if sign.isprintable() else " "
    if "Ͱ" <= sign <= "Ͽ" and sign.isalpha():
        return f"${latex_name(sign)}$"
    plain = unicodedata.normalize("NFKD", sign)
    if "₀" <= sign <= "₉":
        return f"$_{plain}$"
    if plain.isascii() and plain.isdecimal():
        return f"$^{plain}$"
    if sign.isalpha() and sign <= "ÿ":
        return sign
    if plain[0].isascii() and plain[0].isalpha():
        return plain[0]
    return f"[U+{ord(sign):04X}]"


def width(formula: str) -> int:
    """A rough number of characters side by side; a fraction is as wide as its wider half."""
    return _glyphs(_flat(formula))


def _glyphs(formula: str) -> int:
    """The number of signs that are printed, of a formula without fractions."""
    words = re.sub(r"\\(?:left|right|operatorname|math[a-z]+|text|begin|end)(?![a-zA-Z])", "", formula)
    signs = re.sub(r"\\[^a-zA-Z]", "", re.sub(r"\\[a-zA-Z]+", "x", words))
    return len(re.sub(r"[{}^_ ]", "", signs))


def _flat(formula: str) -> str:
    """The formula with the innermost fractions replaced by their wider half, from the inside out."""
    inner = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
    braces = re.compile(r"\{([^{}]*)\}")
    for _ in range(_FINEST):
        found = inner.search(formula)
        if found:
            formula = f"{formula[: found.start()]} {max(found[1], found[2], key=_glyphs)} {formula[found.end() :]}"
            continue
        group = next((one for one in braces.finditer(formula) if not _in_fraction(formula, one.start())), None)
        if group is None:
            break
        formula = f"{formula[: group.start()]} {group[1]} {formula[group.end() :]}"
    return formula


def _in_fraction(formula: str, start: int) -> bool:
    """Whether the brace that opens at `start` is one of a fraction's two groups."""
    before = formula[:start]
    return before.endswith((r"\frac", "}"))


def broken(formula: str, used: int = 0) -> list[str]:
    """The formula in pieces that fit a line: cut before + and - outside all brackets, else between factors.

    `used` is the width of what stands before it on its first line.
    """
    if used + width(formula) <= _LINE:
        return [formula]
    pieces = _cut(formula, (" + ", " - "))
    if len(pieces) == 1:
        pieces = _cut(formula, (r" \, ", r"\, ", r"\cdot "))
    lines: list[str] = []
    for piece in pieces:
        room = _LINE - (used if len(lines) <= 1 else 4)
        if lines and width(lines[-1]) + width(piece) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _cut(formula: str, signs: tuple[str, ...]) -> list[str]:
    """The formula cut before each of the signs that stands outside all brackets."""
    depth, begin, position = 0, 0, 0
    pieces = []
    while position < len(formula):
        if formula.startswith((r"\{", r"\}", r"\|"), position):
            position += 2
            continue
        if formula.startswith(r"\begin", position) or formula[position] in "{([":
            depth += 1
        elif formula.startswith(r"\end", position) or formula[position] in "})]":
            depth -= 1
        sign = next((one for one in signs if formula.startswith(one, position)), "")
        if sign and depth == 0 and position > begin:
            pieces.append(formula[begin:position])
            begin = position
            position += len(sign)
        else:
            position += 1
    return [*pieces, formula[begin:]]
