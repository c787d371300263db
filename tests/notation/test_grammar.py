from __future__ import annotations

import json
from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import MINUS_ONE, ONE, Term, number
from symback.notation.grammar import arrays, needed

x, y, z = t.Symbol("x"), t.Symbol("y"), t.Symbol("z")
n, three = t.Range("n", "n"), t.Range("1..3", 3)
i, k = t.IndexVariable("i", n), t.IndexVariable("k", three)

EVERYTHING = t.Add(
    (
        t.Number(Fraction(-1, 3)),
        t.Constant("pi"),
        t.Size(n),
        t.Mul((x, t.Power(y, MINUS_ONE))),
        t.Function("exp", (x,)),
        t.Call("f", (x, y), (1, 0)),
        t.Functional("F", (i,), (t.Family((i,), t.Entry("z", (i,))),), ((0, (i,)),)),
        t.Sum(k, t.Delta(k, t.IndexValue(2, three))),
        t.Piecewise(
            (
                (t.And((t.Compare("<", x, ONE), t.Not(t.SameIndex(i, i)), t.Or(()))), x),
                (t.Always(), y),
            )
        ),
        t.Derivative(x, y, "direct"),
    )
)


def test_every_kind_of_term_has_its_array() -> None:
    assert arrays(EVERYTHING) == [
        "add",
        ["number", "-1/3"],
        ["constant", "pi"],
        ["size", "n"],
        ["mul", ["symbol", "x"], ["power", ["symbol", "y"], ["number", "-1"]]],
        ["function", "exp", ["symbol", "x"]],
        ["call", "f", [1, 0], ["symbol", "x"], ["symbol", "y"]],
        [
            "functional",
            "F",
            [["index", "i", "n"]],
            [[[["index", "i", "n"]], ["entry", "z", [["index", "i", "n"]]]]],
            [[0, [["index", "i", "n"]]]],
        ],
        [
            "sum",
            "k",
            ["range", "1..3", 3],
            ["delta", ["index", "k", ["range", "1..3", 3]], ["element", 2, ["range", "1..3", 3]]],
        ],
        [
            "cases",
            [
                [
                    "and",
                    ["compare", "<", ["symbol", "x"], ["number", "1"]],
                    ["not", ["same", ["index", "i", "n"], ["index", "i", "n"]]],
                    ["or"],
                ],
                ["symbol", "x"],
            ],
            [["always"], ["symbol", "y"]],
        ],
        ["derivative", ["symbol", "x"], ["symbol", "y"], "direct"],
    ]


def test_definitions_that_are_used_are_let() -> None:
    definitions = (
        Definition("y", t.Mul((z, z))),
        Definition("z", x),
        Definition("unused", x),
        Definition("f", x, parameters=(x,)),
        Definition("v", t.Size(n), indices=(i,)),
    )
    assert arrays(y, definitions) == [
        "let",
        [
            ["define", "y", [], [], ["mul", ["symbol", "z"], ["symbol", "z"]]],
            ["define", "z", [], [], ["symbol", "x"]],
        ],
        ["symbol", "y"],
    ]
    assert [one.name for one in needed((t.Call("f", (t.Entry("v", (i,)),), (0,)),), definitions)] == ["f", "v"]


def test_too_deep_or_too_large_is_null() -> None:
    deep: Term = x
    shared: Term = x
    for _ in range(300):
        deep = t.Function("exp", (deep,))
        shared = t.Add((shared, shared))
    assert arrays(deep) is None
    assert arrays(shared) is None
    assert arrays(number(10**5000)) is None


def test_what_is_written_can_be_read_as_json() -> None:
    deep: Term = x
    for _ in range(240):
        deep = t.Function("exp", (deep,))
    assert json.loads(json.dumps(arrays(deep))) == arrays(deep)
