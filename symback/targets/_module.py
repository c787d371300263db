"""A program as a module of functions: what the targets in Python have in common."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from symback.compiler.arrays import Array, within
from symback.compiler.program import Argument, Program, Routine
from symback.targets._layout import Text

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Language:
    """How a target writes: its import, the functions it brings along with what each calls, expressions, results."""

    imports: str
    functions: Mapping[str, tuple[str, tuple[str, ...]]]
    called: Callable[[Array], set[str]]
    text: Text
    results: Callable[[Routine], list[str]]


def print_module(program: Program, language: Language) -> str:
    """The source text of the program."""
    head = [program.title or program.name]
    if program.citation:
        head += ["", f"Source of the derivation: {program.citation}"]
    if program.validated:
        head += ["", f"This text was {program.validated}."]
    routines = [_routine(routine, language) for routine in program.routines]
    helpers = [language.functions[name][0].rstrip() for name in _functions(program, language)]
    return "\n\n\n".join([f"{_docstring(head, '')}\n\n{language.imports}", *helpers, *routines]) + "\n"


def _functions(program: Program, language: Language) -> list[str]:
    wanted: set[str] = set()
    for routine in program.routines:
        for array in within([*(each.value for each in routine.statements), *(value for _, value in routine.results)]):
            wanted |= language.called(array)
    stack = list(wanted)
    while stack:
        for name in language.functions[stack.pop()][1]:
            if name not in wanted:
                wanted.add(name)
                stack.append(name)
    return [name for name in language.functions if name in wanted]


def _routine(routine: Routine, language: Language) -> str:
    names = ", ".join(argument.identifier for argument in routine.arguments)
    lines = [f"def {routine.name}({names}):", _docstring(_documentation(routine), "    ")]
    lines += [f"    {', '.join(each.targets)} = {language.text(each.value, 0)}" for each in routine.statements]
    lines += language.results(routine)
    return "\n".join(lines)


def returned(routine: Routine, text: Text) -> list[str]:
    """The lines that return the results, by name if there are several."""
    if not routine.keyed:
        return [f"    return {text(value, 0)}" for _, value in routine.results]
    rows = [f'        "{key}": {text(value, 0)},' for key, value in routine.results]
    return ["    return {", *rows, "    }"]


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
