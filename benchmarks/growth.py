"""How the cost grows with the net: gradients of fully expanded nets, decided against the hand-derived form.

    python -m benchmarks.growth [--output FILE]

Each net is written down to its leaves, no name in it: 2-h-1 with h hidden units, and a chain of depth d.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import sympy as sp

import symback
from benchmarks.obligations.activations import sigmoid
from symback.document import Reason
from symback.judge import judge
from symback.kernel.terms import Term, children
from symback.sympy_bridge import claim_from_sympy


@dataclass(frozen=True, slots=True)
class Net:
    """A loss, one of its weights, and the hand-derived gradient by it."""

    name: str
    loss: Any
    weight: Any
    gradient: Any


def wide(hidden: int) -> Net:
    """A net of 2-h-1."""
    x = sp.symbols("x1:3", real=True)
    v = [sp.symbols(f"v{j}_1:3", real=True) for j in range(hidden)]
    w = sp.symbols(f"w1:{hidden + 1}", real=True)
    t = sp.Symbol("t", real=True)
    h = [sigmoid(v[j][0] * x[0] + v[j][1] * x[1]) for j in range(hidden)]
    o = sigmoid(sum(weight * each for weight, each in zip(w, h, strict=True)))
    gradient = (o - t) * o * (1 - o) * w[0] * h[0] * (1 - h[0]) * x[0]
    return Net(f"2-{hidden}-1", (t - o) ** 2 / 2, v[0][0], gradient)


def deep(depth: int) -> Net:
    """A chain of `depth` layers of one unit."""
    w = sp.symbols(f"w1:{depth + 1}", real=True)
    b = sp.symbols(f"b1:{depth + 1}", real=True)
    x, t = sp.symbols("x t", real=True)
    values = [x]
    for weight, bias in zip(w, b, strict=True):
        values.append(sigmoid(weight * values[-1] + bias))
    gradient = (values[-1] - t) * x
    for number in range(depth):
        gradient *= values[number + 1] * (1 - values[number + 1])
        if number:
            gradient *= w[number]
    return Net(f"depth {depth}", (t - values[-1]) ** 2 / 2, w[0], gradient)


def nets() -> Iterator[Net]:
    """The nets in order of size."""
    for hidden in (2, 4, 8, 12, 16, 24):
        yield wide(hidden)
    for depth in (2, 4, 8, 12, 16):
        yield deep(depth)


def size(term: Term) -> int:
    """The number of nodes of the written formula, repeated parts counted each time."""
    known: dict[int, int] = {}

    def count(node: Any) -> int:
        if id(node) not in known:
            known[id(node)] = 1 + sum(count(each) for each in children(node))
        return known[id(node)]

    return count(term)


def table() -> Iterator[str]:
    """The lines of the result."""
    yield f"Python {platform.python_version()}, SymPy {sp.__version__}, {platform.machine()}; one warm process."
    yield ""
    yield "| net | nodes | answer | read ms | decide ms | wrong sign: answer | decide ms |"
    yield "|---|---|---|---|---|---|---|"
    warming = deep(2)
    symback.verify(sp.Derivative(warming.loss, warming.weight, evaluate=False), warming.gradient)
    for net in nets():
        slope = sp.Derivative(net.loss, net.weight, evaluate=False)
        start = perf_counter()
        claim = claim_from_sympy(slope, net.gradient, ())
        read = perf_counter() - start
        false = claim_from_sympy(slope, -net.gradient, ())
        if isinstance(claim, Reason) or isinstance(false, Reason):
            yield f"| {net.name} | | not understood | | | | |"
            continue
        cells = []
        for each in (claim, false):
            start = perf_counter()
            status = judge(each).status
            cells.append((status, 1000 * (perf_counter() - start)))
        nodes = size(claim.left) + size(claim.right)
        (first, one), (second, two) = cells
        yield f"| {net.name} | {nodes} | {first} | {1000 * read:.1f} | {one:.1f} | {second} | {two:.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, help="a Markdown file for the table")
    options = parser.parse_args()
    lines = []
    for line in table():
        print(line, flush=True)
        lines.append(line)
    if options.output:
        options.output.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
