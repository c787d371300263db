"""What a routine computes twice, computed once: paired sigmoids, shared intermediates, unused statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from symback.compiler.arrays import (
    Apply,
    Array,
    ConstantValue,
    Exact,
    Name,
    Permuted,
    Picked,
    Plus,
    Spread,
    Times,
    negated,
    parts,
    rewritten,
    with_parts,
    within,
)
from symback.compiler.names import Names
from symback.compiler.program import Assign

Results = tuple[tuple[str, Array], ...]


def paired(
    statements: Sequence[Assign], results: Results, names: Names
) -> tuple[list[Assign], Results, Callable[[Array], Array]]:
    """sigmoid(z) and 1 - sigmoid(z) from one exponential, where both are used; and the rewriting made."""
    every = within([each.value for each in statements] + [value for _, value in results])
    arguments = [array.arguments for array in every if isinstance(array, Apply) and array.function == "sigmoid"]
    replaced: dict[Array, Array] = {}
    done: dict[int, list[Assign]] = {}
    pairs: dict[int, Assign] = {}
    for inner in arguments:
        plain, rest = Apply("sigmoid", inner), Apply("sigmoid_complement", inner)
        if rest not in every:
            continue
        both = Apply("sigmoid_and_complement", inner)
        place = next((p for p, each in enumerate(statements) if each.value == plain), None)
        if place is not None:
            (target,) = statements[place].targets
            one = names.fresh(f"one_minus_{target}")
            pairs[place] = Assign((target, one), both)
        else:
            uses = (p for p, each in enumerate(statements) if {plain, rest} & within([each.value]).keys())
            target, one = names.fresh("s"), names.fresh("one_minus_s")
            done.setdefault(next(uses, len(statements)), []).append(Assign((target, one), both))
        replaced[plain], replaced[rest] = Name(target), Name(one)
    lines: list[Assign] = []
    for place, each in enumerate(statements):
        lines += done.get(place, [])
        lines.append(pairs.get(place) or Assign(each.targets, _changed(replaced, each.value)))
    lines += done.get(len(statements), [])
    return lines, tuple((key, _changed(replaced, value)) for key, value in results), partial(_changed, replaced)


def _changed(replaced: dict[Array, Array], array: Array) -> Array:
    def change(inner: Array) -> Array | None:
        if inner in replaced:
            return replaced[inner]
        if isinstance(inner, Apply) and inner.function == "sigmoid_complement":
            argument = _changed(replaced, inner.arguments[0])
            return Apply("sigmoid", (negated(argument),))
        return None

    return rewritten(array, change)


def nested(statements: Sequence[Assign], results: Results) -> tuple[list[Assign], Results]:
    """a * b * c as (a * b) * c where a * b is computed as well."""
    every = within([each.value for each in statements] + [value for _, value in results])
    products = [array for array in every if isinstance(array, Times) and len(array.factors) > 1 and not array.divisors]
    counts = {array: Counter(array.factors) for array in products}
    by_first: dict[Array, list[Times]] = {}
    for array in products:
        by_first.setdefault(array.factors[0], []).append(array)
    inner: dict[Array, Array] = {}
    for whole, mine in counts.items():
        near = (part for factor in mine for part in by_first.get(factor, ()))
        inside = [part for part in near if len(part.factors) < len(whole.factors) and counts[part] < mine]
        if inside:
            part = max(inside, key=lambda each: len(each.factors))
            inner[whole] = Times((part, *(mine - counts[part]).elements()))

    def change(array: Array) -> Array | None:
        if array not in inner:
            return None
        new = inner[array]
        return with_parts(new, tuple(rewritten(each, change) for each in parts(new)))

    lines = [Assign(each.targets, rewritten(each.value, change)) for each in statements]
    return lines, tuple((key, rewritten(value, change)) for key, value in results)


def _trivial(array: Array) -> bool:
    match array:
        case Name() | Exact() | ConstantValue():
            return True
        case Permuted(array=inner) | Spread(array=inner) | Picked(array=inner) | Plus(terms=((_, inner),)):
            return _trivial(inner)
        case Times() | Apply():
            return all(isinstance(each, Exact) for each in parts(array))
        case _:
            return False


def shared(
    statements: Sequence[Assign], results: Results, name: Callable[[Array], str]
) -> tuple[list[Assign], Results]:
    """Each intermediate that stands in two places as a statement of its own, before its first use."""
    counted: Counter[Array] = Counter()
    stack = [value for _, value in results] + [each.value for each in reversed(statements)]
    seen: set[Array] = set()
    while stack:
        array = stack.pop()
        counted[array] += 1
        if array not in seen:
            seen.add(array)
            stack.extend(reversed(parts(array)))
    twice = {array for array, times in counted.items() if times > 1 and not _trivial(array)}
    owner = {each.value: each for each in reversed(statements) if len(each.targets) == 1}
    known: dict[Array, Array] = {}
    lines: list[Assign] = []

    def change(array: Array) -> Array | None:
        if array in known:
            return known[array]
        if array not in twice:
            return None
        given = owner.get(array)
        target = given.targets[0] if given is not None else name(array)
        inside = with_parts(array, tuple(rewritten(part, change) for part in parts(array)))
        lines.append(Assign((target,), inside))
        known[array] = Name(target)
        return known[array]

    for each in statements:
        if len(each.targets) == 1 and owner[each.value] is each and each.value in twice:
            change(each.value)
        else:
            value = rewritten(each.value, change)
            lines.append(Assign(each.targets, value))
    return lines, tuple((key, rewritten(value, change)) for key, value in results)


def needed(statements: Sequence[Assign], results: Results) -> list[Assign]:
    """The statements that the results depend on, in order."""
    used = {array.name for array in within(value for _, value in results) if isinstance(array, Name)}
    kept: list[Assign] = []
    for each in reversed(statements):
        if used & set(each.targets):
            kept.append(each)
            used |= {array.name for array in within([each.value]) if isinstance(array, Name)}
    return kept[::-1]
