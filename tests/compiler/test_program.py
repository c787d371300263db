from __future__ import annotations

import pytest

from symback.compiler.assembly import assemble
from symback.compiler.program import Argument, CompileError, Meaning
from tests.compiler.nets import L, k, net_subject, q


def test_each_result_of_a_routine_has_a_meaning() -> None:
    program = assemble([net_subject()], whole=True).program
    assert {routine.name for routine in program.routines} >= {"forward", "loss", "gradients", "step", "grad_w"}
    for routine in program.routines:
        assert len(routine.results) == len(routine.meanings)
        assert all(meaning.terms for meaning in routine.meanings)


def test_meanings_are_compared_by_what_they_say() -> None:
    assert Meaning((L,), (k,)) == Meaning((L,), (k,))
    assert Meaning((L,), (k,)) != Meaning((q,), (k,))


def test_an_argument_is_no_function_unless_it_says_so() -> None:
    assert Argument("x", "x", (), "shared").orders == ()


def test_compile_errors_carry_their_sentence() -> None:
    with pytest.raises(CompileError, match="not proved"):
        raise CompileError("x is not proved")
