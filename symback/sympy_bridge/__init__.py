"""Terms and SymPy expressions, both ways. Nothing below the readers imports SymPy but this package.

SymPy's expressions are converted as they stand: no `simplify`, no `doit`, no evaluation. What has no
counterpart gives a `Reason`, never a guess.
"""

from __future__ import annotations

from symback.sympy_bridge.back import to_sympy
from symback.sympy_bridge.claims import claim_from_sympy, expression_of
from symback.sympy_bridge.conditions import check_assumption
from symback.sympy_bridge.reading import Reading
from symback.sympy_bridge.scope import Scope

__all__ = ["Reading", "Scope", "check_assumption", "claim_from_sympy", "expression_of", "to_sympy"]
