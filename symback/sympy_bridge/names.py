"""The names of one derivation: what each stands for, and what its SymPy assumptions say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sympy import Dummy

from symback.kernel.terms import ZERO, Compare, Condition, Term
from symback.sympy_bridge.failure import NotReadable

_NOT_REAL = ("imaginary", "infinite")
_COUNTED = ("even", "odd", "prime", "composite", "irrational", "transcendental")


@dataclass
class Names:
    """Each name with its sort ("scalar", "array, axes: 2", "function, arguments: 1") and its SymPy object."""

    sorts: dict[str, str] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    dummies: dict[Any, str] = field(default_factory=dict)
    constants: set[str] = field(default_factory=set)

    def of(self, symbol: Any) -> str:
        """The name of a symbol; SymPy's dummies, which may share a name, are numbered apart."""
        if not isinstance(symbol, Dummy):
            return str(symbol.name)
        if symbol not in self.dummies:
            self.dummies[symbol] = f"_{symbol.name}{len(self.dummies) + 1}"
        return self.dummies[symbol]

    def note(self, name: str, sort: str, symbol: Any) -> None:
        """Record a use of a name; raise where another use of it differs in sort or in assumptions."""
        known = self.sorts.setdefault(name, sort)
        if known != sort:
            raise NotReadable("SB227", f"{name} is used in two ways: as {known} and as {sort}")
        before = self.objects.setdefault(name, symbol)
        if before != symbol:
            raise NotReadable(
                "SB905",
                f"two different symbols are named {name}: {described(before)} and {described(symbol)}; "
                "make the symbol once and use it everywhere",
            )


def described(symbol: Any) -> str:
    """The assumptions a symbol was made with, in words."""
    made = getattr(symbol, "_assumptions_orig", None) or {}
    words = [key if value else f"not {key}" for key, value in sorted(made.items()) if key != "commutative"]
    return "one declared " + " and ".join(words) if words else "one without assumptions"


def check_real(symbol: Any, name: str) -> None:
    """Raise where the symbol's assumptions exclude a real variable."""
    if not symbol.is_commutative:
        raise NotReadable("SB228", f"{name} does not commute; write matrices by their entries, as indexed names")
    if symbol.is_real is False or any(getattr(symbol, f"is_{word}") for word in _NOT_REAL):
        raise NotReadable("SB228", f"{name} is declared not to be a real number")
    if symbol.is_complex and symbol.is_real is None:
        raise NotReadable("SB228", f"{name} is declared complex; declare it real, or leave the declaration out")
    for word in _COUNTED:
        if getattr(symbol, f"is_{word}") and not symbol.is_zero:
            raise NotReadable("SB228", f"{name} is declared {word}, which symback cannot take into account")


def sign_condition(symbol: Any, term: Term) -> Condition | None:
    """What the symbol's assumptions say of the sign of `term`, which stands for it."""
    if symbol.is_zero:
        return Compare("==", term, ZERO)
    if symbol.is_positive:
        return Compare(">", term, ZERO)
    if symbol.is_negative:
        return Compare("<", term, ZERO)
    if symbol.is_nonnegative:
        return Compare(">=", term, ZERO)
    if symbol.is_nonpositive:
        return Compare("<=", term, ZERO)
    if symbol.is_zero is False:
        return Compare("!=", term, ZERO)
    return None
