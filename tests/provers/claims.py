"""Claims that tell provers apart by the definitions they open."""

from __future__ import annotations

from symback.kernel.claim import Claim
from tests.kernel.build import call, claim, define, derivative, f, mul, power, sub, u, w, x, y, z

SQUARE = define("y", power(z, 2))
LINE = define("z", mul(w, x))
SIGMA = define("sigma", f("tanh", u), u)

# dy/dw = 2 z x: the derivative runs through y, z stays a name.
CHAIN = claim(derivative(y, w), mul(2, z, x), definitions=(SQUARE, LINE))
# y - y = 0 whatever y is.
CANCELS = claim(sub(y, y), 0, definitions=(SQUARE, LINE))
# y = w^2 x^2 needs both definitions.
WRITTEN_OUT = claim(y, mul(power(w, 2), power(x, 2)), definitions=(SQUARE, LINE))
# Without definitions there is nothing to open.
BARE = claim(mul(x, w), mul(w, x))
# sigma(x)' = 1 - sigma(x)^2 needs the function's derivative through its definition.
SLOPE = claim(derivative(call("sigma", x), x), sub(1, power(call("sigma", x), 2)), definitions=(SIGMA,))


def false(true: Claim) -> Claim:
    """The same with 1 added to the right side."""
    return Claim(true.left, sub(true.right, -1), definitions=true.definitions)
