"""`symback.compile`: proved results as a readable function, validated against the theorem before it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, Literal

from symback import targets
from symback.checking import check
from symback.compiler.assembly import assemble
from symback.compiler.loading import load
from symback.compiler.program import CompileError
from symback.compiler.results import proved_theorem, subject_of_theorem, subjects
from symback.compiler.subject import Options, Subject
from symback.compiler.validation import validate
from symback.kernel.theorem import Theorem
from symback.registry import Target, discover
from symback.verdict import Judged, Proved

__all__ = ["CompileError", "Compiled", "compile", "target_names"]


@dataclass(frozen=True)
class Compiled:
    """A compiled program: its text, its functions by name, and what the text was compared with.

    Calling it calls `gradients`, where the program has it, or else the first function.
    """

    source: str = field(repr=False)
    functions: Mapping[str, Callable[..., Any]] = field(repr=False)
    module: ModuleType = field(repr=False)
    validated: str
    main: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """The value of the function named `main`."""
        return self.functions[self.main](*arguments, **named)


def target_names() -> tuple[str, ...]:
    """The languages that programs can be printed in."""
    return tuple(target.name for target in discover(targets, "TARGET", Target))


def compile(  # noqa: A001
    result: str | Judged | Proved | Theorem,
    *,
    target: str = "numpy",
    batch: str | Iterable[str] | None = None,
    reduction: Literal["mean", "sum"] = "mean",
    in_place: bool = False,
) -> Compiled:
    """Compile a proved result: "NAME:RESULT", "NAME" for all named results, or a proved theorem itself.

    `batch` names what differs from example to example and gets a leading axis; without it, see
    docs/how-to/compile.md. Gradients by parameters are reduced over the examples by `reduction`. With
    `in_place` the update step overwrites its arguments. Raises CompileError for what is not proved, has
    no closed form, or cannot be expressed in arrays, and where the program differs from the theorem.
    """
    if reduction not in ("mean", "sum"):
        raise ValueError(f"examples are reduced by 'mean' or 'sum', not {reduction!r}")
    try:
        return _compiled(result, target, batch, reduction, in_place=in_place)
    except RecursionError:
        raise CompileError("a formula that is nested too deeply") from None


def _compiled(
    result: str | Judged | Proved | Theorem,
    target: str,
    batch: str | Iterable[str] | None,
    reduction: Literal["mean", "sum"],
    *,
    in_place: bool,
) -> Compiled:
    found, whole = _found(result)
    names = (batch,) if isinstance(batch, str) else batch
    options = Options(None if names is None else tuple(names), reduction, in_place)
    assembled = assemble(found, options, whole=whole)
    chosen = {each.name: each for each in discover(targets, "TARGET", Target)}.get(target)
    if chosen is None:
        raise CompileError(f"there is no target {target}; there is {', '.join(target_names())}")
    program = assembled.program
    tried = load(chosen.emit(program), program.name)
    validated = validate(program, tried, assembled.leaves, assembled.witnesses)
    source = chosen.emit(replace(program, validated=validated))
    module = load(source, program.name)
    functions = {routine.name: getattr(module, routine.name) for routine in program.routines}
    main = "gradients" if whole and "gradients" in functions else next(iter(functions))
    return Compiled(source, functions, module, validated, main)


def _found(result: str | Judged | Proved | Theorem) -> tuple[tuple[Subject, ...], bool]:
    match result:
        case Theorem():
            return (subject_of_theorem(result, "result"),), False
        case Proved(theorem=theorem):
            return (subject_of_theorem(theorem, "result"),), False
        case Judged(statement=statement):
            return (subject_of_theorem(proved_theorem(result, "this line"), statement.result or "result"),), False
        case str():
            name, _, wanted = result.partition(":")
            report = check(name)
            if report.errors:
                raise CompileError(f"{report.errors[0].path}: {report.errors[0].message}")
            return subjects(report.documents, name, wanted or None), not wanted
    raise TypeError(f"compile takes a name, a proved theorem or a judged line, not {type(result).__name__}")
