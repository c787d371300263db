"""Every build is run against the theorem: the program's numbers against enclosures of what it stands for.

Sizes are small and unequal, values are exact in binary. The reference is the meaning of each result: the
left side with its derivatives carried out by the kernel, and the right side; both are evaluated in ball
arithmetic, example by example. A program may differ from them by float64 rounding only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from types import ModuleType
from typing import Any

from symback.compiler.leaves import Leaves
from symback.compiler.program import Argument, CompileError, Meaning, Program, Routine
from symback.compiler.sampling import EXAMPLES, Sample, polynomial, sample
from symback.kernel import terms as t
from symback.kernel.arithmetic import fast
from symback.kernel.arithmetic.interface import Undefined
from symback.kernel.derive import lower
from symback.kernel.errors import KernelError
from symback.kernel.evaluate import Evaluation
from symback.kernel.point import Point
from symback.kernel.scope import free_indices
from symback.kernel.terms import IndexVariable, Term
from symback.kernel.unfold import unfold

ROUNDINGS = 4096
"""Units in the last place, of the largest value of a result, that a program may be away from the truth."""

_BITS = 160
_TRIES = 8


def validate(
    program: Program, module: ModuleType, leaves: Sequence[Leaves], witnesses: Sequence[tuple[Point, ...]]
) -> str:
    """What was compared, as a sentence. Raises CompileError where program and theorem differ."""
    trials: dict[int, _Trials] = {}
    seen: dict[str, str] = {}
    for routine, one, known in zip(program.routines, leaves, witnesses, strict=True):
        if id(one) not in trials:
            trials[id(one)] = _Trials(one, program.name, known)
        points, wanted = trials[id(one)].first(routine)
        _compare(routine, wanted, getattr(module, routine.name), points)
        sizes = points.points[0].sizes
        free = {str(size): sizes[name] for name, size in one.extents.items()}
        seen |= {name: f"{name} = {size}" for name, size in sorted(free.items()) if not name.isdigit()}
        if one.examples:
            seen["N"] = f"N = {EXAMPLES}"
    return f"compared with ball arithmetic{' at ' if seen else ''}{', '.join(seen.values())}"


class _Trials:
    """The samples for routines over the same names, each made when the ones before it do not serve."""

    def __init__(self, leaves: Leaves, seed: str, witnesses: tuple[Point, ...]) -> None:
        self.leaves = leaves
        self.seed = seed
        self.witnesses = tuple(None for _ in range(_TRIES)) + witnesses
        self.functions = [name for name, definition in leaves.definitions.items() if definition.parameters]
        self.definitions = {
            name: replace(each, body=self.carried_out(each.body)) if _unfinished(each.body) else each
            for name, each in leaves.definitions.items()
        }
        self.made: list[tuple[Sample, _References]] = []
        self.terms: dict[Term, Term] = {}

    def first(self, routine: Routine) -> tuple[Sample, list[list[Any]]]:
        """The first sample at which all that the routine stands for has a value, and these values."""
        problem = ""
        for number, witness in enumerate(self.witnesses):
            if number == len(self.made):
                drawn = sample(self.leaves, self.seed, number, witness)
                self.made.append((drawn, _References(drawn, self)))
            points, references = self.made[number]
            try:
                return points, [references(meaning) for meaning in routine.meanings]
            except (Undefined, KernelError) as reason:
                problem = str(reason)
        raise CompileError(f"{routine.name} could not be compared with its theorem at any point: {problem}")

    def carried_out(self, term: Term) -> Term:
        """The term with its derivatives carried out by the kernel."""
        return unfold(lower(term, self.leaves.definitions)[0], self.functions, self.leaves.definitions, {})

    def lowered(self, term: Term) -> Term:
        """The same, each term once."""
        if term not in self.terms:
            self.terms[term] = self.carried_out(term)
        return self.terms[term]


def _unfinished(term: Term) -> bool:
    """Whether a derivative has to be carried out before the term can be evaluated."""
    return any(isinstance(n, t.Derivative) or (isinstance(n, t.Call) and any(n.orders)) for n in t.walk(term))


class _References:
    """The exact values of what results stand for, at one sample; each meaning once."""

    def __init__(self, points: Sample, trials: _Trials) -> None:
        self.trials = trials
        balls = fast().balls(_BITS)
        # One evaluation an example keeps its values; the free indices of its point move underneath.
        self.rows = [(Evaluation(point, trials.definitions, balls), point.indices) for point in points.points]
        self.known: dict[Meaning, list[Any]] = {}

    def __call__(self, meaning: Meaning) -> list[Any]:
        """The values of each term of the meaning, as float64 arrays."""
        if meaning not in self.known:
            for condition in meaning.conditions:
                self.demand(condition)
            self.known[meaning] = [self.value(term, meaning) for term in meaning.terms]
        return self.known[meaning]

    def demand(self, condition: t.Condition) -> None:
        """Raise `Undefined` where the condition fails for an example, at a position of its free indices.

        One that cannot be evaluated is left to the comparison, which then fails where it matters.
        """
        labels = self.trials.leaves.labels
        indices = tuple(sorted(free_indices(condition) - labels, key=lambda index: index.name))
        for evaluation, at in self.rows:
            for _ in _positions(indices, evaluation, at):
                try:
                    met = evaluation.holds(condition)
                except KernelError:
                    return
                if not met:
                    raise Undefined("a condition of the theorem does not hold")

    def value(self, term: Term, meaning: Meaning) -> Any:
        """One term, its parts reduced over the examples where they differ between them."""
        leaves = self.trials.leaves
        total: Any = 0.0
        for item in term.terms if isinstance(term, t.Add) and meaning.by_parts else (term,):
            lowered = self.trials.lowered(item)
            varied = bool(leaves.examples) and leaves.differs(item)
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


def _positions(
    indices: tuple[IndexVariable, ...], evaluation: Evaluation, at: Mapping[str, int]
) -> Iterator[tuple[int, ...]]:
    """All 0-based positions of the indices, to which the point of the evaluation is moved meanwhile."""
    assert isinstance(at, dict)
    for positions in product(*(range(evaluation.point.sizes[index.range.name]) for index in indices)):
        at.update({index.name: place + 1 for index, place in zip(indices, positions, strict=True)})
        yield positions


def _values(term: Term, indices: tuple[IndexVariable, ...], evaluation: Evaluation, at: Mapping[str, int]) -> Any:
    import numpy as np

    result = np.zeros([evaluation.point.sizes[index.range.name] for index in indices])
    for positions in _positions(indices, evaluation, at):
        ball = evaluation.value(term)
        low, high = ball.lower(), ball.upper()
        if high - low > Fraction(1, 2**60) * (1 + abs(low)):
            raise Undefined("a value that could not be enclosed tightly")
        result[positions] = float((low + high) / 2)
    return result


def _compare(routine: Routine, wanted: list[list[Any]], function: Callable[..., Any], points: Sample) -> None:
    import numpy as np

    given = {argument.identifier: _given(argument, points) for argument in routine.arguments}
    with np.errstate(all="ignore"):
        answer = function(**given)
    if routine.in_place:
        answer = given
    for (key, _), references in zip(routine.results, wanted, strict=True):
        got = np.asarray(answer[key] if routine.keyed else answer, dtype=float)
        for reference in references:
            largest = max(1.0, float(np.max(np.abs(reference), initial=0.0)))
            if got.shape not in (np.shape(reference), np.shape(reference)[1:] if points.batched else None):
                raise CompileError(
                    f"{routine.name}: {key} has the shape {got.shape}, the theorem gives {np.shape(reference)}"
                )
            if not np.all(np.abs(got - reference) <= ROUNDINGS * np.finfo(float).eps * largest):
                raise CompileError(f"{routine.name}: {key} differs from the theorem at a test point")


def _given(argument: Argument, points: Sample) -> Any:
    import numpy as np

    if argument.role == "function":
        return polynomial(argument.orders)
    value = points.arguments[argument.name]
    return np.array(value) if isinstance(value, np.ndarray) else value
