import ast
from types import SimpleNamespace

import pytest

from symback.readers._namespace import Namespace, namespace_of
from symback.readers._source import parse

TEXT = """\
x = 1
twice = x + x


def build(x, n):
    local = n * 2
    return local


def other():
    return x
"""


@pytest.fixture(scope="module")
def source():
    return parse(TEXT)


def function_named(source, name):
    return next(node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef) and node.name == name)


def test_inner_names_hide_outer_ones_and_builtins_come_last(source):
    names = Namespace(source, function_named(source, "build"), {"x": 5}, {"x": 1, "y": 2})
    assert (names.value("x"), names.value("y")) == (5, 2)
    assert names.value("abs") is abs
    with pytest.raises(KeyError):
        names.value("missing")


def test_the_expression_behind_a_name_is_read_where_it_stands(source):
    names = Namespace(source, function_named(source, "build"), {"x": 5, "local": 6}, {"x": 1, "twice": 2})
    node, where = names.behind("local")
    assert (ast.unparse(node), where) == ("n * 2", names)
    node, where = names.behind("twice")
    assert ast.unparse(node) == "x + x"
    # At module level x is 1, whatever the function calls x.
    assert where.value("x") == 1
    assert names.behind("x") is None


def test_a_function_of_the_same_file_can_be_written_out(source):
    module = {"__builtins__": {}}
    code = {part.co_name: part for part in compile(TEXT, "a file", "exec").co_consts if hasattr(part, "co_name")}
    build = type(function_named)(code["build"], module)
    names = Namespace(source, source.tree, {}, module)
    inner = names.of_function(build, {"x": "written"})
    assert inner.scope is function_named(source, "build")
    assert inner.written == {"x": "written"}
    assert names.of_function(function_named, {}) is None


def test_a_frame_of_the_module_has_no_local_names(source):
    module = {"x": 1}
    frame = SimpleNamespace(f_globals=module, f_locals=module)
    names = namespace_of(frame, source, source.tree.body[0])
    assert names.local == {}
    assert names.value("x") == 1
