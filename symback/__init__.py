"""symback checks hand-derived gradients line by line: proves, refutes with a witness, compiles what is proved."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symback.checking import check as check
    from symback.compiling import compile as compile  # noqa: A004
    from symback.readers.python import Derivation as Derivation
    from symback.readers.python import prime as prime
    from symback.readers.python import refuted as refuted
    from symback.verifying import verify as verify

__version__ = "0.1.0"

# Resolved on first use, so that `symback --help` does not pay for SymPy.
_HOMES = {
    "Derivation": "symback.readers.python",
    "check": "symback.checking",
    "compile": "symback.compiling",
    "prime": "symback.readers.python",
    "refuted": "symback.readers.python",
    "verify": "symback.verifying",
}
__all__ = ["Derivation", "__version__", "check", "compile", "prime", "refuted", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'symback' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
