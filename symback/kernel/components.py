"""Sums that do not fall apart, as generators; and renaming of indices in everything.

A component is a finite sum over one or more indices of one product of generators ("atoms") that the
indices hold together: sum_{jk} w_jk x_j y_k. Its bound indices have canonical names, so that two sums
that differ in the names of bound indices, or in the order of summation, are one generator.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations, product
from math import factorial

from symback.kernel import angles, transcendental
from symback.kernel.arithmetic.interface import Polynomial
from symback.kernel.element import Element, SplitIndices, as_index_key
from symback.kernel.errors import Unsupported
from symback.kernel.signs import sign_of_element
from symback.kernel.terms import Index, IndexValue, IndexVariable
from symback.kernel.workspace import Workspace

Atoms = tuple[tuple[int, int], ...]
_MOST_LABELLINGS = 720


def delta(workspace: Workspace, left: Index, right: Index) -> Element:
    """Kronecker's delta of two indices: a number where the case decides, else a generator."""
    if left is right:
        return workspace.one
    if left.range is not right.range:
        raise Unsupported("a Kronecker delta between indices of different ranges")
    if isinstance(left, IndexValue) and isinstance(right, IndexValue):
        return workspace.zero
    pair = frozenset((left, right))
    bound = {index for index in pair if isinstance(index, IndexVariable) and index not in workspace.free}
    if bound:
        ordered = tuple(sorted(pair, key=as_index_key))
        variables = [index for index in ordered if isinstance(index, IndexVariable)]
        return workspace.element(workspace.generator("delta", ordered, variables))
    if pair in workspace.distinct:
        return workspace.zero
    raise SplitIndices(left, right)


def entry(workspace: Workspace, array: str, indices: tuple[Index, ...]) -> Element:
    """An array's entry."""
    variables = [index for index in indices if isinstance(index, IndexVariable)]
    return _given(workspace, workspace.generator("entry", (array, indices), variables))


def _given(workspace: Workspace, number: int) -> Element:
    """The generator, or what an assumed equation for all indices says of it."""
    if number not in workspace.values:
        indices = sorted(workspace.generators[number].indices, key=as_index_key)
        for pattern, variables, value in workspace.memory.get("equations", ()):
            if len(variables) != len(indices) or not indices:
                continue
            for order in permutations(indices):
                if all(a.range is b.range for a, b in zip(variables, order, strict=True)):
                    mapping: dict[IndexVariable, Index] = dict(zip(variables, order, strict=True))
                    if _rename_generator_number(workspace, pattern, mapping) == number:
                        workspace.values[number] = rename(workspace, value, mapping)
                        return workspace.values[number]
    return workspace.element(number)


def _rename_generator_number(workspace: Workspace, number: int, mapping: Mapping[IndexVariable, Index]) -> int | None:
    held = workspace.values.pop(number, None)
    equations = workspace.memory.pop("equations", ())
    image = rename_generator(workspace, number, mapping)
    workspace.memory["equations"] = equations
    if held is not None:
        workspace.values[number] = held
    found = single(image)
    return found[0] if found is not None and found[1] == 1 else None


def size(workspace: Workspace, index: IndexVariable) -> Element:
    """The number of values of an index."""
    if isinstance(index.range.size, int):
        return workspace.number(index.range.size)
    return workspace.element(workspace.generator("size", (index.range.size,)))


def rename(workspace: Workspace, element: Element, mapping: Mapping[IndexVariable, Index]) -> Element:
    """`element` with free indices replaced; what was opaque is looked at again with the new indices."""
    if workspace.indices(element).isdisjoint(mapping):
        return element
    key = ("rename", element, tuple(sorted(mapping.items(), key=lambda item: as_index_key(item[0]))))
    found = workspace.memory.get(key)
    if found is not None:
        assert isinstance(found, Element)
        return found
    result = _rename_polynomial(workspace, Element(element.numerator, ()), mapping)
    for factor, exponent in element.denominator:
        below = _rename_polynomial(workspace, Element(factor, ()), mapping)
        result = workspace.multiply(result, workspace.power(workspace.inverse(below), exponent))
    workspace.memory[key] = result
    return result


def _rename_polynomial(workspace: Workspace, element: Element, mapping: Mapping[IndexVariable, Index]) -> Element:
    if workspace.indices_of(element.numerator).isdisjoint(mapping):
        return element
    images = {
        number: rename_generator(workspace, number, mapping)
        for number in element.numerator.generators()
        if not workspace.generators[number].indices.isdisjoint(mapping)
    }
    result = workspace.zero
    for monomial, value in element.numerator.terms():
        kept = tuple(item for item in monomial if item[0] not in images)
        term = Element(workspace.ring.from_terms([(kept, value)]), ())
        for number, exponent in monomial:
            if number in images:
                term = workspace.multiply(term, workspace.power(images[number], exponent))
        result = workspace.add(result, term)
    return result


def rename_generator(workspace: Workspace, number: int, mapping: Mapping[IndexVariable, Index]) -> Element:
    """The image of one generator."""
    generator = workspace.generators[number]
    relevant = {old: new for old, new in mapping.items() if old in generator.indices}
    if not relevant:
        return workspace.element(number)
    key = ("rename generator", number, tuple(sorted(relevant.items(), key=lambda item: as_index_key(item[0]))))
    found = workspace.memory.get(key)
    if found is None:
        workspace.spend(4)
        found = _image(workspace, number, relevant)
        workspace.memory[key] = found
    assert isinstance(found, Element)
    return found


def _moved(indices: tuple[Index, ...], mapping: Mapping[IndexVariable, Index]) -> tuple[Index, ...]:
    return tuple(mapping.get(index, index) if isinstance(index, IndexVariable) else index for index in indices)


def _image(workspace: Workspace, number: int, mapping: dict[IndexVariable, Index]) -> Element:
    generator = workspace.generators[number]
    data = generator.data
    match generator.kind:
        case "entry":
            return entry(workspace, data[0], _moved(data[1], mapping))
        case "delta":
            left, right = _moved(data, mapping)
            return delta(workspace, left, right)
        case "exp":
            exponent = workspace.scale(rename(workspace, data[1], mapping), Fraction(1, data[0]))
            return transcendental.exponential(workspace, exponent)
        case "sigmoid":
            exponent = workspace.scale(rename(workspace, data[1], mapping), -data[0])
            below = workspace.add(workspace.one, transcendental.exponential(workspace, exponent))
            return workspace.inverse(below)
        case "log":
            return transcendental.logarithm(workspace, rename(workspace, data[0], mapping))
        case "root":
            base = rename(workspace, Element(data[0], ()), mapping)
            return transcendental.absolute_power(workspace, base, Fraction(1, data[1]))
        case "sign":
            return sign_of_element(workspace, rename(workspace, Element(data[0], ()), mapping))
        case "sin" | "cos":
            angle = workspace.scale(rename(workspace, data[1], mapping), Fraction(1, data[0]))
            return angles.sine_cosine(workspace, angle)[generator.kind == "cos"]
        case "function":
            return transcendental.odd_function(workspace, data[0], rename(workspace, data[1], mapping))
        case "call":
            arguments = [rename(workspace, argument, mapping) for argument in data[2:]]
            return call(workspace, data[0], data[1], arguments)
        case "functional":
            name, indices, families, partials = data
            moved = tuple((bound, rename(workspace, body, mapping)) for bound, body in families)
            return functional(
                workspace,
                name,
                _moved(indices, mapping),
                moved,
                tuple((place, _moved(slots, mapping)) for place, slots in partials),
            )
        case "inverse":
            return workspace.inverse(rename(workspace, Element(data[0], ()), mapping))
        case "component":
            return _rename_component(workspace, number, mapping)
    raise AssertionError(generator.kind)


def call(workspace: Workspace, name: str, orders: tuple[int, ...], arguments: list[Element]) -> Element:
    """A value of an opaque or unopened function."""
    return workspace.pointwise(
        lambda values: transcendental.kernel(workspace, "call", (name, orders), *values), tuple(arguments)
    )


Families = tuple[tuple[tuple[IndexVariable, ...], Element], ...]
Partials = tuple[tuple[int, tuple[Index, ...]], ...]


def functional(
    workspace: Workspace, name: str, indices: tuple[Index, ...], families: Families, partials: Partials
) -> Element:
    """A value of an opaque function of whole arrays; the bound indices of its arguments become canonical."""
    named: list[tuple[tuple[IndexVariable, ...], Element]] = []
    free: frozenset[IndexVariable] = frozenset(i for i in indices if isinstance(i, IndexVariable))
    top = 0
    for bound, body in families:
        level = workspace.level(body) + 1
        top = max(top, level)
        canonical = tuple(IndexVariable(f"${level}.{place}", index.range) for place, index in enumerate(bound))
        mapping: dict[IndexVariable, Index] = {a: b for a, b in zip(bound, canonical, strict=True) if a is not b}
        image = rename(workspace, body, mapping)
        if workspace.two_valued(image) is not None:
            raise Unsupported("a delta inside the argument of an opaque function of arrays")
        named.append((canonical, image))
        free |= workspace.indices(image) - frozenset(canonical)
    for _, slots in partials:
        free |= frozenset(i for i in slots if isinstance(i, IndexVariable))
    ordered = tuple(sorted(partials, key=lambda item: (item[0], tuple(as_index_key(i) for i in item[1]))))
    return workspace.element(workspace.generator("functional", (name, indices, tuple(named), ordered), free, top))


def _rename_component(workspace: Workspace, number: int, mapping: dict[IndexVariable, Index]) -> Element:
    bound, atoms, scale = open_component(workspace, number)
    images = [(rename_generator(workspace, atom, mapping), exponent) for atom, exponent in atoms]
    plain: dict[int, int] = {}
    for image, exponent in images:
        found = single(image)
        if found is None or found[1] != 1:
            break
        plain[found[0]] = plain.get(found[0], 0) + exponent
    else:
        if len(plain) == len(atoms):
            return workspace.scale(component(workspace, bound, tuple(plain.items())), scale)
    # The renamed atoms have fallen apart or together: sum again.
    result = workspace.scale(workspace.product(workspace.power(image, times) for image, times in images), scale)
    for index in bound:
        result = workspace.sum_over(workspace, index, result)
    return result


def component(workspace: Workspace, bound: tuple[IndexVariable, ...], atoms: Atoms) -> Element:
    """The sum over `bound` of the product of atoms^exponent, which the bound indices hold together."""
    level = 1 + max((workspace.generators[number].level for number, _ in atoms), default=0)
    classes = [list(bound)] if len(bound) == 1 else _classes(workspace, bound, atoms)
    count = 1
    for members in classes:
        count *= factorial(len(members))
    if count > _MOST_LABELLINGS:
        raise Unsupported(f"a sum over {len(bound)} indices that look alike")
    best: tuple[Atoms, dict[IndexVariable, Index], Fraction] | None = None
    for orders in product(*(permutations(members) for members in classes)):
        flat = [index for members in orders for index in members]
        naming: dict[IndexVariable, Index] = {
            index: IndexVariable(f"${level}.{place}", index.range) for place, index in enumerate(flat)
        }
        image: dict[int, int] = {}
        scale = Fraction(1)
        for number, exponent in atoms:
            target, unit = _atom_image(workspace, number, naming)
            image[target] = image.get(target, 0) + exponent
            scale *= unit**exponent
        shape = tuple(sorted(image.items()))
        if best is None or shape < best[0]:
            best = (shape, naming, scale)
        workspace.spend(4 * len(atoms))
    assert best is not None
    shape, naming, scale = best
    names = tuple(sorted((i for i in naming.values() if isinstance(i, IndexVariable)), key=as_index_key))
    free: frozenset[IndexVariable] = frozenset()
    for number, _ in shape:
        free |= workspace.generators[number].indices
    whole = _given(workspace, workspace.generator("component", (names, shape), free - frozenset(names), level))
    return workspace.scale(whole, scale)


def single(element: Element) -> tuple[int, Fraction] | None:
    """The generator and the number whose product the element is, if it is one."""
    terms = element.numerator.terms()
    if element.denominator or len(terms) != 1 or len(terms[0][0]) != 1 or terms[0][0][0][1] != 1:
        return None
    return terms[0][0][0][0], terms[0][1]


def _atom_image(workspace: Workspace, number: int, naming: Mapping[IndexVariable, Index]) -> tuple[int, Fraction]:
    """An atom under a one-to-one renaming, which leaves it one generator, up to a unit."""
    generator = workspace.generators[number]
    if generator.kind == "inverse":
        image = rename(workspace, Element(generator.data[0], ()), naming)
        unit, factors = workspace.factor(image.numerator)
        if not image.denominator and len(factors) == 1 and factors[0][1] == 1:
            return inverse_generator(workspace, factors[0][0]), 1 / unit
        raise Unsupported("a denominator in a sum that falls apart when its indices are renamed")
    found = single(rename_generator(workspace, number, naming))
    if found is None:
        raise Unsupported("a function of an index whose form hangs on the index's name")
    return found


def inverse_generator(workspace: Workspace, factor: Polynomial) -> int:
    """The generator 1/factor, which stands in sums only."""
    level = max(workspace.generators[number].level for number in factor.generators())
    return workspace.generator("inverse", (factor,), workspace.indices_of(factor), level)


def _classes(workspace: Workspace, bound: tuple[IndexVariable, ...], atoms: Atoms) -> list[list[IndexVariable]]:
    """The bound indices in classes that no renaming can mix, by repeated refinement of their surroundings."""
    marks = {index: index.range.name for index in bound}
    for _ in range(len(bound)):
        surroundings: dict[IndexVariable, list[str]] = {index: [] for index in bound}
        for number, exponent in atoms:
            for index in workspace.generators[number].indices & surroundings.keys():
                surroundings[index].append(f"{_look(workspace, number, index, marks)}^{exponent}")
        new = {index: marks[index] + "|" + ";".join(sorted(surroundings[index])) for index in bound}
        numbers = {mark: str(place) for place, mark in enumerate(sorted(set(new.values())))}
        marks = {index: numbers[new[index]] for index in bound}
    groups: dict[str, list[IndexVariable]] = {}
    for index in sorted(bound, key=as_index_key):
        groups.setdefault(marks[index], []).append(index)
    return [groups[mark] for mark in sorted(groups)]


def _look(workspace: Workspace, number: int, seen: IndexVariable, marks: Mapping[IndexVariable, str]) -> str:
    """An atom as it looks from one of its indices: independent of the names of bound indices."""
    generator = workspace.generators[number]

    def slot(index: Index) -> str:
        if index is seen:
            return "*"
        if isinstance(index, IndexValue):
            return f"={index.value}"
        return marks.get(index, f"'{index.name}")

    if generator.kind == "entry":
        return f"{generator.data[0]}[{','.join(slot(index) for index in generator.data[1])}]"
    label = generator.data[0] if generator.kind in ("call", "function", "functional") else ""
    return f"{generator.kind}{label}({','.join(sorted(map(slot, generator.indices)))})"


def open_component(workspace: Workspace, number: int) -> tuple[tuple[IndexVariable, ...], Atoms, Fraction]:
    """A component's bound indices made fresh, its atoms, and a number to multiply with."""
    bound, atoms = workspace.generators[number].data
    serial = next(workspace.fresh)
    fresh = tuple(IndexVariable(f"~{serial}.{place}", index.range) for place, index in enumerate(bound))
    naming: dict[IndexVariable, Index] = dict(zip(bound, fresh, strict=True))
    images = [(*_atom_image(workspace, atom, naming), exponent) for atom, exponent in atoms]
    scale = Fraction(1)
    for _, unit, exponent in images:
        scale *= unit**exponent
    return fresh, tuple((atom, exponent) for atom, _, exponent in images), scale
