"""NumPy: a module of plain functions that imports nothing else."""

from __future__ import annotations

import textwrap

from symback.compiler.arrays import Array, Name, Permuted, Picked, Spread, Stretched, within
from symback.compiler.program import Argument, Program, Routine
from symback.registry import Target
from symback.targets._numpy_expressions import called_functions, text
from symback.targets._numpy_functions import FUNCTIONS

_WIDTH = 100


def emit(program: Program) -> str:
    """The source text of the program."""
    head = [program.title or program.name]
    if program.citation:
        head += ["", f"Source of the derivation: {program.citation}"]
    if program.validated:
        head += ["", f"This text was {program.validated}."]
    blocks = [_docstring(head, ""), "import numpy as np"]
    blocks += [FUNCTIONS[name][0].rstrip() for name in _functions(program)]
    blocks += [_routine(routine) for routine in program.routines]
    return "\n\n\n".join(["\n\n".join(blocks[:2]), *blocks[2:]]) + "\n"


def _functions(program: Program) -> list[str]:
    wanted: set[str] = set()
    for routine in program.routines:
        for array in within(_arrays(routine)):
            wanted |= called_functions(array)
    stack = list(wanted)
    while stack:
        for name in FUNCTIONS[stack.pop()][1]:
            if name not in wanted:
                wanted.add(name)
                stack.append(name)
    return [name for name in FUNCTIONS if name in wanted]


def _arrays(routine: Routine) -> list[Array]:
    return [each.value for each in routine.statements] + [value for _, value in routine.results]


def _routine(routine: Routine) -> str:
    names = ", ".join(argument.identifier for argument in routine.arguments)
    lines = [f"def {routine.name}({names}):", _docstring(_documentation(routine), "    ")]
    lines += [f"    {', '.join(each.targets)} = {text(each.value)}" for each in routine.statements]
    lines += _results(routine)
    return "\n".join(lines)


def _results(routine: Routine) -> list[str]:
    if routine.in_place:
        new = [f"    new_{key} = {_copied(value)}" for key, value in routine.results]
        return new + [f"    {key}[...] = new_{key}" for key, _ in routine.results]
    if not routine.keyed:
        return [f"    return {text(value)}" for _, value in routine.results]
    rows = [f'        "{key}": {text(value)},' for key, value in routine.results]
    return ["    return {", *rows, "    }"]


def _copied(value: Array) -> str:
    """The value as an array of its own: a bare name or a view would change with what it shows."""
    match value:
        case Name() | Permuted() | Spread() | Picked() | Stretched():
            return f"np.array({text(value)})"
        case _:
            return text(value)


def _documentation(routine: Routine) -> list[str]:
    lines = [routine.title]
    if routine.facts:
        lines += ["", *routine.facts]
    if routine.arguments:
        lines += ["", "Arguments:"]
        lines += [f"    {_described(argument)}" for argument in routine.arguments]
    return lines


def _described(argument: Argument) -> str:
    shape = ", ".join(map(str, argument.shape))
    kind = f"({shape}{',' if len(argument.shape) == 1 else ''})" if argument.shape else "a number"
    match argument.role:
        case "function":
            kind = "a function, applied to each entry"
        case "example":
            kind += ", one row an example" if len(argument.shape) > 1 else ", one entry an example"
        case "label":
            kind = f"{kind} of positions, counted from 0" if argument.shape else "a position, counted from 0"
        case "parameter" | "shared":
            pass
    name = argument.identifier
    also = f" ({argument.name} of the derivation)" if argument.name != name else ""
    return f"{name}: {kind}{also}"


def _docstring(lines: list[str], indent: str) -> str:
    """A docstring of these lines, wrapped; no text in it can end it."""
    rows: list[str] = []
    for line in lines:
        flat = " ".join(line.split("\n")).rstrip()
        deep = flat[: len(flat) - len(flat.lstrip())]
        rows += textwrap.wrap(flat, _WIDTH - len(indent), subsequent_indent=deep + "    ") or [""]
    safe = [_escaped(row) for row in rows]
    if len(safe) == 1:
        return f'{indent}"""{safe[0]}"""'
    body = "\n".join(f"{indent}{row}".rstrip() for row in safe[1:])
    return f'{indent}"""{safe[0]}\n{body}\n{indent}"""'


def _escaped(row: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in row)
    return plain.replace("\\", "\\\\").replace('"', "'")


TARGET = Target("numpy", emit)
