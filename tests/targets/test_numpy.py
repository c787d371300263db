from __future__ import annotations

import ast
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symback.compiler.arrays import Apply, Name, Plus
from symback.compiler.loading import load
from symback.compiler.program import Argument, Assign, Program, Routine
from symback.targets.numpy import TARGET, emit

X = Argument("x", "x", ("N", "n"), "example")


def routine(title: str = "The value.", **changes: object) -> Routine:
    fields: dict[str, object] = {
        "name": "value",
        "arguments": (X,),
        "statements": (Assign(("h",), Apply("sigmoid", (Name("x"),))),),
        "results": (("h", Name("h")),),
        "meanings": (),
        "keyed": False,
        "title": title,
    }
    return Routine(**{**fields, **changes})  # type: ignore[arg-type]


def program(*routines: Routine, title: str = "Title", citation: str = "Source") -> Program:
    return Program("name", title, citation, routines)


def test_the_target_is_called_numpy() -> None:
    assert TARGET.name == "numpy"
    assert TARGET.emit is emit


def test_only_numpy_is_imported_and_nothing_runs_text() -> None:
    tree = ast.parse(emit(program(routine())))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import numpy as np"]
    assert not {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {"eval", "exec", "open"}


def test_helpers_are_printed_only_when_used() -> None:
    source = emit(program(routine()))
    assert "def sigmoid(" in source
    assert "def _least(" in source
    assert "softmax" not in source
    assert "def " not in emit(program()).replace("Title", "")


def test_several_results_are_returned_by_name() -> None:
    results = (("a", Name("x")), ("b", Plus(((-1, Name("x")),))))
    module = load(emit(program(routine(keyed=True, results=results, statements=()))), "keyed")
    assert {key: value.tolist() for key, value in module.value(np.ones(2)).items()} == {"a": [1, 1], "b": [-1, -1]}


def test_results_in_place_are_all_computed_first() -> None:
    arguments = (X, Argument("y", "y", ("n",), "parameter"))
    results = (("x", Name("y")), ("y", Name("x")))
    swap = routine(keyed=True, in_place=True, arguments=arguments, results=results, statements=())
    x, y = np.array([1.0]), np.array([2.0])
    load(emit(program(swap)), "swap").value(x, y)
    assert (x.tolist(), y.tolist()) == ([2.0], [1.0])


def test_arguments_are_described() -> None:
    arguments = (
        X,
        Argument("f_prime", "f\N{PRIME}", (), "function", (1,)),
        Argument("t", "t", ("N",), "label"),
        Argument("eta", "η", (), "shared"),
    )
    text = emit(program(routine(arguments=arguments)))
    assert "x: (N, n), one row an example" in text
    assert "f_prime: a function, applied to each entry" in text
    assert "t: (N,) of positions, counted from 0" in text
    assert "eta: a number (η of the derivation)" in text


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_of_the_author_becomes_code(title: str, citation: str) -> None:
    plain = ast.parse(emit(program(routine())))
    odd = ast.parse(emit(program(routine(title or " "), title=title, citation=citation)))
    assert [type(node) for node in plain.body[1:]] == [type(node) for node in odd.body[1:]]
    assert [ast.dump(node) for node in plain.body[1:-1]] == [ast.dump(node) for node in odd.body[1:-1]]
    assert isinstance(odd.body[0], ast.Expr)


@pytest.mark.parametrize("title", ['"""', "\\", 'a\\"""\nimport os', "a\x00b\r\n\u2028c", '"', "\\N{DIGIT ONE}"])
def test_quotes_and_backslashes_stay_in_the_documentation(title: str) -> None:
    module = load(emit(program(routine(title))), "odd")
    assert set(vars(module)) >= {"np", "value", "sigmoid"}
    assert "os" not in vars(module)
    assert "symback" in sys.modules


def test_long_lines_are_wrapped() -> None:
    text = emit(program(routine(" ".join(["word"] * 60))))
    assert max(map(len, text.splitlines())) <= 110
