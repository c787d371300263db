"""Values at a point: the meaning of every kind of term, domains, scopes, exact decisions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.kernel import terms as t
from symback.kernel.arithmetic import fast, pure
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.claim import Definition
from symback.kernel.errors import OverBudget, Unsupported
from symback.kernel.evaluate import _RULES, Evaluation
from symback.kernel.functions import FUNCTIONS
from symback.kernel.point import ConcreteFunction, ConcreteFunctional, Point
from tests.evaluating import evaluate, holds

N, M = t.Range("N", "n"), t.Range("M", 2)
i, j, k = (t.IndexVariable(name, N) for name in "ijk")
m = t.IndexVariable("m", M)
x, y, z = t.Symbol("x"), t.Symbol("y"), t.Symbol("z")
THIRD = Fraction(1, 3)
POINT = Point(
    sizes={"N": 3},
    indices={"i": 1, "j": 2},
    symbols={"x": THIRD, "y": Fraction(-2), "z": Fraction(0)},
    entries={("v", (1,)): Fraction(5), ("v", (2,)): Fraction(-1), ("v", (3,)): Fraction(1, 2)}
    | {("w", (a, b)): Fraction(10 * a + b) for a in (1, 2, 3) for b in (1, 2)},
    functions={"f": ConcreteFunction(("u",), t.Power(t.Symbol("u"), t.number(3)))},
    functionals={"F": ConcreteFunctional((Fraction(2), Fraction(3)), (Fraction(1),), Fraction(1, 2), Fraction(1))},
)
BOTH = pytest.mark.parametrize("arithmetic", [fast(), pure()], ids=lambda arithmetic: arithmetic.name)


def v(index: t.Index) -> t.Entry:
    return t.Entry("v", (index,))


def minus(left: t.Term, right: t.Term) -> t.Term:
    return t.Add((left, t.negative(right)))


def fn(name: str, *arguments: t.Term) -> t.Term:
    return t.Function(name, arguments)


def q(top: int, bottom: int = 1) -> t.Number:
    return t.number(Fraction(top, bottom))


SAME = t.SameIndex(i, j)
EXACT = [
    (q(-7, 3), Fraction(-7, 3)),
    (x, THIRD),
    (v(i), 5),
    (v(t.IndexValue(3, N)), Fraction(1, 2)),
    (t.Entry("w", (j, t.IndexValue(1, M))), 21),
    (t.Size(N), 3),
    (t.Size(M), 2),
    (t.Add((x, x, y)), Fraction(-4, 3)),
    (t.Mul((x, y)), Fraction(-2, 3)),
    (t.Power(y, q(-3)), Fraction(-1, 8)),
    (t.Power(z, t.ZERO), 1),
    (t.Power(q(8), q(2, 3)), 4),
    (t.Power(q(8), q(-1, 3)), Fraction(1, 2)),
    (t.Power(z, q(1, 2)), 0),
    (t.Power(z, q(1, 99)), 0),
    (t.Power(q(1), q(-1, 99)), 1),
    (t.Power(y, t.Add((q(1), q(2)))), -8),
    (t.Sum(k, v(k)), Fraction(9, 2)),
    (t.Sum(k, t.Sum(m, t.Entry("w", (k, m)))), 129),
    (t.Sum(k, t.Mul((t.Delta(i, k), v(k)))), 5),
    (t.Sum(i, t.Mul((v(i), t.Sum(i, v(i))))), Fraction(81, 4)),
    (t.Delta(i, j), 0),
    (t.Delta(i, i), 1),
    (t.Piecewise(((t.Compare("<", x, t.ZERO), q(1)), (t.Always(), q(2)))), 2),
    (t.Piecewise(((t.Compare("<", x, t.ZERO), fn("log", y)), (SAME, q(1)), (t.Not(SAME), q(3)))), 3),
    (fn("max", x, y, q(1, 5)), THIRD),
    (fn("min", x, y, q(1, 5)), -2),
    (fn("relu", y), 0),
    (fn("relu", x), THIRD),
    (fn("abs", y), 2),
    (fn("sign", y), -1),
    (fn("sign", t.ZERO), 0),
    (t.Call("f", (y,), (0,)), -8),
    (t.Call("f", (y,), (1,)), 12),
    (t.Call("f", (y,), (2,)), -12),
    (t.Call("f", (y,), (4,)), 0),
    (t.Functional("F", (), (t.Family((k,), v(k)),), ()), 8 + Fraction(105, 4) + 32),
    (t.Functional("F", (j,), (t.Family((k,), v(k)),), ((0, (t.IndexValue(1, N),)),)), 3 * (2 + 10 + 16)),
]


@BOTH
@pytest.mark.parametrize(("term", "value"), EXACT, ids=[str(number) for number in range(len(EXACT))])
def test_rational_values(arithmetic, term, value) -> None:
    ball = evaluate(term, POINT, {}, arithmetic.balls(64))
    assert ball.lower() <= value <= ball.upper()
    assert ball.upper() - ball.lower() < Fraction(1, 1 << 40)


def test_all_kinds_of_terms_have_a_rule() -> None:
    assert {kind.__name__ for kind in _RULES} == {kind.__name__ for kind in t.Term.__subclasses__()}


@BOTH
@pytest.mark.parametrize("name", [name for name, rule in FUNCTIONS.items() if rule.arity == 1])
def test_functions_at_an_irrational_argument(arithmetic, name) -> None:
    argument = t.Mul((t.Constant("pi"), t.Power(t.Constant("e"), q(-2)), q(2 if name == "acosh" else 1)))
    argument = t.Add((argument, q(1, 3))) if name == "acosh" else argument
    ball = evaluate(fn(name, argument), POINT, {}, arithmetic.balls(100))
    with mpmath.workprec(300):
        inner = mpmath.pi() * mpmath.exp(-2) * (2 if name == "acosh" else 1)
        inner += mpmath.mpf(1) / 3 if name == "acosh" else 0
        own = {"abs": abs, "relu": lambda value: max(value, 0)}
        known = own[name](inner) if name in own else getattr(mpmath, name)(inner)
        assert mpmath.mpf(ball.lower().numerator) / ball.lower().denominator <= known
        assert mpmath.mpf(ball.upper().numerator) / ball.upper().denominator >= known
        assert ball.upper() - ball.lower() < Fraction(1, 1 << 80)


ZERO_BY_CANCELLING = minus(t.Mul((x, q(3))), q(1))
CERTAIN = [
    t.Power(z, q(-1)),
    t.Power(ZERO_BY_CANCELLING, q(-1)),
    t.Power(ZERO_BY_CANCELLING, q(-1, 2)),
    t.Power(y, q(1, 2)),
    t.Power(y, x),
    t.Power(z, x),
    t.Power(z, minus(t.Size(N), q(3))),
    t.Power(z, t.Delta(i, j)),
    t.Power(y, t.Size(N)),
    t.Power(q(-8), q(1, 3)),
    t.Power(q(-8), q(1, 99)),
    t.Power(z, q(-1, 99)),
    t.Power(y, t.Symbol("integer")),
    fn("log", ZERO_BY_CANCELLING),
    fn("log", y),
    fn("asin", y),
    t.Mul((t.Delta(i, j), t.Power(z, q(-1)))),
    t.Piecewise(((SAME, q(1)),)),
    v(t.IndexValue(4, N)),
    v(t.IndexValue(0, N)),
]


@BOTH
@pytest.mark.parametrize("term", CERTAIN, ids=[str(number) for number in range(len(CERTAIN))])
def test_certainly_undefined(arithmetic, term) -> None:
    point = replace(POINT, symbols={**POINT.symbols, "integer": Fraction(2)})
    with pytest.raises(Undefined) as caught:
        evaluate(term, point, {}, arithmetic.balls(64))
    assert caught.value.certain


@BOTH
def test_undefined_until_the_precision_suffices(arithmetic) -> None:
    nearly = fn("log", minus(fn("exp", fn("exp", q(-60))), q(1)))
    with pytest.raises(Undefined) as caught:
        evaluate(nearly, POINT, {}, arithmetic.balls(40))
    assert not caught.value.certain
    many = evaluate(fn("log", minus(fn("exp", q(1, 10**9)), q(1))), POINT, {}, arithmetic.balls(200))
    assert many.upper() < -20


@BOTH
def test_exact_zero_where_cancelling_hides_it(arithmetic) -> None:
    balls = arithmetic.balls(64)
    assert evaluate(fn("sqrt", ZERO_BY_CANCELLING), POINT, {}, balls).is_exact_zero()
    assert evaluate(t.Power(ZERO_BY_CANCELLING, q(1, 2)), POINT, {}, balls).is_exact_zero()
    edge = evaluate(fn("asin", t.Mul((x, q(3)))), POINT, {}, balls)
    assert Fraction(157, 100) < edge.lower() <= edge.upper() < Fraction(158, 100)


@pytest.mark.parametrize(
    "term",
    [
        t.Derivative(x, x, "total"),
        t.Symbol("unknown"),
        t.Entry("unknown", (i,)),
        v(t.IndexVariable("unbound", N)),
        t.Size(t.Range("P", "p")),
        t.Delta(i, m),
        t.Call("unknown", (x,), (0,)),
        t.Call("f", (x, y), (0, 0)),
        t.Functional("unknown", (), (), ()),
        t.Functional("F", (), (t.Family((k,), v(k)),), ((1, (i,)),)),
        fn("gamma", x),
        fn("exp", x, y),
        fn("max"),
    ],
)
def test_unsupported(term) -> None:
    with pytest.raises(Unsupported):
        evaluate(term, POINT, {}, fast().balls(64))


def test_definitions_are_unfolded_without_capture() -> None:
    definitions = {
        "d": Definition("d", t.Sum(k, t.Mul((v(k), v(i)))), (i,)),
        "outer": Definition("outer", v(i)),  # the free index i of the surrounding derivation
        "g": Definition("g", t.Add((t.Symbol("u"), x, t.Symbol("s"))), (), (t.Symbol("u"),)),
        "h": Definition("h", t.Call("g", (t.Mul((q(2), t.Symbol("u"))),), (0,)), (), (t.Symbol("u"),)),
        "s": Definition("s", t.Symbol("u")),  # not the parameter u of g
        "r": Definition("r", t.Sum(k, t.Power(t.Mul((t.Symbol("u"), v(k))), q(1, 2))), (), (t.Symbol("u"),)),
    }
    point = replace(POINT, symbols={**POINT.symbols, "u": Fraction(100)})
    balls = fast().balls(64)

    def value(term: t.Term) -> Fraction:
        ball = evaluate(term, point, definitions, balls)
        return (ball.lower() + ball.upper()) / 2

    assert value(t.Entry("d", (j,))) == Fraction(-9, 2)
    assert value(t.Sum(k, t.Entry("d", (k,)))) == Fraction(81, 4)
    assert value(t.Sum(i, t.Symbol("outer"))) == 15
    assert abs(value(t.Call("g", (y,), (0,))) - (Fraction(98) + THIRD)) < Fraction(1, 10**9)
    assert abs(value(t.Call("h", (y,), (0,))) - (Fraction(96) + THIRD)) < Fraction(1, 10**9)
    zeros = replace(point, entries={("v", (place,)): Fraction(2, 3) for place in (1, 2, 3)})
    hidden = t.Call("r", (ZERO_BY_CANCELLING,), (0,))
    assert evaluate(hidden, zeros, definitions, balls).is_exact_zero()
    for wrong in (t.Entry("d", (i, j)), t.Symbol("d"), t.Call("g", (x, y), (0, 0)), t.Call("g", (x,), (1,))):
        with pytest.raises(Unsupported):
            evaluate(wrong, point, definitions, balls)


def test_circles_and_depth_end() -> None:
    circle = {"a": Definition("a", t.Symbol("b")), "b": Definition("b", t.Add((t.Symbol("a"), q(1))))}
    with pytest.raises(Unsupported):
        evaluate(t.Symbol("a"), POINT, circle, fast().balls(64))
    deep = x
    for _ in range(5000):
        deep = fn("sin", deep)
    with pytest.raises(Unsupported):
        evaluate(deep, POINT, {}, fast().balls(64))


def test_work_is_bounded() -> None:
    body: t.Term = t.Mul(tuple(v(t.IndexVariable(f"k{number}", N)) for number in range(15)))
    for number in range(15):
        body = t.Sum(t.IndexVariable(f"k{number}", N), body)
    with pytest.raises(OverBudget):
        evaluate(body, POINT, {}, fast().balls(64))


CONDITIONS = [
    (t.Always(), True),
    (t.Compare("<", x, q(1)), True),
    (t.Compare(">=", x, q(1)), False),
    (t.Compare("==", t.Mul((x, q(3))), q(1)), True),
    (t.Compare("!=", t.Mul((x, q(3))), q(1)), False),
    (t.Compare("<=", t.Mul((x, q(3))), q(1)), True),
    (t.Compare("<", t.Mul((x, q(3))), q(1)), False),
    (t.Compare("==", x, y), False),
    (t.Compare("==", t.Power(fn("sqrt", q(2)), q(2)), q(2)), None),
    (t.Compare("==", fn("sqrt", q(4)), q(2)), True),
    (t.Compare(">", fn("log", y), q(0)), None),
    (SAME, False),
    (t.Not(SAME), True),
    (t.Not(t.Compare(">", fn("log", y), q(0))), None),
    (t.And((t.Not(SAME), t.Compare("<", y, x))), True),
    (t.And((SAME, t.Compare(">", fn("log", y), q(0)))), False),
    (t.And((t.Always(), t.Compare(">", fn("log", y), q(0)))), None),
    (t.Or((t.Always(), t.Compare(">", fn("log", y), q(0)))), True),
    (t.Or((SAME, t.Compare(">", fn("log", y), q(0)))), None),
    (t.Or((SAME, t.Compare(">", y, x))), False),
]


@BOTH
@pytest.mark.parametrize(("condition", "answer"), CONDITIONS, ids=[str(number) for number in range(len(CONDITIONS))])
def test_conditions(arithmetic, condition, answer) -> None:
    assert holds(condition, POINT, {}, arithmetic.balls(64)) is answer


def test_a_piece_that_is_not_certain_is_not_chosen() -> None:
    two = t.Power(fn("sqrt", q(2)), q(2))
    term = t.Piecewise(((t.Compare(">", two, q(2)), q(1)), (t.Always(), q(0))))
    with pytest.raises(Undefined) as caught:
        evaluate(term, POINT, {}, fast().balls(64))
    assert not caught.value.certain


LEAVES = st.sampled_from([x, y, z, v(i), v(j), q(2), q(-1, 3), t.Size(N), t.Delta(i, j), t.Constant("pi"), v(k)])


def _larger(inner: st.SearchStrategy[t.Term]) -> st.SearchStrategy[t.Term]:
    pairs = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        pairs.map(t.Add),
        pairs.map(t.Mul),
        st.builds(t.Power, inner, st.sampled_from([q(2), q(-1), q(1, 2), q(1, 3), q(0), x])),
        st.builds(fn, st.sampled_from(["exp", "log", "tanh", "sin", "abs", "sign", "relu", "erf", "asin"]), inner),
        st.builds(t.Sum, st.just(k), inner),
        st.builds(
            lambda a, b, c: t.Piecewise(((t.Compare("<", a, b), c), (t.Always(), a))),
            inner,
            inner,
            inner,
        ),
    )


@given(term=st.recursive(LEAVES, _larger, max_leaves=12))
@settings(max_examples=150, deadline=None)
def test_both_arithmetics_agree(term: t.Term) -> None:
    term = t.Sum(k, term)
    results = []
    for balls in (fast().balls(64), pure().balls(64), fast().balls(256)):
        evaluation = Evaluation(POINT, {}, balls)
        try:
            ball = evaluation.value(term)
            results.append((ball.lower(), ball.upper()))
        except Undefined as reason:
            if not reason.certain:
                return
            results.append(None)
    assert (results[0] is None) == (results[1] is None) == (results[2] is None)
    bounds = [bound for bound in results if bound is not None]
    for low, _ in bounds:
        assert all(low <= high for _, high in bounds)
