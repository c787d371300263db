"""This engine against `sympy.simplify(left - right) == 0` and `.equals`, side by side.

    python -m benchmarks.against_sympy [--quick] [--every N] [--limit SECONDS] [--only TEXT] [--output FILE]

Every pair is decided by each method in a forked process of its own, after all imports and some unrelated
warming pairs, under one limit on wall time. Ratios are taken pair by pair, over the pairs that SymPy's
automatic evaluation has not already made equal. A method that runs into the limit is counted at the limit,
which flatters it.
"""

from __future__ import annotations

import argparse
import gc
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import thread_time

import sympy as sp

import symback
from benchmarks.forked import Outcome, forked
from benchmarks.obligations import Obligation, all_obligations, catalogue
from symback.document import Reason
from symback.judge import judge
from symback.sympy_bridge import claim_from_sympy


def by_engine(pair: Obligation) -> str:
    """The status of our verdict."""
    if pair.claim is not None:
        return judge(pair.claim).status
    return symback.verify(pair.left, pair.right, assuming=pair.assuming).status


def by_simplify(pair: Obligation) -> str:
    """Proved where the difference simplifies to 0; simplify cannot refute."""
    return "proved" if sp.simplify(pair.left - pair.right) == 0 else "undecided"


def by_equals(pair: Obligation) -> str:
    """What `.equals` says."""
    return {True: "proved", False: "refuted", None: "undecided"}[pair.left.equals(pair.right)]


METHODS: dict[str, Callable[[Obligation], str]] = {
    "symback": by_engine,
    "simplify": by_simplify,
    "equals": by_equals,
}


a, b = sp.symbols("a b", real=True)
c = sp.Symbol("c", positive=True)
WARMING = tuple(
    Obligation("warming", left, right)
    for left, right in (
        (sp.exp(a) * (sp.exp(-a) + b), 1 + b * sp.exp(a)),
        (a / (a + b) + b / (a + b), sp.Integer(1)),
        (1 / (1 + sp.exp(-a)), 1 - 1 / (1 + sp.exp(a))),
        (sp.log(c * sp.exp(a)), a + sp.log(c)),
        (sp.sqrt(c) ** 3 / c, sp.sqrt(c)),
        (sp.diff(1 / (2 + sp.exp(-a * b)), a), b / (2 + sp.exp(-a * b))),
        (sp.tanh(a) * sp.cosh(a), 2 * sp.sinh(a)),
        (sp.sqrt(a**2 + 1) * b, sp.sqrt(b**2 + 1)),
    )
)
"""Decided by every method before the forks and again in each child before its clock starts."""


def warm(method: Callable[[Obligation], str]) -> None:
    """Let a method decide the warming pairs."""
    for pair in WARMING:
        method(pair)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair and the outcome of each method."""

    pair: Obligation
    outcomes: dict[str, Outcome]

    def ratio(self, method: str) -> float:
        """How many times more processor time the method took than this engine."""
        return self.outcomes[method].seconds / self.outcomes["symback"].seconds

    def wall_ratio(self, method: str) -> float:
        """The same on the wall, other work on the machine included."""
        return self.outcomes[method].wall / self.outcomes["symback"].wall


def wrong(pair: Obligation, answer: str) -> bool:
    """Whether the answer contradicts the certified truth."""
    return answer == ("refuted" if pair.truth else "proved")


def quantile(values: Iterable[float], part: float) -> float:
    """The value below which the part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(pairs: tuple[Obligation, ...], limit: float) -> list[Row]:
    """All outcomes, with a line of progress on stderr."""
    for method in METHODS.values():
        warm(method)
    gc.collect()
    gc.freeze()  # or the first collection in each child copies every page of the parent
    rows = []
    for number, pair in enumerate(pairs, 1):
        outcomes = {
            name: forked(partial(method, pair), limit, partial(warm, method)) for name, method in METHODS.items()
        }
        rows.append(Row(pair, outcomes))
        print(f"\r{number}/{len(pairs)} {pair.name[:50]:50}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rows


def throughput(pairs: tuple[Obligation, ...]) -> dict[str, float]:
    """Obligations a second in one warm process: scalar and symbolic, decided once each, terms already built."""
    rates = {}
    for name, symbolic in (("scalar", False), ("symbolic size", True)):
        claims = [
            each.claim or claim_from_sympy(each.left, each.right, each.assuming)
            for each in pairs
            if each.symbolic is symbolic and not each.equal_as_written
        ]
        read = [claim for claim in claims if not isinstance(claim, Reason)]
        for claim in read[::7]:
            judge(claim)
        timed = [claim for number, claim in enumerate(read) if number % 7]
        start = thread_time()
        for claim in timed:
            judge(claim)
        rates[name] = len(timed) / (thread_time() - start)
    return rates


def verdicts(rows: list[Row]) -> list[str]:
    """A table of the answers of each method."""
    lines = [
        "| method | true: proved | open | false: refuted | open | wrong | timeout | error | median ms | p90 ms | s |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name in METHODS:
        counts: Counter[str] = Counter()
        for row in rows:
            answer = row.outcomes[name].answer
            kind = answer.split(":")[0]
            if wrong(row.pair, answer):
                counts["wrong"] += 1
            elif kind in ("timeout", "error"):
                counts[kind] += 1
            else:
                decided = answer in ("proved", "refuted")
                counts[f"{row.pair.truth} {decided}"] += 1
        seconds = [row.outcomes[name].seconds for row in rows]
        lines.append(
            f"| {name} | {counts['True True']} | {counts['True False']} | {counts['False True']} "
            f"| {counts['False False']} | {counts['wrong']} | {counts['timeout']} | {counts['error']} "
            f"| {1000 * quantile(seconds, 0.5):.2f} | {1000 * quantile(seconds, 0.9):.1f} | {sum(seconds):.1f} |"
        )
    return lines


def ratios(rows: list[Row]) -> list[str]:
    """A table of ratios, pair by pair."""
    lines = [
        "| against | pairs | median | p10 | min | p90 | faster on | median on the wall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    groups = {
        "all": rows,
        "true": [row for row in rows if row.pair.truth],
        "false": [row for row in rows if not row.pair.truth],
        "catalogue": [row for row in rows if row.pair.claim is not None],
        "symbolic size": [row for row in rows if row.pair.symbolic],
    }
    for method in ("simplify", "equals"):
        for group, members in groups.items():
            if not members:
                continue
            found = [row.ratio(method) for row in members]
            lines.append(
                f"| {method}, {group} | {len(found)} | {quantile(found, 0.5):.0f} | {quantile(found, 0.1):.1f} "
                f"| {min(found):.2f} | {quantile(found, 0.9):.0f} | {sum(each > 1 for each in found)} "
                f"| {quantile([row.wall_ratio(method) for row in members], 0.5):.0f} |"
            )
    return lines


def report(rows: list[Row], rates: dict[str, float], limit: float, every: int) -> str:
    """The whole result as Markdown."""
    open_pairs = [row for row in rows if row.outcomes["symback"].answer not in ("proved", "refuted")]
    mistakes = [
        f"{name}: {row.pair.name} is {row.pair.truth}, answer {row.outcomes[name].answer}"
        for row in rows
        for name in METHODS
        if wrong(row.pair, row.outcomes[name].answer)
    ]
    versions = f"Python {platform.python_version()}, SymPy {sp.__version__}, {platform.machine()}"
    lines = [
        f"{versions}; {len(rows)} pairs not equal as written, {limit:g} s of wall time each, one fork a pair.",
        *([f"Taken is one of {every} pairs."] if every > 1 else []),
        "",
        *verdicts(rows),
        "",
        *ratios(rows),
        "",
        *(f"Warm, one process, {name}: {rate:.0f} obligations a second and core." for name, rate in rates.items()),
        "",
        f"Not decided by symback: {len(open_pairs)}",
        *(f"- {row.pair.name}: {row.outcomes['symback'].answer}" for row in open_pairs),
        "",
        f"Wrong answers: {len(mistakes)}",
        *(f"- {each}" for each in mistakes),
        "",
        "Slowest against simplify:",
        *(
            f"- {row.pair.name}: {row.ratio('simplify'):.1f} ({1000 * row.outcomes['symback'].seconds:.1f} ms)"
            for row in sorted(rows, key=lambda each: each.ratio("simplify"))[:8]
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and say by the exit code whether an answer of ours was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="every sixth pair, 5 s each")
    parser.add_argument("--every", type=int, default=1, help="take every n-th pair only")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds of wall time a pair and method")
    parser.add_argument("--only", default="", help="pairs with this text in their names")
    parser.add_argument("--output", type=Path, help="a Markdown file for the tables")
    options = parser.parse_args()
    limit, every = (5.0, 6) if options.quick else (options.limit, options.every)
    everything = (*all_obligations(), *catalogue.obligations())
    pairs = tuple(each for each in everything if not each.equal_as_written and options.only in each.name)
    rows = measure(pairs[::every], limit)
    text = report(rows, throughput(everything), limit, every)
    print(text)
    if options.output:
        options.output.write_text(text, "utf-8")
    return int(any(wrong(row.pair, row.outcomes["symback"].answer) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
