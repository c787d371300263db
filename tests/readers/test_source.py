import ast
import sys

import pytest

from symback.document import Span
from symback.readers._source import inside, parse, source_of

TEXT = '''\
a = 1
b, c = a + 2, 3
for step in range(3):
    d = step
    e = 1
a2: int = 4
if (g := 5) > 3:
    h = g
import os.path as path


def outer(p, *, q=1):
    """A function."""
    inner = p + q
    inner += 1
    once = inner * 2
    return once


def changes():
    global a2
    a2 = 5


square = lambda u: u * u
'''


@pytest.fixture(scope="module")
def source():
    return parse(TEXT)


@pytest.mark.parametrize(("name", "text"), [("a", "1"), ("b", "a + 2"), ("c", "3"), ("g", "5"), ("h", "g")])
def test_names_bound_once_lead_to_their_expressions(source, name, text):
    assert ast.unparse(source.bound_once(name, source.tree)) == text


@pytest.mark.parametrize("name", ["d", "e", "step", "path", "outer", "a2", "missing"])
def test_names_bound_in_loops_or_more_than_once_do_not(source, name):
    assert source.bound_once(name, source.tree) is None


def test_functions_are_scopes_of_their_own(source):
    outer = next(node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef))
    assert source.bound_once("inner", outer) is None
    assert ast.unparse(source.bound_once("once", outer)) == "inner * 2"
    assert source.bound_once("p", outer) is None
    assert source.bound_once("once", source.tree) is None
    assert source.scope_of(outer.body[1]) is outer
    assert source.scope_of(outer) is source.tree
    assert not any(isinstance(node, ast.Return) for node in inside(source.tree))


def test_a_function_is_found_by_its_code(source):
    namespace = {}
    code = compile(TEXT, "a file", "exec")
    functions = {part.co_name: part for part in code.co_consts if hasattr(part, "co_name")}
    assert source.function(functions["outer"]).name == "outer"
    assert isinstance(source.function(functions["<lambda>"]), ast.Lambda)
    assert parse("f, g = lambda: 1, lambda: 2\n").function(compile("lambda: 1", "", "eval").co_consts[0]) is None
    assert namespace == {}


def test_places_are_code_points():
    source = parse('ä = "öü"; y = "€" + ä\nz = (ä +\n     y)\n')
    left, right = (node for node in ast.walk(source.tree) if isinstance(node, ast.BinOp))
    first, second = sorted((left, right), key=lambda node: node.lineno)
    assert source.span(first) == Span(1, 15, 1, 22)
    assert source.between(source.span(first)) == '"€" + ä'
    assert source.between(source.span(second)) == "ä +\n     y"


def test_the_running_call_is_found_among_others_of_its_line():
    found = []

    def note(_):
        frame = sys._getframe(1)
        call = source_of(frame).call_at(frame)
        found.append(ast.unparse(call.args[0]))
        return 1

    (note("a"), note(1 + note("b")), note("c"))
    assert found == ["'a'", "'b'", "1 + note('b')", "'c'"]


def test_code_without_a_file_has_no_source():
    frames = []
    keep = {"note": lambda: frames.append(sys._getframe(1)), "__name__": "nowhere"}
    code = compile("note()", "<no file of this name>", "eval")
    type(test_code_without_a_file_has_no_source)(code, keep)()
    assert source_of(frames[0]) is None
