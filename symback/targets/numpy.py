"""NumPy: a module of plain functions that imports nothing else."""

from __future__ import annotations

from symback.compiler.arrays import Array, Name, Permuted, Picked, Spread, Stretched
from symback.compiler.program import Program, Routine
from symback.registry import Target
from symback.targets._module import Language, print_module, returned
from symback.targets._numpy_expressions import called_functions, text
from symback.targets._numpy_functions import FUNCTIONS


def emit(program: Program) -> str:
    """The source text of the program."""
    return print_module(program, Language("import numpy as np", FUNCTIONS, called_functions, text, _results))


def _results(routine: Routine) -> list[str]:
    if not routine.in_place:
        return returned(routine, text)
    new = [f"    new_{key} = {_copied(value)}" for key, value in routine.results]
    return new + [f"    {key}[...] = new_{key}" for key, _ in routine.results]


def _copied(value: Array) -> str:
    """The value as an array of its own: a bare name or a view would change with what it shows."""
    match value:
        case Name() | Permuted() | Spread() | Picked() | Stretched():
            return f"np.array({text(value)})"
        case _:
            return text(value)


TARGET = Target("numpy", emit)
