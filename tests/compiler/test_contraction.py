from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symback.compiler.arrays import Name, Outer, Times
from symback.compiler.contraction import Factor, Store, contract
from symback.compiler.tensor import EXAMPLE, Axes, Tensor
from symback.kernel.terms import IndexVariable, Range
from symback.targets._numpy_expressions import text
from tests.compiler.nets import i, j, k

P = IndexVariable("p", Range("P", "P"))
SIZES = {EXAMPLE: 3, i: 2, j: 4, k: 5, P: 2}
LETTERS = {EXAMPLE: "n", i: "i", j: "j", k: "k", P: "p"}


def factor(name: str, *axes: IndexVariable) -> Factor:
    return Factor(Tensor(Name(name), axes))


def test_gradients_are_matrix_products() -> None:
    x, delta = factor("x", EXAMPLE, i), factor("delta", EXAMPLE, j)
    found = contract([delta, x], [EXAMPLE], (i, j), Store())
    assert text(found.array) == "x.T @ delta"
    assert found.axes == (i, j)


def test_the_hidden_delta_is_multiplied_before_the_batch_is_summed() -> None:
    factors = [factor("d", EXAMPLE, k), factor("u", j, k), factor("h", EXAMPLE, j), factor("x", EXAMPLE, i)]
    found = contract(factors, [k, EXAMPLE], (i, j), Store())
    assert text(found.array) == "x.T @ ((d @ u.T) * h)"


def test_vectors_need_no_transpose() -> None:
    assert text(contract([factor("w", j, k), factor("a", k)], [k], (j,), Store()).array) == "w @ a"
    assert text(contract([factor("w", k, j), factor("a", k)], [k], (j,), Store()).array) == "a @ w"


def test_outer_product_and_dot_product() -> None:
    assert contract([factor("a", i), factor("b", j)], [], (i, j), Store()).array == Outer(Name("a"), Name("b"))
    dot = contract([factor("a", i), factor("b", i), factor("w", i, j)], [i], (j,), Store())
    assert text(dot.array) == "(a * b) @ w"


def test_products_do_not_depend_on_the_order_of_factors() -> None:
    store = Store()
    a, b, c = Name("a"), Name("b"), Name("c")
    assert store.product([a, b, c], []) is store.product([c, a, b], [])
    assert store.product([a, b], []) != store.product([a], [b])
    assert store.product([a], []) is a
    assert isinstance(store.product([a, a], []), Times)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_contraction_has_the_right_value(data: st.DataObject) -> None:
    axes = list(SIZES)
    count = data.draw(st.integers(1, 5))
    shapes: list[Axes] = []
    for _ in range(count):
        chosen = data.draw(st.lists(st.sampled_from(axes), min_size=1, max_size=3, unique=True))
        shapes.append(tuple(sorted(chosen, key=lambda axis: axis is not EXAMPLE)))
    every = list(dict.fromkeys(itertools.chain.from_iterable(shapes)))
    summed = data.draw(st.lists(st.sampled_from(every), unique=True))
    wanted = tuple(axis for axis in every if axis not in summed)
    inverted = [data.draw(st.booleans()) for _ in shapes]
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    values = {f"a{n}": random.uniform(0.5, 2.0, [SIZES[axis] for axis in shape]) for n, shape in enumerate(shapes)}
    factors = [
        Factor(Tensor(Name(f"a{n}"), shape), below)
        for n, (shape, below) in enumerate(zip(shapes, inverted, strict=True))
    ]
    found = contract(factors, summed, wanted, Store())
    got = eval(text(found.array), {"np": np, **values})  # noqa: S307
    operands = [1 / value if below else value for value, below in zip(values.values(), inverted, strict=True)]
    letters = ",".join("".join(LETTERS[axis] for axis in shape) for shape in shapes)
    right = np.einsum(f"{letters}->{''.join(LETTERS[axis] for axis in found.axes)}", *operands)
    assert set(found.axes) == set(wanted)
    np.testing.assert_allclose(got, right, rtol=1e-12)


@pytest.mark.parametrize("count", [7, 9])
def test_long_products_are_contracted_pair_by_pair(count: int) -> None:
    chain = [IndexVariable(f"c{n}", Range(f"C{n}", 3)) for n in range(count + 1)]
    factors = [factor(f"a{n}", chain[n], chain[n + 1]) for n in range(count)]
    found = contract(factors, chain[1:-1], (chain[0], chain[-1]), Store())
    random = np.random.default_rng(0)
    values = {f"a{n}": random.normal(size=(3, 3)) for n in range(count)}
    got = eval(text(found.array), {"np": np, **values})  # noqa: S307
    right = np.linalg.multi_dot(list(values.values()))
    np.testing.assert_allclose(got if found.axes == (chain[0], chain[-1]) else got.T, right, rtol=1e-12)
