from __future__ import annotations

import pytest

from symback.compiler.arrays import Name, Permuted, Spread
from symback.compiler.tensor import EXAMPLE, Tensor, aligned, joined, moved, ordered
from tests.compiler.nets import i, j, k

A = Name("a")


def test_the_batch_stands_first() -> None:
    assert ordered((j, EXAMPLE, i, j)) == (EXAMPLE, j, i)


def test_an_operand_with_all_axes_gives_the_order() -> None:
    assert joined([Tensor(A, (i,)), Tensor(A, (j, i))]) == (j, i)
    assert joined([Tensor(A, (i,)), Tensor(A, (EXAMPLE, j))]) == (EXAMPLE, i, j)


def test_alignment_inserts_and_transposes() -> None:
    assert aligned(Tensor(A, (j,)), (i, j)) is A
    assert aligned(Tensor(A, (i,)), (i, j)) == Spread(A, (True, False))
    assert aligned(Tensor(A, (j, i)), (i, j)) == Permuted(A, (1, 0))
    assert aligned(Tensor(A, ()), (i, j)) is A


def test_two_transposes_cancel() -> None:
    assert moved(moved(Tensor(A, (i, j, k)), (k, i, j)), (i, j, k)).array is A


def test_an_index_stands_on_one_axis() -> None:
    with pytest.raises(ValueError, match="two axes"):
        Tensor(A, (i, i))
