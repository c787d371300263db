"""Programs from proved formulas: a routine for each, and for a whole derivation the forward pass, the loss,
all gradients at once, and the update step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from symback.compiler.arrays import Array, CallOf, Length, MatrixProduct, Name, Plus, Times, within
from symback.compiler.closed import ClosedForm, closed_form, free_in_order, has_derivative
from symback.compiler.leaves import Leaves, Roles, reachable
from symback.compiler.lowering import Lowering
from symback.compiler.names import Names, identifier
from symback.compiler.program import Argument, CompileError, Meaning, Program, Routine
from symback.compiler.results import subject_of_theorem
from symback.compiler.scope import Scope
from symback.compiler.sharing import needed, nested, paired, shared
from symback.compiler.subject import Formula, Options, Subject, Update, infer_roles, roots
from symback.compiler.tensor import EXAMPLE, Tensor
from symback.kernel import terms as t
from symback.kernel.errors import KernelError
from symback.kernel.point import Point
from symback.kernel.scope import name_of, substitute
from symback.kernel.terms import Term, walk
from symback.kernel.theorem import Theorem
from symback.notation.show import show, show_name

KERNELS = frozenset(
    {
        "sigmoid",
        "sigmoid_and_complement",
        "tanh_derivative",
        "softmax",
        "log_softmax",
        "log_sum_exp",
        "erf",
    }
)
"""Identifiers of functions that targets bring along."""

RESERVED = KERNELS | {"N"}
"""Identifiers that no argument and no local name may have."""


_LONGEST = 2000
"""Characters of a formula that documentation quotes."""


class _Assembly:
    """One program being put together; all routines share their names."""

    def __init__(self, subject: Subject, roles: Roles, names: Names) -> None:
        self.subject = subject
        self.roles = roles
        self.functions = names
        self.names = Names(RESERVED)
        self.leaves = Leaves(subject.definitions, roots(subject), roles)
        for name in self.leaves.ranges:
            self.names.of(name)
        self.closed = tuple(
            ClosedForm(form.left, form.right, derivative_name(form.left), form.conditions) for form in subject.closed
        )

    def lowering(self) -> Lowering:
        return Lowering(Scope(self.leaves, self.names.inner()), self.closed)

    def routine(
        self,
        name: str,
        title: str,
        facts: Iterable[str],
        meanings: Iterable[Meaning],
        build: Callable[[Lowering], tuple[tuple[str, Tensor], ...]],
        *,
        keyed: bool,
        in_place: bool = False,
    ) -> Routine:
        """A routine whose results `build` lowers, with everything shared computed once."""
        work = self.lowering()
        try:
            named = build(work)
        except (CompileError, KernelError) as reason:
            raise CompileError(f"{name} cannot be compiled: {reason}") from reason
        results = tuple((key, tensor.array) for key, tensor in named)
        statements = list(work.scope.statements.values())
        names, axes = work.scope.names, work.scope.store.axes
        statements, results, change = paired(needed(statements, results), results, names)
        statements, results = nested(statements, results)
        per_example = {change(array) for array, each in axes.items() if EXAMPLE in each}
        letters = {change(array): "".join(_letter(axis) for axis in each) for array, each in axes.items()}

        def temporary(array: Array) -> str:
            if isinstance(array, Length) and isinstance(array.array, Name):
                size = str(work.scope.arguments[array.array.name].shape[array.axis])
                return size if size == "N" else names.fresh(size)
            if isinstance(array, Times) and array.divisors and not letters.get(array) and array not in per_example:
                return names.fresh("scale")
            wish = "delta" if isinstance(array, Times | Plus | MatrixProduct) else "shared"
            return names.fresh(f"{wish}_{letters[array]}" if letters.get(array) else wish)

        statements, results = shared(statements, results, temporary)
        statements = needed(statements, results)
        every = within([*(each.value for each in statements), *(value for _, value in results)])
        used = {
            each.name if isinstance(each, Name) else each.function for each in every if isinstance(each, Name | CallOf)
        }
        facts = tuple(dict.fromkeys((*facts, *_conditions(work.used))))
        given = [each for each in work.scope.arguments.values() if each.identifier in used]
        return Routine(
            name,
            self.sorted(given),
            tuple(statements),
            results,
            tuple(meanings),
            keyed,
            title,
            facts,
            in_place,
        )

    def sorted(self, arguments: list[Argument]) -> tuple[Argument, ...]:
        """Examples, then parameters, then the rest, each in the order of the derivation."""
        order = {"example": 0, "label": 1, "parameter": 2, "function": 3, "shared": 4}
        places = {name: place for place, name in enumerate(self.leaves.ranges)}
        return tuple(sorted(arguments, key=lambda each: (order[each.role], places.get(each.name, 0))))

    def meaning(self, form: Formula, reduce: Literal["mean", "sum", ""]) -> Meaning:
        """What the value of left = right stands for."""
        free = tuple(index for index in free_in_order(form.left) if index not in self.leaves.labels)
        return Meaning((form.left, form.right), free, reduce, form.conditions, name_of(form.left) in self.roles.updated)

    def formula(self, form: Formula) -> Routine:
        """left = right as a function of the names it depends on."""
        indices = free_in_order(form.left)
        reduce = self.leaves.reduction(form.left)
        by_parts = name_of(form.left) in self.roles.updated
        free = [index for index in indices if index not in self.leaves.labels]

        def build(work: Lowering) -> tuple[tuple[str, Tensor], ...]:
            return ((form.name, work.result(form.right, tuple(free), reduce=reduce, by_parts=by_parts)),)

        facts = [_equation(form.left, form.right)]
        if reduce:
            facts.append(f"The {reduce} over the examples.")
        facts += _conditions([form])
        meaning = self.meaning(form, reduce)
        title = f"{show(form.left)}, from its proved closed form."
        if has_kink(form):
            facts.append("At a kink, which these conditions exclude, it has the value of the piece that includes it.")
        return self.routine(self.functions.fresh(form.name), title, facts, [meaning], build, keyed=False)

    def defined(self, names: Iterable[str]) -> list[str]:
        """How each name is defined, as formulas."""
        lines = []
        for name in names:
            definition = self.subject.definitions[name]
            left = _named(name, definition.indices)
            if definition.parameters:
                left = t.Call(name, definition.parameters, (0,) * len(definition.parameters))
            lines.append(_equation(left, definition.body))
        return lines

    def forward(self) -> list[Routine]:
        """The intermediates that the losses use, and the losses themselves."""
        found = []
        definitions = self.subject.definitions
        losses = [name for name in definitions if name in self.roles.losses]
        below = reachable([t.Symbol(name) for name in losses], definitions)
        inner = [
            name
            for name in definitions
            if name in below
            and name not in losses
            and not definitions[name].parameters
            and not has_derivative(definitions[name].body)
        ]

        rows = [(name, _named(name, definitions[name].indices), definitions[name].indices) for name in inner]

        def intermediates(work: Lowering) -> tuple[tuple[str, Tensor], ...]:
            return tuple((self.names.of(name), work.result(term, slots)) for name, term, slots in rows)

        if inner:
            title = "The intermediate values of the forward pass, by name."
            meanings = [Meaning((term,), slots) for _, term, slots in rows]
            found.append(
                self.routine(
                    self.functions.fresh("forward"), title, self.defined(inner), meanings, intermediates, keyed=True
                )
            )
        for name in losses:

            def loss(work: Lowering, name: str = name) -> tuple[tuple[str, Tensor], ...]:
                return ((name, work.result(definitions[name].body, (), reduce=self.over(name))),)

            wish = self.functions.fresh("loss" if len(losses) == 1 else f"loss_{name}")
            over = f", the {self.over(name)} over the examples" if self.over(name) else ""
            title = f"{show_name(name)}{over}."
            meaning = Meaning((t.Symbol(name),), (), self.over(name))
            found.append(self.routine(wish, title, self.defined([name]), [meaning], loss, keyed=False))
        return found

    def over(self, name: str) -> Literal["mean", "sum", ""]:
        """How a defined quantity is reduced over the examples."""
        return self.roles.reduction if self.leaves.batched(name) else ""

    def gradients(self) -> list[Routine]:
        """The gradients of one loss by all its parameters that have a proved closed form."""
        rows: dict[str, Formula] = {}
        for form in self.subject.formulas:
            match form.left:
                case t.Derivative(body=t.Symbol(name=loss), variable=t.Symbol() | t.Entry() as variable):
                    name = str(name_of(variable))
                    if loss in self.roles.losses and name in self.roles.parameters and _whole(variable):
                        rows.setdefault(name, form)
        if not rows:
            return []

        def build(work: Lowering) -> tuple[tuple[str, Tensor], ...]:
            return tuple((self.names.of(name), work.lower(form.left)) for name, form in rows.items())

        over = f"The {self.roles.reduction} over the examples." if self.roles.examples else ""
        facts = [_equation(form.left, form.right) for form in rows.values()] + [over] * bool(over)
        title = "The gradients of the loss, by the name of the parameter."
        meanings = [self.meaning(form, self.leaves.reduction(form.left)) for form in rows.values()]
        return [self.routine(self.functions.fresh("gradients"), title, facts, meanings, build, keyed=True)]

    def update(self, update: Update) -> Term:
        """The right side of an update: a proved one without derivatives, or else the definition."""
        found = self.proved(update)
        return update.right if found is None else substitute(found[0].right, found[1])

    def proved(self, update: Update) -> tuple[ClosedForm, dict[t.IndexVariable, t.Index]] | None:
        """The proved right side of an update that is defined by derivatives."""
        if not has_derivative(update.right):
            return None
        return closed_form(self.closed, _named(update.defined, update.indices))

    def step(self, *, in_place: bool) -> list[Routine]:
        """All updates at once: every right side is computed from the old values."""
        updates = self.subject.updates
        if not updates:
            return []
        if in_place and not all(update.indices for update in updates):
            raise CompileError("in place: a number cannot be overwritten; compile the step that returns new values")
        reduce: Literal["mean", "sum", ""] = self.roles.reduction if self.roles.examples else ""
        rights = [self.update(each) for each in updates]
        forms = [self.proved(each) for each in updates]

        def build(work: Lowering) -> tuple[tuple[str, Tensor], ...]:
            work.used.extend(found[0] for found in forms if found is not None)
            return tuple(
                (self.names.of(each.name), work.result(right, each.indices, reduce=reduce, by_parts=True))
                for each, right in zip(updates, rights, strict=True)
            )

        conditions = tuple(dict.fromkeys(c for form in self.subject.formulas for c in form.conditions))
        facts = [f"{show(_named(each.name, each.indices))} <- {show(each.right)}" for each in updates] + [
            "Every right side is computed from the old values before any of them changes."
        ]
        title = "One update of all parameters, " + ("in place." if in_place else "returned by name.")
        meanings = [
            Meaning((each.right, right), each.indices, reduce, conditions, by_parts=True)
            for each, right in zip(updates, rights, strict=True)
        ]
        return [
            self.routine(self.functions.fresh("step"), title, facts, meanings, build, keyed=True, in_place=in_place)
        ]


def _letter(axis: t.IndexVariable) -> str:
    return "" if axis is EXAMPLE else axis.name.partition("·")[0]


def _conditions(forms: Iterable[Formula | ClosedForm]) -> list[str]:
    """What the formulas hold under, each condition once."""
    every = dict.fromkeys(condition for form in forms for condition in form.conditions)
    return [f"Where {show(condition)}." for condition in every]


def _named(name: str, indices: tuple[t.IndexVariable, ...]) -> Term:
    return t.Entry(name, indices) if indices else t.Symbol(name)


def _whole(variable: t.Symbol | t.Entry) -> bool:
    """Whether the variable stands for the whole array: all its indices are free and different."""
    if isinstance(variable, t.Symbol):
        return True
    indices = variable.indices
    return all(isinstance(index, t.IndexVariable) for index in indices) and len(set(indices)) == len(indices)


def _equation(left: Term, right: Term) -> str:
    whole = f"{show(left)} = {show(right)}"
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]} …"


def has_kink(form: Formula) -> bool:
    """Whether the formula is written in pieces and proved only away from where they meet."""
    pieces = any(isinstance(node, t.Piecewise) for node in walk(form.right))
    return pieces and any(isinstance(c, t.Compare) and c.relation == "!=" for c in form.conditions)


def derivative_name(left: Term) -> str:
    """What to call the value of a derivative: dE_dw, and grad_w where E is plain."""
    match left:
        case t.Derivative(body=body, variable=variable):
            return f"d{_spelt(body)}_d{_spelt(variable)}"
        case _:
            return _spelt(left)


def _spelt(term: Term) -> str:
    name = name_of(term)
    return identifier(name) if name is not None else "term"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A program, and for each of its routines what it was made from."""

    program: Program
    leaves: tuple[Leaves, ...]
    witnesses: tuple[tuple[Point, ...], ...]


def assemble(subjects: Sequence[Subject], options: Options | None = None, *, whole: bool = False) -> Assembled:
    """The program of the formulas of the subjects; with `whole` also what a training loop needs.

    Raises CompileError for what arrays cannot express.
    """
    options = options or Options()
    functions = Names(KERNELS)
    routines: list[Routine] = []
    leaves: list[Leaves] = []
    witnesses: list[tuple[Point, ...]] = []
    for subject in subjects:
        try:
            work, made = _made(subject, options, functions, whole=whole)
        except KernelError as reason:
            raise CompileError(reason.message) from reason
        except RecursionError:
            raise CompileError("a formula that is nested too deeply") from None
        routines += made
        leaves += [work.leaves] * len(made)
        witnesses += [subject.witnesses] * len(made)
    first = subjects[0]
    return Assembled(Program(first.name, first.title, first.citation, tuple(routines)), tuple(leaves), tuple(witnesses))


def _made(subject: Subject, options: Options, functions: Names, *, whole: bool) -> tuple[_Assembly, list[Routine]]:
    roles = infer_roles(subject, options)
    work = _Assembly(subject, roles, functions)
    unknown = roles.examples - set(work.leaves.ranges)
    if unknown:
        known = ", ".join(work.leaves.ranges)
        raise CompileError(f"batch: {', '.join(sorted(unknown))} is no name that the formulas depend on ({known})")
    made = [work.formula(form) for form in subject.formulas]
    if whole:
        made = [*work.forward(), *made, *work.gradients(), *work.step(in_place=options.in_place)]
    return work, made


def lower(theorem: Theorem, name: str = "result", options: Options | None = None) -> Assembled:
    """The program of one theorem's right side, under the definitions of its claim."""
    return assemble([subject_of_theorem(theorem, name)], options)
