from __future__ import annotations

import inspect
import traceback

import pytest

from symback.compiler.loading import load

SOURCE = 'def f(x):\n    """Halves."""\n    return 1 / x\n'


def test_a_text_becomes_a_module() -> None:
    assert load(SOURCE, "halves").f(2) == 0.5


def test_the_source_is_seen_by_inspect_and_in_tracebacks() -> None:
    module = load(SOURCE, "halves")
    assert inspect.getsource(module.f) == SOURCE
    with pytest.raises(ZeroDivisionError) as caught:
        module.f(0)
    assert "return 1 / x" in "".join(traceback.format_exception(caught.value))


def test_two_texts_do_not_mix() -> None:
    assert load(SOURCE, "a").f.__code__.co_filename != load(SOURCE + "\n", "a").f.__code__.co_filename


def test_a_text_that_is_no_program_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        load("def", "nothing")
