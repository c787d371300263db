"""Derivatives of terms: the chain rule over definitions, indices and opaque functions.

`differentiate(term, variable, …)` differentiates along all paths down to `variable` and no further;
`lower` replaces every `Derivative` in a term. Both return the conditions under which the derivatives
exist (kinks excluded). A derivative by an entry gives Kronecker deltas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.kernel.errors import Unsupported
from symback.kernel.functions import FUNCTIONS
from symback.kernel.manifest import Manifest, manifest_alone
from symback.kernel.matching import abstract
from symback.kernel.scope import DEEPEST, Visit, free_indices, fresh, instantiate, kinds, name_of, rewrite, substitute
from symback.kernel.terms import MINUS_ONE, ONE, ZERO, Condition, Node, Number, Term

Definitions = Mapping[str, Definition]
_MOST_STEPS = 100_000


def add(terms: list[Term]) -> Term:
    """Their sum without the zeros."""
    kept = tuple(term for term in terms if term is not ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else t.Add(kept)


def multiply(*factors: Term) -> Term:
    """Their product without the ones, 0 if one factor is 0."""
    if ZERO in factors:
        return ZERO
    kept = tuple(factor for factor in factors if factor is not ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else t.Mul(kept)


def power(base: Term, exponent: Fraction) -> Term:
    """base^exponent, written plainly for the exponents 0 and 1."""
    return ONE if exponent == 0 else base if exponent == 1 else t.Power(base, Number(exponent))


@dataclass
class _Differentiation:
    """One differentiation variable; every subterm is differentiated once."""

    variable: Term
    definitions: Definitions
    held: bool
    conditions: list[Condition] = field(default_factory=list)
    kinks: list[Condition] = field(default_factory=list)
    done: dict[Term, Term] = field(default_factory=dict)
    spent: list[int] = field(default_factory=lambda: [0])

    def __call__(self, term: Term, depth: int = 0) -> Term:
        self.spent[0] += 1
        if depth > DEEPEST or self.spent[0] > _MOST_STEPS:
            raise Unsupported("a formula nested deeper than 400 levels, or too large, to be differentiated")
        found = self.done.get(term)
        if found is None:
            found = self._derivative(term, depth + 1)
            self.done[term] = found
        return found

    def _derivative(self, term: Term, depth: int) -> Term:
        if term is self.variable:
            return ONE
        match term:
            case t.Number() | t.Constant() | t.Size() | t.Delta():
                return ZERO
            case t.Symbol() | t.Entry():
                return self._name(term, depth)
            case t.Add(terms=terms):
                return add([self(item, depth) for item in terms])
            case t.Mul(factors=factors):
                rows = []
                for place, factor in enumerate(factors):
                    inner = self(factor, depth)
                    rows.append(multiply(*factors[:place], inner, *factors[place + 1 :]))
                return add(rows)
            case t.Power():
                return self._power(term, depth)
            case t.Function(name=name, arguments=arguments):
                return self._function(name, arguments, depth)
            case t.Call():
                return self._call(term, depth)
            case t.Functional():
                return self._functional(term, depth)
            case t.Sum(index=index, body=body):
                if index in free_indices(self.variable):
                    other = fresh(index, free_indices(self.variable) | free_indices(body))
                    index, body = other, substitute(body, {index: other})
                inner = self(body, depth)
                return ZERO if inner is ZERO else t.Sum(index, inner)
            case t.Piecewise(pieces=pieces):
                for condition, _ in pieces:
                    self.kinks.extend(boundaries(condition))
                return t.Piecewise(tuple((condition, self(value, depth)) for condition, value in pieces))
            case _:
                raise Unsupported(f"a derivative of {type(term).__name__}")

    def _name(self, term: t.Symbol | t.Entry, depth: int) -> Term:
        if isinstance(term, t.Entry) and isinstance(self.variable, t.Entry) and term.array == self.variable.array:
            pairs = list(zip(term.indices, self.variable.indices, strict=False))
            if len(term.indices) != len(self.variable.indices) or any(a.range is not b.range for a, b in pairs):
                raise Unsupported(f"{term.array} stands with indices of different numbers or ranges")
            return multiply(*(ONE if a is b else t.Delta(a, b) for a, b in pairs))
        name = name_of(term)
        definition = self.definitions.get(name) if name else None
        if definition is None or self.held:
            return ZERO
        return self(instantiate(definition, term.indices if isinstance(term, t.Entry) else (), ()), depth)

    def _power(self, term: t.Power, depth: int) -> Term:
        base, exponent = term.base, term.exponent
        by_base, by_exponent = self(base, depth), self(exponent, depth)
        self.conditions.extend(has_value(term))
        rows = []
        if by_base is not ZERO:
            if isinstance(exponent, Number):
                rows.append(multiply(exponent, power(base, exponent.value - 1), by_base))
            else:
                rows.append(multiply(exponent, t.Power(base, t.Add((exponent, MINUS_ONE))), by_base))
        if by_exponent is not ZERO:
            rows.append(multiply(term, t.Function("log", (base,)), by_exponent))
        return add(rows)

    def _function(self, name: str, arguments: tuple[Term, ...], depth: int) -> Term:
        inner = [self(argument, depth) for argument in arguments]
        rule = FUNCTIONS.get(name)
        if rule is None:
            raise Unsupported(f"the derivative of {name}")
        # Where the body has no value it has no derivative, although the derivative's formula may have one.
        self.conditions.extend(rule.domain(arguments))
        if all(item is ZERO for item in inner):
            return ZERO
        self.kinks.extend(rule.smooth(arguments))
        outer = rule.derivative(arguments)
        return add([multiply(a, b) for a, b in zip(outer, inner, strict=True) if b is not ZERO])

    def _call(self, term: t.Call, depth: int) -> Term:
        rows = []
        for place, argument in enumerate(term.arguments):
            inner = self(argument, depth)
            if inner is not ZERO:
                orders = tuple(order + (slot == place) for slot, order in enumerate(term.orders))
                rows.append(multiply(t.Call(term.name, term.arguments, orders), inner))
        definition = self.definitions.get(term.name)
        if definition is not None and not self.held:
            # The body may depend on the variable beside its parameters: f(x) := w x differentiated by w.
            body, stand_ins, _ = partial_of(definition, term.orders, self.definitions)
            work = _Differentiation(self.variable, self.definitions, self.held, spent=self.spent)
            beside = work(body, depth)
            back: dict[Term, Term] = dict(zip(stand_ins, term.arguments, strict=True))
            self.conditions.extend(substitute(condition, {}, back) for condition in work.conditions)
            if beside is not ZERO:
                rows.append(substitute(beside, {}, back))
                self.kinks.extend(substitute(condition, {}, back) for condition in work.kinks)
        return add(rows)

    def _functional(self, term: t.Functional, depth: int) -> Term:
        rows = []
        for place, family in enumerate(term.arguments):
            avoid = free_indices(self.variable) | free_indices(term)
            new: dict[t.IndexVariable, t.Index] = {}
            for index in family.indices:
                other = fresh(index, avoid)
                new[index] = other
                avoid |= {other}
            inner = self(substitute(family.body, new), depth)
            if inner is ZERO:
                continue
            slot = (place, tuple(new[index] for index in family.indices))
            row = multiply(t.Functional(term.name, term.indices, term.arguments, (*term.partials, slot)), inner)
            for index in family.indices:
                bound = new[index]
                assert isinstance(bound, t.IndexVariable)
                row = t.Sum(bound, row)
            rows.append(row)
        return add(rows)


def partial_of(
    definition: Definition, orders: tuple[int, ...], definitions: Definitions
) -> tuple[Term, tuple[t.Symbol, ...], list[Condition]]:
    """A function's body differentiated by its parameters, in fresh symbols for them, and where that exists."""
    stand_ins = tuple(t.Symbol(f"{definition.name}·{parameter.name}") for parameter in definition.parameters)
    body = instantiate(definition, (), stand_ins)
    conditions: list[Condition] = []
    for parameter, order in zip(stand_ins, orders, strict=True):
        for _ in range(order):
            body = _Differentiation(parameter, definitions, held=True, conditions=conditions, kinks=conditions)(body)
    return body, stand_ins, conditions


def has_value(term: t.Power) -> list[Condition]:
    """Where a power has a real value, unless its base shows that it always has."""
    if manifest_alone(term.base) is Manifest.POSITIVE:
        return []
    match term.exponent:
        case Number(value=value) if value.denominator == 1:
            return [t.Compare("!=", term.base, ZERO)] if value < 0 else []
        case Number(value=value) if value > 0:
            return [t.Compare(">=", term.base, ZERO)]
        case _ if isinstance(term.base, t.Constant) or (isinstance(term.base, Number) and term.base.value > 0):
            return []
        case _:
            return [t.Compare(">", term.base, ZERO)]


def boundaries(condition: Condition) -> list[Condition]:
    """Where a piece may begin or end: the points at which a piecewise function may have a kink."""
    match condition:
        case t.Compare(left=left, right=right):
            return [t.Compare("!=", left, right)]
        case t.Not(condition=inner):
            return boundaries(inner)
        case t.And(conditions=parts) | t.Or(conditions=parts):
            return [item for part in parts for item in boundaries(part)]
        case _:
            return []


def differentiate(
    body: Term, variable: Term, definitions: Definitions, mode: str = "total"
) -> tuple[Term, tuple[Condition, ...]]:
    """The derivative of a derivative-free `body` by `variable`, and where it exists."""
    restore: dict[Term, Term] = {}
    if not isinstance(variable, t.Symbol | t.Entry):
        stand_in = t.Symbol("·quantity")
        body = abstract(body, variable, stand_in, definitions)
        restore = {stand_in: variable}
        variable = stand_in
    elif mode == "direct" and not _same_array(body, variable):
        if isinstance(body, t.Symbol) and body.name in definitions:
            body = instantiate(definitions[body.name], (), ())
        elif isinstance(body, t.Entry) and body.array in definitions:
            body = instantiate(definitions[body.array], body.indices, ())
    work = _Differentiation(variable, definitions, held=mode == "direct" or bool(restore))
    result = work(body)
    conditions = tuple(dict.fromkeys(work.conditions + work.kinks))
    if restore:
        result = substitute(result, {}, restore)
        conditions = tuple(substitute(condition, {}, restore) for condition in conditions)
    return result, conditions


def _same_array(body: Term, variable: Term) -> bool:
    """Whether the body is the variable, or an entry of the variable's array: then it is held as it is."""
    if isinstance(body, t.Entry) and isinstance(variable, t.Entry):
        return body.array == variable.array
    return body is variable


def lower(term: Term, definitions: Definitions) -> tuple[Term, tuple[Condition, ...]]:
    """`term` with every `Derivative` carried out, innermost first, and where they exist."""
    if t.Derivative not in kinds(term):
        return term, ()
    conditions: dict[Condition, None] = {}

    def rule(node: Node, visit: Visit) -> Node | None:
        if not isinstance(node, t.Derivative):
            return None
        body = visit(node.body)
        assert isinstance(body, Term)
        result, where = differentiate(body, node.variable, definitions, node.mode)
        conditions.update(dict.fromkeys(where))
        return visit(result)

    return rewrite(term, rule, lambda node: t.Derivative in kinds(node)), tuple(conditions)
