"""`symback.verify`: one equation, judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symback.document import Reason
from symback.judge import judge
from symback.sympy_bridge import claim_from_sympy
from symback.verdict import NotUnderstood, Verdict


def verify(lhs: Any, rhs: Any, *, assuming: Iterable[Any] = ()) -> Verdict:
    """Judge lhs = rhs, for all real values, all sizes and all free indices.

    The sides are SymPy expressions or numbers, judged as SymPy hands them over: what its automatic
    evaluation has changed before the call (x/x to 1, for example) cannot be seen here; rows of a
    derivation file are read as written. `assuming` takes Eq, Ne, Lt, Le, Gt, Ge, Q predicates and & of
    them; anything else raises TypeError. The assumptions of the SymPy symbols count.

    >>> from sympy import symbols
    >>> x = symbols("x")
    >>> verify((x + 1) ** 2, x**2 + 2 * x + 1).status
    'proved'
    """
    claim = claim_from_sympy(lhs, rhs, assuming)
    return NotUnderstood(claim) if isinstance(claim, Reason) else judge(claim)
