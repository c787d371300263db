"""The decision: both sides have one normal form in every case of equal indices and signs.

A case fixes which free indices are equal and the signs of polynomials that matter; all cases together
cover every point off the boundaries. The cases are found by need: a normal form that hangs on an
undecided pair or sign asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Polynomial, Ring
from symback.kernel.components import single
from symback.kernel.display import generator_to_term
from symback.kernel.element import Element, Infeasible, Restart, SplitIndices, SplitSign, as_index_key
from symback.kernel.errors import Different, KernelError, OverBudget, UndefinedEverywhere, Unsupported
from symback.kernel.normalise import Normaliser, gap_of, workspace_for
from symback.kernel.scope import free_indices, leaves, substitute
from symback.kernel.signs import assume_sign, known_sign, record_sign
from symback.kernel.terms import Compare, Condition, Index, IndexValue, IndexVariable, Term
from symback.kernel.workspace import Workspace

Conditions = tuple[Condition, ...]
Comparison = Callable[[Normaliser, Element, Element], None] | None
_MOST_CASES = 512
_MOST_RESTARTS = 40


@dataclass(frozen=True)
class Case:
    """Indices replaced by equal ones, pairs known to differ, signs of polynomials."""

    equal: tuple[tuple[IndexVariable, Index], ...] = ()
    distinct: frozenset[frozenset[Index]] = frozenset()
    signs: tuple[tuple[Polynomial, int], ...] = ()


@dataclass
class Decision:
    """What was needed: the conditions, and how many cases were distinguished."""

    conditions: dict[Condition, None] = field(default_factory=dict)
    cases: int = 0
    completed: int = 0


def decide(
    left: Term,
    right: Term,
    assumptions: Conditions,
    where: Conditions,
    ring: Ring,
    budget: int,
    compare: Comparison = None,
    given: frozenset[IndexVariable] = frozenset(),
) -> Decision:
    """Show that two derivative-free terms have one normal form in all cases; raises `KernelError`.

    `where` are further conditions (kinks) to be printed unless they are manifest; `given` are indices that
    are free beside those of the sides: what is assumed of them is not assumed of all indices.
    """
    free = given.union(free_indices(left), free_indices(right), *map(free_indices, filter(_of_indices, assumptions)))
    workspace = workspace_for(ring, budget, free)
    decision = Decision()
    waiting = [Case()]
    for variable in sorted(free, key=as_index_key):
        if isinstance(variable.range.size, int):
            waiting = [
                replace(case, equal=(*case.equal, (variable, IndexValue(value, variable.range))))
                for case in waiting
                for value in range(1, variable.range.size + 1)
            ]
            if len(waiting) > _MOST_CASES:
                raise OverBudget("too many values of free indices")
    waiting = _given_indices(waiting, assumptions)
    while waiting:
        case = waiting.pop()
        decision.cases += 1
        if decision.cases > _MOST_CASES:
            raise OverBudget("more than 512 cases of equal indices and signs")
        try:
            _one_case(workspace, case, (left, right), (assumptions, where), decision, compare)
        except SplitIndices as split:
            waiting.extend(_split_indices(case, *split.pair))
        except SplitSign as split:
            waiting.extend(replace(case, signs=(*case.signs, (split.polynomial, sign))) for sign in (-1, 1))
        except Infeasible:
            continue
        except Different:
            # s = 1/(1 + e^u) hides what e^u shares with other exponentials: once without such generators.
            if not workspace.lumps:
                raise
            workspace.lumps.clear()
            workspace.lumps_refused = True
            waiting.append(case)
        except UndefinedEverywhere as error:
            if not case.signs and not case.distinct and not case.equal:
                raise
            raise Unsupported(f"in one of the cases: {error.message}") from error
    if not decision.completed:
        raise KernelError("SB304", "the assumptions contradict each other, or no side has a value")
    return decision


def _of_indices(condition: Condition) -> bool:
    return isinstance(condition.condition if isinstance(condition, t.Not) else condition, t.SameIndex)


def _given_indices(cases: list[Case], assumptions: Conditions) -> list[Case]:
    """Start from what the assumptions say of indices."""
    for condition in assumptions:
        inner = condition.condition if isinstance(condition, t.Not) else condition
        if not isinstance(inner, t.SameIndex):
            continue
        kept: list[Case] = []
        for case in cases:
            left, right = _image(case, inner.left), _image(case, inner.right)
            split = [] if left is right else _split_indices(case, left, right)
            if inner is condition:
                kept.extend([case] if left is right else split[1:])
            else:
                kept.extend(split[:1])
        cases = kept
    return cases


def _image(case: Case, index: Index) -> Index:
    for old, new in case.equal:
        if index is old:
            index = new
    return index


def _split_indices(case: Case, left: Index, right: Index) -> list[Case]:
    if isinstance(left, IndexVariable):
        equal = (left, right)
    elif isinstance(right, IndexVariable):
        equal = (right, left)
    else:
        return [case]
    different = replace(case, distinct=case.distinct | {frozenset((left, right))})
    moved = frozenset(frozenset(equal[1] if i is equal[0] else i for i in pair) for pair in case.distinct)
    if any(len(pair) == 1 for pair in moved):
        return [different]
    return [different, replace(case, equal=(*case.equal, equal), distinct=moved)]


def _one_case(
    workspace: Workspace,
    case: Case,
    sides: tuple[Term, Term],
    given: tuple[Conditions, Conditions],
    decision: Decision,
    compare: Comparison,
) -> None:
    (left, right), (assumptions, where) = sides, given

    def put(condition: Condition) -> Condition:
        for old, new in case.equal:
            condition = substitute(condition, {old: new})
        return condition

    for old, new in case.equal:
        left, right = substitute(left, {old: new}), substitute(right, {old: new})
    for _ in range(_MOST_RESTARTS):
        workspace.open_case()
        workspace.distinct = case.distinct
        normaliser = Normaliser(workspace)
        try:
            for polynomial, sign in case.signs:
                record_sign(workspace, polynomial, sign, strict=False)
            for condition in assumptions:
                # What an assumption needs to have a value is a condition of the theorem like any other.
                assume(normaliser, put(condition))
            existence = [put(condition) for condition in where]
            normaliser.find_lumps((left, right, *existence))
            for condition in existence:
                require(normaliser, condition)
            a = normaliser(left)
            b = normaliser(right)
        except Restart:
            continue
        except Infeasible:
            # The contradiction may come from a condition for a side to have a value: that is printed.
            decision.conditions.update(normaliser.conditions)
            raise
        decision.completed += 1
        if compare is not None:
            compare(normaliser, a, b)
        elif a != b and not workspace.subtract(a, b).is_zero():
            raise Different("the two sides have different normal forms")
        decision.conditions.update(normaliser.conditions)
        return
    raise OverBudget("no choice of generators settles")


def require(normaliser: Normaliser, condition: Condition) -> None:
    """Make a condition one of the theorem's, unless it is manifest."""
    if not isinstance(condition, Compare) or condition.relation not in ("!=", ">", ">="):
        normaliser.conditions[condition] = None
        return
    gap = condition.left if condition.right is t.ZERO else gap_of(condition.left, condition.right)
    if condition.relation == "!=":
        normaliser.require_nonzero(gap)
    else:
        normaliser.require_positive(gap, or_zero=condition.relation == ">=")


def assume(normaliser: Normaliser, condition: Condition) -> None:
    """Use an assumption: the signs it fixes, the values it gives."""
    w = normaliser.workspace
    match condition:
        case t.And(conditions=parts):
            for part in parts:
                assume(normaliser, part)
        case Compare(relation=relation, left=left, right=right):
            one, other = normaliser(left), normaliser(right)
            gap = w.subtract(one, other)
            if relation in (">", ">="):
                _assume_sign(w, gap, relation)
            elif relation in ("<", "<="):
                _assume_sign(w, w.negate(gap), relation)
            elif relation == "==":
                if not (_assume_value(normaliser, one, other) or _assume_value(normaliser, other, one)):
                    _assume_equation(normaliser, gap)
            elif relation == "!=" and w.two_valued(gap) is None and not gap.is_zero():
                _, factors = w.factor(gap.numerator)
                for factor, _ in factors:
                    w.memory[("strict", factor)] = True
        case _:
            return


def _assume_sign(workspace: Workspace, gap: Element, relation: str) -> None:
    if relation in (">", "<"):
        assume_sign(workspace, gap, strict=True)
    elif gap.numerator.length() == 1 and not gap.denominator and len(gap.numerator.generators()) == 1:
        # x >= 0 is the closure of x > 0, so a continuous identity on the one holds on the other.
        number = gap.numerator.generators()[0]
        if gap.numerator.degree(number) == 1:
            sign = 1 if gap.numerator.terms()[0][1] > 0 else -1
            # Both x >= 0 and x <= 0 leave x = 0: no contradiction.
            if known_sign(workspace, workspace.ring.generator(number)) != -sign:
                record_sign(workspace, workspace.ring.generator(number), sign, strict=False)


def _assume_value(normaliser: Normaliser, one: Element, value: Element) -> bool:
    """Use x = value for a name x that the value does not speak of; whether that was possible."""
    w = normaliser.workspace
    found = single(one)
    if found is None or found[1] != 1 or w.generators[found[0]].kind not in ("symbol", "entry"):
        return False
    if any(_names(w, other) & _names(w, found[0]) for other in w.generators_of(value)):
        return False
    _record_value(normaliser, found[0], value)
    return True


def _record_value(normaliser: Normaliser, number: int, value: Element) -> None:
    w = normaliser.workspace
    indices = w.generators[number].indices
    if not (indices | w.indices(value)) - w.free:
        w.values[number] = value
    elif indices and w.indices(value) <= indices and not indices & w.free:
        variables = tuple(sorted(indices, key=as_index_key))
        w.memory.setdefault("equations", []).append((number, variables, value))
    normaliser.done.clear()


def _assume_equation(normaliser: Normaliser, gap: Element) -> None:
    """Solve gap = 0 for a generator that is linear in it with a constant coefficient, newest first."""
    w = normaliser.workspace
    if gap.is_zero() or w.two_valued(gap) is not None:
        return
    polynomial = gap.numerator
    if polynomial.constant_value() is not None:
        raise Infeasible
    for number in sorted(polynomial.generators(), key=lambda n: (w.generators[n].level, n), reverse=True):
        if w.generators[number].kind not in ("symbol", "entry", "component") or polynomial.degree(number) != 1:
            continue
        alone = [(m, c) for m, c in polynomial.terms() if any(place == number for place, _ in m)]
        if len(alone) != 1 or len(alone[0][0]) != 1:
            continue
        others = (other for other in polynomial.generators() if other != number)
        if any(_names(w, other) & _names(w, number) for other in others):
            continue
        rest = polynomial - w.ring.from_terms(alone)
        _record_value(normaliser, number, Element(rest.scale(-1 / alone[0][1]), ()))
        return


def _names(workspace: Workspace, number: int) -> set[str]:
    """The names that a generator is made of."""
    named = (leaf for leaf in leaves(generator_to_term(workspace, number)) if not isinstance(leaf, IndexVariable))
    return {leaf.array if isinstance(leaf, t.Entry) else getattr(leaf, "name", "") for leaf in named}
