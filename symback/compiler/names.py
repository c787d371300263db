"""Identifiers for the names of a derivation: δ^{(2)}_k becomes delta2_k, never code, never a clash."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata

_WORDS = {"\N{PARTIAL DIFFERENTIAL}": "d", "\N{NABLA}": "grad", "'": "_prime", "\N{PRIME}": "_prime", "*": "_star"}
_SPOKEN = {"\N{GREEK SMALL LETTER FINAL SIGMA}": "sigma", "\N{GREEK LUNATE EPSILON SYMBOL}": "epsilon"}
_RESERVED = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins)) | {"np"}


def _spoken(character: str) -> str:
    """A character as ASCII letters, digits and underscores: the Greek letter's name, else its plain form."""
    if character in _WORDS:
        return _WORDS[character]
    if character in _SPOKEN:
        return _SPOKEN[character]
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    if plain.isascii():
        return re.sub(r"\W", "_", plain)
    words = unicodedata.name(plain[0], "").split()
    if "GREEK" in words and "LETTER" in words:
        spoken = words[words.index("LETTER") + 1].lower().replace("lamda", "lambda")
        return spoken.capitalize() if "CAPITAL" in words else spoken
    return "_"


def identifier(name: str) -> str:
    """An ASCII Python identifier that is no keyword and no builtin, as close to `name` as possible."""
    text = re.sub(r"\\(?:hat|bar|tilde|vec|mathbf|mathrm|text|boldsymbol)\b", "", name)
    text = re.sub(r"\^\s*\{?\(?(\d+)\)?\}?", r"\1", text)
    text = re.sub(r"\^\s*\{?\(?([^(){}]*)\)?\}?", r"_\1", text)
    text = re.sub(r"([\u0391-\u03c9])(?=[^\W\d_])", r"\1_", text)
    spoken = "".join(_spoken(character) for character in text)
    spoken = re.sub(r"_+", "_", spoken).strip("_") or "value"
    if spoken[0].isdigit():
        spoken = f"value_{spoken}"
    return f"{spoken}_" if spoken in _RESERVED else spoken


class Names:
    """One scope: different names get different identifiers, and a name always the same one."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)
        self._known: dict[str, str] = {}

    def inner(self) -> Names:
        """A scope inside this one: its own new names, the same names for what is known here."""
        scope = Names(frozenset(self._taken))
        scope._known = dict(self._known)
        return scope

    def of(self, name: str) -> str:
        """The identifier of a name of the derivation."""
        if name not in self._known:
            self._known[name] = self.fresh(name)
        return self._known[name]

    def fresh(self, wish: str) -> str:
        """An identifier near `wish` that nothing in this scope has."""
        base = identifier(wish)
        found, number = base, 2
        while found in self._taken:
            found = f"{base}{'_' if base[-1].isdigit() else ''}{number}"
            number += 1
        self._taken.add(found)
        return found
