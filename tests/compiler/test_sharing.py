from __future__ import annotations

from symback.compiler.arrays import Apply, Array, MatrixProduct, Name, Permuted, Plus, Times
from symback.compiler.names import Names
from symback.compiler.program import Assign
from symback.compiler.sharing import needed, nested, paired, shared

A, B, C, Z = Name("a"), Name("b"), Name("c"), Name("z")
PLAIN, REST = Apply("sigmoid", (Z,)), Apply("sigmoid_complement", (Z,))
BOTH = Apply("sigmoid_and_complement", (Z,))


def test_a_named_sigmoid_gets_its_complement_beside_it() -> None:
    lines, results, _ = paired([Assign(("h",), PLAIN)], (("r", Times((Name("h"), REST))),), Names(frozenset({"h"})))
    assert lines == [Assign(("h", "one_minus_h"), BOTH)]
    assert results == (("r", Times((Name("h"), Name("one_minus_h")))),)


def test_two_unnamed_sigmoids_are_computed_before_their_first_use() -> None:
    statements = [Assign(("q",), A), Assign(("p",), Plus(((1, PLAIN), (1, REST))))]
    lines, _, change = paired(statements, (("r", Name("p")),), Names())
    assert [line.targets for line in lines] == [("q",), ("s", "one_minus_s"), ("p",)]
    assert change(REST) == Name("one_minus_s")


def test_a_complement_alone_is_the_sigmoid_of_the_opposite() -> None:
    _, results, _ = paired([], (("r", REST),), Names())
    assert results == (("r", Apply("sigmoid", (Plus(((-1, Z),)),))),)


def name(array: Array) -> str:
    return f"shared_{type(array).__name__}"


def test_what_stands_twice_is_computed_once() -> None:
    product = MatrixProduct(A, B)
    lines, results = shared([], (("r", Plus(((1, product), (1, Times((product, C)))))),), name)
    assert lines == [Assign(("shared_MatrixProduct",), product)]
    assert product not in [value for _, value in results]


def test_a_statement_that_has_the_value_gives_the_name() -> None:
    product = MatrixProduct(A, B)
    statements = [Assign(("e",), Times((product, C))), Assign(("d",), product)]
    lines, _ = shared(statements, (("r", Plus(((1, Name("e")), (1, Name("d"))))),), name)
    assert lines == [Assign(("d",), product), Assign(("e",), Times((Name("d"), C)))]


def test_transposes_and_names_are_not_worth_a_statement() -> None:
    turned = Permuted(A, (1, 0))
    assert shared([], (("r", Plus(((1, turned), (1, turned)))),), name)[0] == []


def test_a_product_inside_a_product() -> None:
    small, large = Times((A, B)), Times((A, C, B))
    _, results = nested([], (("one", small), ("two", large)))
    assert dict(results) == {"one": small, "two": Times((small, C))}


def test_only_what_is_needed_stays() -> None:
    statements = [Assign(("a",), B), Assign(("c",), A), Assign(("d",), B)]
    assert needed(statements, (("r", C),)) == statements[:2]
