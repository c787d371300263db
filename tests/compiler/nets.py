"""Terms of small networks, written by hand, and the way from an equation to a compiled module."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

from symback.compiler.assembly import Assembled, assemble
from symback.compiler.loading import load
from symback.compiler.subject import Formula, Options, Subject, Update
from symback.compiler.validation import validate
from symback.judge import judge
from symback.kernel import terms as t
from symback.kernel.claim import Claim, Definition
from symback.kernel.terms import IndexVariable, Range, Term
from symback.kernel.theorem import Theorem
from symback.targets.numpy import emit
from symback.verdict import Proved

I, J, K = Range("I", "I"), Range("J", "J"), Range("K", "K")
i, j, k, m = IndexVariable("i", I), IndexVariable("j", J), IndexVariable("k", K), IndexVariable("m", K)
X, q, L = t.Symbol("X"), t.Symbol("q"), t.Symbol("L")


def entry(name: str, *indices: t.Index) -> t.Entry:
    return t.Entry(name, indices)


def add(*terms: Term) -> Term:
    return t.Add(terms)


def mul(*factors: Term) -> Term:
    return t.Mul(factors)


def neg(term: Term) -> Term:
    return t.negative(term)


def inverse(term: Term) -> Term:
    return t.Power(term, t.MINUS_ONE)


def square(term: Term) -> Term:
    return t.Power(term, t.number(2))


def exp(term: Term) -> Term:
    return t.Function("exp", (term,))


def log(term: Term) -> Term:
    return t.Function("log", (term,))


def call(name: str, *arguments: Term, orders: tuple[int, ...] | None = None) -> t.Call:
    return t.Call(name, arguments, orders or (0,) * len(arguments))


def derivative(body: Term, variable: Term) -> t.Derivative:
    return t.Derivative(body, variable, "total")


HALF = t.number(Fraction(1, 2))
SIGMA = Definition("σ", inverse(add(t.ONE, exp(neg(X)))), (), (X,))
SOFTMAX = Definition("s", mul(exp(entry("z", k)), inverse(t.Sum(m, exp(entry("z", m))))), (k,))

NET = (
    SIGMA,
    Definition("a", add(t.Sum(i, mul(entry("x", i), entry("w", i, j))), entry("b", j)), (j,)),
    Definition("h", call("σ", entry("a", j)), (j,)),
    Definition("z", add(t.Sum(j, mul(entry("h", j), entry("u", j, k))), entry("c", k)), (k,)),
    Definition("y", call("σ", entry("z", k)), (k,)),
    Definition("L", mul(HALF, t.Sum(k, square(add(entry("y", k), neg(entry("t", k))))))),
)
DELTA_K = (add(entry("y", k), neg(entry("t", k))), entry("y", k), add(t.ONE, neg(entry("y", k))))
DELTA_J = (*DELTA_K, entry("u", j, k), entry("h", j), add(t.ONE, neg(entry("h", j))))
GRADIENTS = {
    "grad_u": (entry("u", j, k), mul(*DELTA_K, entry("h", j))),
    "grad_c": (entry("c", k), mul(*DELTA_K)),
    "grad_w": (entry("w", i, j), t.Sum(k, mul(*DELTA_J, entry("x", i)))),
    "grad_b": (entry("b", j), t.Sum(k, mul(*DELTA_J))),
}


def by_name(definitions: tuple[Definition, ...]) -> dict[str, Definition]:
    return {definition.name: definition for definition in definitions}


def net_subject() -> Subject:
    """The sigmoid net of any sizes, with the gradients and updates of all four parameters."""
    formulas = tuple(Formula(name, derivative(L, v), right) for name, (v, right) in GRADIENTS.items())
    updates = tuple(
        Update(v.array, f"{v.array}⁺", v.indices, add(v, neg(mul(t.Symbol("η"), derivative(L, v)))))  # type: ignore[arg-type]
        for v, _ in GRADIENTS.values()
    )
    return Subject("net", "a net", "", by_name(NET), formulas, formulas, updates)


def theorem(left: Term, right: Term, *definitions: Definition) -> Theorem:
    verdict = judge(Claim(left, right, definitions=definitions))
    assert isinstance(verdict, Proved), verdict
    return verdict.theorem


def subject_of(left: Term, right: Term, *definitions: Definition) -> Subject:
    proved = theorem(left, right, *definitions)
    form = Formula("value", left, right, proved.conditions, proved.witness)
    return Subject("test", "test", "", by_name(definitions), (form,), (form,))


def build(assembled: Assembled) -> tuple[ModuleType, str]:
    """The module and its text, validated."""
    source = emit(assembled.program)
    module = load(source, assembled.program.name)
    validate(assembled.program, module, assembled.leaves, assembled.witnesses)
    return module, source


def compiled(
    left: Term, right: Term, *definitions: Definition, batch: tuple[str, ...] | None = None
) -> tuple[ModuleType, str]:
    return build(assemble([subject_of(left, right, *definitions)], Options(batch)))


def body(source: str, function: str) -> list[str]:
    """The statements of a function's text, without its documentation."""
    lines = source[source.index(f"def {function}(") :].split("\n\n\n", maxsplit=1)[0].rsplit('"""\n', maxsplit=1)[-1]
    return [line.strip() for line in lines.strip().splitlines()]
