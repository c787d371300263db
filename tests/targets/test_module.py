from __future__ import annotations

import ast

from symback.compiler.arrays import Apply, Name
from symback.compiler.program import Argument, Assign, Program, Routine
from symback.targets._module import Language, print_module, returned


def text(array: object, level: int = 0) -> str:
    del level
    return array.name if isinstance(array, Name) else "one()"


FUNCTIONS = {"two": ("def two():\n    return 2\n", ()), "one": ("def one():\n    return two() - 1\n", ("two",))}
LANGUAGE = Language(
    "import math",
    FUNCTIONS,
    lambda each: {"one"} if isinstance(each, Apply) else set(),
    text,
    lambda r: returned(r, text),
)
ROUTINE = Routine(
    "value",
    (Argument("x", "ξ", (), "shared"),),
    (Assign(("h",), Apply("one", ())),),
    (("h", Name("h")),),
    (),
    False,
    "T.",
)


def test_what_is_called_is_brought_along_in_order() -> None:
    tree = ast.parse(print_module(Program("n", "Title", "", (ROUTINE,)), LANGUAGE))
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == ["two", "one", "value"]


def test_the_head_says_where_it_comes_from_and_what_was_tried() -> None:
    source = print_module(Program("n", "Title", "A book", (), "compared"), LANGUAGE)
    assert (
        ast.get_docstring(ast.parse(source)) == "Title\n\nSource of the derivation: A book\n\nThis text was compared."
    )


def test_arguments_name_what_the_author_called_them() -> None:
    source = print_module(Program("n", "Title", "", (ROUTINE,)), LANGUAGE)
    assert "x: a number (ξ of the derivation)" in source
    assert returned(ROUTINE, text) == ["    return h"]
