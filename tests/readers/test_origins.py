import ast

import pytest

from symback.readers._origins import last_name, origins

TEXT = """\
a = one + 1
b, c = two, 3
a += three
for d in four:
    body(d)
e = [f for f in five]
g.append(six)
h[0] = seven
net.w = eight


def helper(p, *rest, q=0):
    inner = p
    return inner


helper(nine, q=ten)
short = lambda r: r + 1
short(eleven)
with twelve as s:
    pass
"""


@pytest.fixture(scope="module")
def found():
    code = origins(ast.walk(ast.parse(TEXT)))
    assert not set(code.assigned) & {"p", "rest", "r"}
    return {name: [ast.unparse(value) for value in values] for name, values in (code.assigned | code.passed).items()}


@pytest.mark.parametrize(
    ("name", "expressions"),
    [
        ("a", ["one + 1", "three"]),
        ("b", ["(two, 3)"]),
        ("d", ["four"]),
        ("f", ["five"]),
        ("g", ["six"]),
        ("h", ["seven"]),
        ("w", ["eight"]),
        ("p", ["nine", "ten"]),
        ("rest", ["nine", "ten"]),
        ("r", ["eleven"]),
        ("s", ["twelve"]),
        ("inner", ["p"]),
        ("helper", ["inner = p", "return inner"]),
    ],
)
def test_a_name_leads_to_what_gives_it_its_values(found, name, expressions):
    assert sorted(found[name]) == sorted(expressions)


def test_the_last_name_of_a_path():
    assert last_name(ast.parse("a.b.c", mode="eval").body) == "c"
    assert last_name(ast.parse("a", mode="eval").body) == "a"
    assert last_name(ast.parse("a()", mode="eval").body) is None
