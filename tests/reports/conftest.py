from __future__ import annotations

import pytest

from symback.checker import check_derivation
from symback.document import (
    Assumes,
    Claims,
    ContextEntry,
    Defines,
    Derivation,
    InputError,
    Reason,
    Span,
    Statement,
    Unread,
)
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, negative, number
from symback.reports._describe import describe
from symback.reports._record import Document, Record

x, w = t.Symbol("x"), t.Symbol("w")
n = t.Range("n", "n")
i, k = t.IndexVariable("i", n), t.IndexVariable("k", n)
exp = t.Function("exp", (negative(x),))
sigmoid = t.Power(t.Add((ONE, exp)), number(-1))
sigma = t.Call("sigma", (x,), (0,))
slope = t.Derivative(sigma, x, "total")
right = t.Mul((exp, t.Power(t.Add((ONE, exp)), number(-2))))
negated = t.Mul((MINUS_ONE, sigma, t.Add((ONE, negative(sigma)))))
DEFINITION = Definition("sigma", sigmoid, parameters=(x,))
POSITIVE = t.Compare(">", t.Symbol("c"), ZERO)


def statement(number: int, chain: int, content: object, source: str = "source", **fields: object) -> Statement:
    return Statement(f"id{number}", Span(number, 5, number, 5 + len(source)), chain, source, "=", content, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def derivation() -> Derivation:
    total = t.Sum(k, t.Mul((t.Entry("a", (k,)), t.Entry("b", (k,)))))
    ratio = t.Mul((x, t.Power(x, number(-1))))
    wrong = t.Mul((t.Entry("a", (i,)), t.Entry("b", (i,))))
    f = t.Call("f", (x,), (0,))
    square = t.Derivative(t.Mul((f, f)), x, "total")
    double = t.Mul((number(2), x))
    statements = (
        Statement("id1", Span(1, 5, 1, 11), 1, "sigma", ":=", Defines(DEFINITION)),
        statement(2, 2, Assumes(POSITIVE)),
        statement(3, 3, Claims(slope, right, slope), label="eq. (1)"),
        statement(4, 3, Claims(right, negated, slope), expected="refuted"),
        statement(5, 3, Claims(negated, t.Mul((sigma, t.Add((ONE, negative(sigma))))), slope), result="slope"),
        statement(6, 4, Claims(total, wrong, total, assuming=(t.Not(t.SameIndex(i, t.IndexValue(1, n))),))),
        statement(7, 5, Unread(Reason("SB223", "arithmetic in an index", Span(7, 7, 7, 10), "index i")), "x[i+1]"),
        statement(8, 6, Claims(ratio, ONE, ratio), expected="refuted"),
        statement(9, 7, Claims(square, t.Call("f", (x,), (1,)), square)),
        statement(10, 8, Claims(double, x, double, "proportional", varying=("x",))),
    )
    return Derivation(
        "notes/a.py",
        "python",
        "sigmoid & co.",
        "All kinds of lines",
        "A book, 50% of p. 7",
        statements,
        (DEFINITION,),
        (POSITIVE,),
        (ContextEntry("sigma", "function", "declared", 1),),
        expressions=2,
    )


@pytest.fixture(scope="session")
def document(derivation: Derivation) -> Document:
    return describe(check_derivation(derivation))


@pytest.fixture(scope="session")
def record(document: Document) -> Record:
    return Record((document,), (InputError("bad.py", "SB902", "not Python: 50% of it", 3, 1),))
