"""Every build is run against the theorem: the program's numbers against enclosures of what it stands for.

Sizes are small and unequal, values are exact in binary. The reference is the meaning of each result: the
left side with its derivatives carried out by the kernel, and the right side; both are evaluated in ball
arithmetic, example by example. A program may differ from them by float64 rounding only.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from types import ModuleType
from typing import Any

from symback.compiler.leaves import Leaves
from symback.compiler.program import Argument, CompileError, Meaning, Program, Routine
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.derive import lower
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.point import ConcreteFunction, Point
from symback.kernel.scope import free_indices
from symback.kernel.terms import IndexVariable, Term
from symback.kernel.unfold import unfold

EXAMPLES = 3
ROUNDINGS = 4096
"""Units in the last place, of the largest value of a result, that a program may be away from the truth."""

_BITS = 160
_SPANS = ((-24, 24), (1, 24), (1, 15), (17, 48))
_TRIES = 12
_CUBIC = (Fraction(1, 4), Fraction(1, 2), Fraction(0), Fraction(1, 8))


@dataclass(frozen=True)
class Sample:
    """Values for every name, one point an example: sizes, and the arguments of the routines."""

    points: tuple[Point, ...]
    arguments: Mapping[str, Any]


def validate(program: Program, module: ModuleType, leaves: Sequence[Leaves]) -> str:
    """What was compared, as a sentence. Raises CompileError where program and theorem differ."""
    sentences = []
    for one in dict.fromkeys(leaves):
        routines = tuple(r for r, other in zip(program.routines, leaves, strict=True) if other is one)
        sentences.append(_validate(replace(program, routines=routines), module, one))
    return " ".join(dict.fromkeys(sentences))


def _validate(program: Program, module: ModuleType, leaves: Leaves) -> str:
    for attempt in range(_TRIES):
        sample = _sample(program, leaves, attempt)
        try:
            reference = _References(sample, leaves)
            references = [[reference(meaning) for meaning in routine.meanings] for routine in program.routines]
        except (Undefined, KernelError) as reason:
            problem = str(reason)
            continue
        for routine, wanted in zip(program.routines, references, strict=True):
            _compare(routine, wanted, getattr(module, routine.name), sample)
        sizes = ", ".join(f"{name} = {size}" for name, size in sorted(sample.points[0].sizes.items()))
        number = f"{len(sample.points)} examples" if leaves.examples else "one point"
        return f"Compared with ball arithmetic at {number}{', ' + sizes if sizes else ''}."
    raise CompileError(f"no point was found at which the program could be compared with the theorem: {problem}")


def _sample(program: Program, leaves: Leaves, attempt: int) -> Sample:
    import numpy as np

    source = random.Random(f"{program.name} {attempt}")
    low, high = _SPANS[attempt % len(_SPANS)]
    count = EXAMPLES if leaves.examples else 1
    ranges = {each.name: each for sizes in leaves.all_ranges.values() for each in sizes}
    sizes = {name: each.size if isinstance(each.size, int) else 2 + place for place, (name, each) in enumerate(ranges.items())}
    symbols: list[dict[str, Fraction]] = [{} for _ in range(count)]
    entries: list[dict[tuple[str, tuple[int, ...]], Fraction]] = [{} for _ in range(count)]
    indices: list[dict[str, int]] = [{} for _ in range(count)]
    arguments: dict[str, Any] = {}

    def draw() -> Fraction:
        return Fraction(source.randint(low, high), 16)

    for name, shape in leaves.ranges.items():
        positions = list(product(*(range(1, sizes[each.name] + 1) for each in shape)))
        rows = []
        for example in range(count):
            fresh = example == 0 or leaves.batched(name)
            values = [draw() for _ in positions] if fresh else values
            if shape:
                entries[example].update({(name, place): value for place, value in zip(positions, values, strict=True)})
            else:
                symbols[example][name] = values[0]
            rows.append(np.array([float(value) for value in values]).reshape([sizes[each.name] for each in shape]))
        whole = np.stack(rows) if leaves.batched(name) else rows[0]
        arguments[name] = whole if whole.ndim else float(whole)
    for label in leaves.labels:
        chosen = [source.randint(1, sizes[label.range.name]) for _ in range(count)]
        for example, position in enumerate(chosen):
            indices[example][label.name] = position
        arguments[label.name] = np.array(chosen) - 1 if leaves.examples else chosen[0] - 1
    for size, name in ((each.size, each.name) for each in ranges.values()):
        arguments.setdefault(str(size), sizes[name])
    x = t.Symbol("x")
    body = t.Add(tuple(t.Mul((t.Number(c), t.Power(x, t.number(n)))) for n, c in enumerate(_CUBIC) if c and n)
                 + (t.Number(_CUBIC[0]),))
    functions = {name: ConcreteFunction(("x",), body) for name in leaves.functions}
    points = tuple(Point(sizes, *rest, functions, {}) for rest in zip(indices, symbols, entries, strict=True))
    return Sample(points, arguments)


def polynomial(order: int) -> Callable[[Any], Any]:
    """The derivative of that order of the cubic which stands for every opaque function."""
    coefficients = [float(c) for c in _CUBIC]
    for _ in range(order):
        coefficients = [n * c for n, c in enumerate(coefficients)][1:]
    return lambda x: sum(c * x**n for n, c in enumerate(coefficients)) + 0.0 * x


class _References:
    """The exact values of what results stand for, at one sample; each meaning once."""

    def __init__(self, sample: Sample, leaves: Leaves) -> None:
        self.leaves = leaves
        self.functions = [name for name, definition in leaves.definitions.items() if definition.parameters]
        balls = fast().balls(_BITS)
        # One evaluation an example keeps its values; the free indices of its point move underneath.
        self.rows = [(Evaluation(point, leaves.definitions, balls), point.indices) for point in sample.points]
        self.known: dict[Meaning, list[Any]] = {}

    def __call__(self, meaning: Meaning) -> list[Any]:
        """The values of each term of the meaning, as float64 arrays."""
        if meaning not in self.known:
            for evaluation, _ in self.rows:
                for condition in meaning.conditions:
                    if not free_indices(condition) and not evaluation.holds(condition):
                        raise Undefined("a condition of the theorem does not hold")
            self.known[meaning] = [self.value(term, meaning) for term in meaning.terms]
        return self.known[meaning]

    def value(self, term: Term, meaning: Meaning) -> Any:
        """One term, its parts reduced over the examples where they differ between them."""
        definitions = self.leaves.definitions
        total: Any = 0.0
        for item in term.terms if isinstance(term, t.Add) and meaning.reduce else (term,):
            lowered = unfold(lower(item, definitions)[0], self.functions, definitions, {})
            varied = bool(self.leaves.examples) and self.leaves.differs(item)
            rows = [_values(lowered, meaning.indices, *each) for each in (self.rows if varied else self.rows[:1])]
            total = total + _gathered(rows, meaning.reduce if varied else "first")
        return total


def _gathered(rows: Sequence[Any], how: str) -> Any:
    import numpy as np

    match how:
        case "mean":
            return np.mean(rows, axis=0)
        case "sum":
            return np.sum(rows, axis=0)
        case "first":
            return rows[0]
        case _:
            return np.stack(rows)


def _values(term: Term, indices: tuple[IndexVariable, ...], evaluation: Evaluation, at: Mapping[str, int]) -> Any:
    import numpy as np

    assert isinstance(at, dict)
    sizes = [evaluation.point.sizes[index.range.name] for index in indices]
    result = np.zeros(sizes)
    for positions in product(*map(range, sizes)):
        at.update({index.name: place + 1 for index, place in zip(indices, positions, strict=True)})
        ball = evaluation.value(term)
        low, high = ball.lower(), ball.upper()
        if high - low > Fraction(1, 2**60) * (1 + abs(low)):
            raise Undefined("a value that could not be enclosed tightly")
        result[positions] = float((low + high) / 2)
    return result


def _compare(routine: Routine, wanted: list[list[Any]], function: Callable[..., Any], sample: Sample) -> None:
    import numpy as np

    given = {argument.identifier: _given(argument, sample) for argument in routine.arguments}
    with np.errstate(all="raise", under="ignore"):
        answer = function(**given)
    if routine.in_place:
        answer = given
    for (key, _), references in zip(routine.results, wanted, strict=True):
        got = np.asarray(answer[key] if routine.keyed else answer, dtype=float)
        for reference in references:
            largest = max(1.0, float(np.max(np.abs(reference), initial=0.0)))
            if got.shape != np.shape(reference):
                raise CompileError(
                    f"{routine.name}: {key} has the shape {got.shape}, the theorem gives {np.shape(reference)}"
                )
            if not np.all(np.abs(got - reference) <= ROUNDINGS * np.finfo(float).eps * largest):
                raise CompileError(f"{routine.name}: {key} differs from the theorem at a test point")


def _given(argument: Argument, sample: Sample) -> Any:
    import numpy as np

    if argument.role == "function":
        return polynomial(argument.name.count("\N{PRIME}"))
    value = sample.arguments[argument.name]
    return np.array(value) if isinstance(value, np.ndarray) else value
