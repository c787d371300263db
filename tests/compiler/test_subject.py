from __future__ import annotations

from dataclasses import replace

from symback.compiler.subject import Formula, Options, Subject, Update, infer_roles, losses
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.terms import IndexVariable, Range
from tests.compiler.nets import (
    NET,
    SIGMA,
    SOFTMAX,
    L,
    add,
    by_name,
    call,
    derivative,
    entry,
    i,
    j,
    k,
    log,
    m,
    mul,
    neg,
    net_subject,
    q,
    square,
)


def test_updated_names_are_parameters_and_the_rest_are_examples() -> None:
    roles = infer_roles(net_subject(), Options())
    assert roles.parameters == {"w", "b", "u", "c"}
    assert roles.examples == {"x", "t"}
    assert roles.losses == {"L"}
    assert roles.updated == {"w⁺", "b⁺", "u⁺", "c⁺"}


def test_biases_are_shared_even_if_nothing_differentiates_by_them() -> None:
    subject = net_subject()
    weights = tuple(form for form in subject.formulas if form.name in {"grad_w", "grad_u"})
    roles = infer_roles(replace(subject, formulas=weights, closed=weights, updates=()), Options())
    assert roles.parameters == {"w", "u"}
    assert roles.examples == {"x", "t"}


def test_inputs_are_no_parameters_even_if_differentiated_by() -> None:
    subject = net_subject()
    claimed = (derivative(L, entry("x", i)),)
    assert infer_roles(replace(subject, claimed=claimed), Options()).examples == {"x", "t"}


def test_vectors_alone_make_no_batch() -> None:
    loss = Definition("L", neg(t.Sum(k, mul(entry("t", k), log(entry("s", k))))))
    form = Formula("dz", derivative(L, entry("z", k)), t.ZERO)
    subject = Subject("s", "s", "", by_name((SOFTMAX, loss)), (form,))
    assert infer_roles(subject, Options()).examples == frozenset()
    assert infer_roles(subject, Options(batch=("z", "t"))).examples == {"z", "t"}
    assert infer_roles(subject, Options(batch=("z", "t"))).parameters == frozenset()


def test_examples_that_are_an_index_already_make_no_batch() -> None:
    n = IndexVariable("n", Range("n", "n"))
    error = add(t.Sum(i, mul(entry("X", n, i), entry("W", i, j))), neg(entry("Y", n, j)))
    loss = Definition("L", t.Sum(n, t.Sum(j, square(error))))
    form = Formula("dW", derivative(L, entry("W", i, j)), t.ZERO)
    assert infer_roles(Subject("s", "s", "", by_name((loss,)), (form,)), Options()).examples == frozenset()


def test_a_loss_is_what_updates_differentiate() -> None:
    other = Definition("e", add(q, t.ONE))
    subject = net_subject()
    claimed = (derivative(t.Symbol("e"), q),)
    definitions = {**subject.definitions, "e": other}
    assert losses(replace(subject, definitions=definitions, claimed=claimed)) == {"L"}
    assert losses(replace(subject, definitions=definitions, claimed=claimed, updates=())) == {"L", "e"}
    assert by_name(NET).keys() < definitions.keys()
    assert m is not k


def test_a_target_that_is_a_number_is_an_example_and_a_rate_of_decay_is_not() -> None:
    y, target, rate, bias = t.Symbol("y"), t.Symbol("t"), t.Symbol("λ"), t.Symbol("b")
    definitions = (
        SIGMA,
        Definition("y", call("σ", add(t.Sum(i, mul(entry("w", i), entry("x", i))), bias))),
        Definition("L", add(square(add(y, neg(target))), mul(rate, t.Sum(i, square(entry("w", i)))))),
    )
    form = Formula("dw", derivative(L, entry("w", i)), t.ZERO)
    update = Update("w", "w⁺", (i,), add(entry("w", i), neg(derivative(L, entry("w", i)))))
    subject = Subject("s", "s", "", by_name(definitions), (form,), (), (update,))
    roles = infer_roles(subject, Options())
    assert roles.examples == {"x", "t"}
    assert "b" not in roles.examples


def test_a_number_that_later_weights_are_multiplied_with_is_shared() -> None:
    eps = t.Symbol("eps")
    normed = mul(entry("x", i), t.Power(add(t.Sum(i, square(entry("x", i))), eps), t.MINUS_ONE))
    definitions = (
        Definition("n", normed, (i,)),
        Definition("L", square(add(t.Sum(i, mul(entry("w", i), entry("n", i))), neg(q)))),
    )
    form = Formula("dw", derivative(L, entry("w", i)), t.ZERO)
    update = Update("w", "w⁺", (i,), add(entry("w", i), neg(derivative(L, entry("w", i)))))
    subject = Subject("s", "s", "", by_name(definitions), (form,), (), (update,))
    assert infer_roles(subject, Options()).examples == {"x", "q"}
