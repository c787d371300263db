from __future__ import annotations

import numpy as np
import pytest

from symback.compiler.leaves import Leaves, Roles
from symback.compiler.sampling import EXAMPLES, polynomial, sample
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from tests.compiler.nets import NET, L, by_name, call, q
from tests.evaluating import evaluate

LEAVES = Leaves(by_name(NET), [L], Roles(frozenset({"x", "t"}), frozenset({"w", "u"})))


def test_sizes_differ_and_arguments_agree_with_the_points() -> None:
    drawn = sample(LEAVES, "seed", 0)
    assert sorted(drawn.points[0].sizes.values()) == [2, 3, 4]
    assert drawn.arguments["x"].shape == (EXAMPLES, drawn.points[0].sizes["I"])
    assert drawn.arguments["w"].ndim == 2
    for n, point in enumerate(drawn.points):
        assert float(point.entries["x", (1,)]) == drawn.arguments["x"][n, 0]
        assert float(point.entries["w", (2, 1)]) == drawn.arguments["w"][1, 0]


def test_a_sample_is_the_same_every_time() -> None:
    one, two = sample(LEAVES, "seed", 1), sample(LEAVES, "seed", 1)
    np.testing.assert_array_equal(one.arguments["x"], two.arguments["x"])
    assert np.any(one.arguments["x"] != sample(LEAVES, "seed", 2).arguments["x"])


def test_a_witness_is_kept() -> None:
    witness = sample(LEAVES, "seed", 0).points[1]
    assert sample(LEAVES, "other", 5, witness).points[2].entries == witness.entries


@pytest.mark.parametrize("orders", [(0,), (1,), (2,), (0, 0), (1, 0), (0, 1), (1, 1), (2, 0)])
def test_polynomials_are_those_of_the_point(orders: tuple[int, ...]) -> None:
    arguments = (q, t.Symbol("r"))[: len(orders)]
    term = call("f", *arguments, orders=orders)
    drawn = sample(Leaves({}, [term], Roles()), "seed", 0)
    ball = evaluate(term, drawn.points[0], {}, fast().balls(100))
    got = polynomial(orders)(*(drawn.arguments[str(each.name)] for each in arguments))
    assert got == pytest.approx(float(ball.lower()), rel=1e-14)


def test_written_positions_are_there() -> None:
    term = t.Entry("x", (t.IndexValue(9, t.Range("n", "n")),))
    assert sample(Leaves({}, [term], Roles()), "seed", 0).arguments["x"].shape == (9,)
