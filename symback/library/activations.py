"""Activations of one real variable, as definitions over the kernel's functions.

They are written as their sources write them; forms that are accurate over the whole float range belong to the
compiler. `relu`, `tanh` and `erf` are functions of the kernel's own table and need no definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from symback.kernel.claim import Definition
from symback.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Always,
    Compare,
    Function,
    Mul,
    Piecewise,
    Power,
    Symbol,
    Term,
    negative,
    number,
)
from symback.library.named import Named

_x = Symbol("x")
_half = number(Fraction(1, 2))


def _exp(term: Term) -> Term:
    return Function("exp", (term,))


_logistic = Power(Add((ONE, _exp(negative(_x)))), MINUS_ONE)
_softplus = Function("log", (Add((ONE, _exp(_x))),))


def _positive_or(otherwise: Term) -> Term:
    """x where x > 0, else `otherwise`."""
    return Piecewise(((Compare(">", _x, ZERO), _x), (Always(), otherwise)))


_TABLE: tuple[tuple[str, Term, str], ...] = (
    ("sigmoid", _logistic, "D. E. Rumelhart, G. E. Hinton, R. J. Williams, Nature 323 (1986), eq. (2)"),
    ("log_sigmoid", negative(Function("log", (Add((ONE, _exp(negative(_x)))),))), "logarithm of the sigmoid"),
    ("softplus", _softplus, "C. Dugas et al., NIPS 13 (2000), eq. (1)"),
    ("softsign", Mul((_x, Power(Add((ONE, Function("abs", (_x,)))), MINUS_ONE))), "J. Bergstra et al. (2009)"),
    ("silu", Mul((_x, _logistic)), "D. Hendrycks, K. Gimpel, arXiv:1606.08415 (2016), section 2"),
    (
        "gelu",
        Mul((_half, _x, Add((ONE, Function("erf", (Mul((_x, Power(Function("sqrt", (number(2),)), MINUS_ONE))),)))))),
        "D. Hendrycks, K. Gimpel, arXiv:1606.08415 (2016), section 2",
    ),
    ("mish", Mul((_x, Function("tanh", (_softplus,)))), "D. Misra, arXiv:1908.08681 (2019), eq. (1)"),
    (
        "elu",
        _positive_or(Add((_exp(_x), MINUS_ONE))),
        "D.-A. Clevert et al., arXiv:1511.07289 (2015), eq. (15), alpha = 1",
    ),
    ("leaky_relu", _positive_or(Mul((number(Fraction(1, 100)), _x))), "A. L. Maas et al., ICML (2013), eq. (2)"),
)

ACTIVATIONS: Mapping[str, Named] = MappingProxyType(
    {name: Named(Definition(name, body, (), (_x,)), source) for name, body, source in _TABLE}
)
