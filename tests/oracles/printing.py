"""SymPy expressions in the input language of FriCAS and of Maxima; None for what has no counterpart there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

COMMON = {
    sp.exp: "exp",
    sp.log: "log",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.atan: "atan",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.erf: "erf",
}


@dataclass(frozen=True, slots=True)
class Language:
    """The spelling of constants."""

    pi: str
    e: str


FRICAS = Language("%pi", "%e")
MAXIMA = Language("%pi", "%e")


def written(tree: Any, language: Language) -> str | None:
    """The expression in the language, fully parenthesised; symbols are renamed to letters and digits."""
    if isinstance(tree, sp.Rational):
        return f"({tree.p}/({tree.q}))"
    if tree is sp.pi:
        return language.pi
    if tree is sp.E:
        return language.e
    if isinstance(tree, sp.Symbol):
        return "v" + "".join(letter if letter.isalnum() else "Z" for letter in tree.name)
    parts = [written(each, language) for each in tree.args]
    known = [each for each in parts if each is not None]
    if len(known) < len(parts) or not parts:
        return None
    if isinstance(tree, sp.Add):
        return "(" + "+".join(known) + ")"
    if isinstance(tree, sp.Mul):
        return "(" + "*".join(known) + ")"
    if isinstance(tree, sp.Pow):
        return f"({known[0]}^{known[1]})"
    name = COMMON.get(tree.func)
    return f"{name}({known[0]})" if name and len(known) == 1 else None
