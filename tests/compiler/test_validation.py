"""A wrong program is never handed out: each mutation of a correct text must be caught."""

from __future__ import annotations

import numpy as np
import pytest

from symback.compiler.assembly import assemble
from symback.compiler.loading import load
from symback.compiler.program import CompileError
from symback.compiler.subject import Options, Subject
from symback.compiler.validation import validate
from symback.kernel.claim import Definition
from symback.targets.numpy import emit
from tests.compiler.nets import NET, L, add, by_name, derivative, entry, mul, neg, net_subject, q, subject_of

ASSEMBLED = assemble([net_subject()], whole=True)
SOURCE = emit(ASSEMBLED.program)
MUTATIONS = [
    ("y - t", "t - y"),
    ("h.T @ delta_k", "(1 - h).T @ delta_k"),
    ("* h * one_minus_h", "* h"),
    ("delta_k @ u.T", "delta_k @ (u + 1e-9).T"),
    ("/ N", "/ (N - 1)"),
    ("delta_k.sum(axis=0)", "delta_k.max(axis=0)"),
    ("u - eta * dL_du", "u + eta * dL_du"),
    ("a = x @ w + b", "a = x @ w"),
    (".sum() / x.shape[0] / 2", ".sum() / x.shape[0]"),
    ('"w": dL_dw', '"w": dL_dw.T'),
]


def test_the_text_itself_passes() -> None:
    said = validate(ASSEMBLED.program, load(SOURCE, "net"), ASSEMBLED.leaves, ASSEMBLED.witnesses)
    assert said == "compared with ball arithmetic at I = 2, J = 3, K = 4, N = 3"


@pytest.mark.parametrize(("old", "new"), MUTATIONS)
def test_a_changed_text_is_caught(old: str, new: str) -> None:
    assert old in SOURCE
    with pytest.raises(CompileError, match=r"differs from the theorem|has the shape"):
        validate(ASSEMBLED.program, load(SOURCE.replace(old, new), "net"), ASSEMBLED.leaves, ASSEMBLED.witnesses)


def test_a_result_that_is_no_theorem_is_caught() -> None:
    wrong = subject_of(derivative(L, entry("c", *NET[4].indices)), derivative(L, entry("c", *NET[4].indices)), *NET)
    form = wrong.formulas[0]
    false = type(form)("value", form.left, neg(mul(entry("y", *NET[4].indices), entry("y", *NET[4].indices))))
    assembled = assemble([Subject("test", "test", "", by_name(NET), (false,), (false,))], Options(batch=()))
    with pytest.raises(CompileError, match="differs from the theorem"):
        validate(assembled.program, load(emit(assembled.program), "t"), assembled.leaves, assembled.witnesses)


def test_a_theorem_with_a_narrow_domain_is_tried_where_it_holds() -> None:
    from symback.kernel import terms as t

    root = Definition("r", t.Function("sqrt", (add(q, t.number(-2)),)))
    subject = subject_of(derivative(t.Symbol("r"), q), mul(t.Power(mul(t.number(2), t.Symbol("r")), t.MINUS_ONE)), root)
    assembled = assemble([subject])
    module = load(emit(assembled.program), "root")
    assert validate(assembled.program, module, assembled.leaves, assembled.witnesses) == "compared with ball arithmetic"
    assert module.value(np.array([6.0])) == 0.25
