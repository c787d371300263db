"""Terms to elements: the normal form of a derivative-free term in one case, with its conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from symback.kernel import elementary, transcendental
from symback.kernel import terms as t
from symback.kernel.arithmetic.interface import Ring
from symback.kernel.components import call, delta, entry, functional, rename
from symback.kernel.element import Element
from symback.kernel.errors import OverBudget, UndefinedEverywhere, Unsupported
from symback.kernel.functions import FUNCTIONS
from symback.kernel.manifest import Manifest, manifest, manifest_alone
from symback.kernel.scope import height_of
from symback.kernel.signs import assume_sign, known_sign, never_zero, sign_of_element
from symback.kernel.summation import sum_over
from symback.kernel.terms import Compare, Condition, IndexVariable, Node, Number, Term, walk
from symback.kernel.workspace import Workspace


def workspace_for(ring: Ring, budget: int, free: frozenset[IndexVariable]) -> Workspace:
    """A workspace that knows all parts of the calculus."""
    return Workspace(ring, budget, free, relate=elementary.relation_of, rename=rename, sum_over=sum_over)


@dataclass
class Normaliser:
    """Normal forms in one workspace and one case. `conditions` grows: where the terms have values."""

    workspace: Workspace
    conditions: dict[Condition, None] = field(default_factory=dict)
    done: dict[Term, Element] = field(default_factory=dict)

    def __call__(self, term: Term, depth: int = 0) -> Element:
        """The normal form of a term, found once."""
        found = self.done.get(term)
        if found is None:
            if depth > 400:
                raise Unsupported("a formula nested deeper than 400 levels")
            self.workspace.spend(1)
            found = self._normal(term, depth + 1)
            self.done[term] = found
        return found

    def _normal(self, term: Term, depth: int) -> Element:
        w = self.workspace
        match term:
            case Number(value=value):
                return w.number(value)
            case t.Constant(name="e"):
                return transcendental.exponential(w, w.one)
            case t.Constant(name=name):
                return transcendental.kernel(w, "constant", (name,))
            case t.Symbol(name=name):
                return w.element(w.generator("symbol", (name,)))
            case t.Size(range=range_):
                if isinstance(range_.size, int):
                    return w.number(range_.size)
                return w.element(w.generator("size", (range_.size,)))
            case t.Entry(array=array, indices=indices):
                return entry(w, array, indices)
            case t.Add(terms=terms):
                result = w.zero
                for item in terms:
                    result = w.add(result, self(item, depth))
                return result
            case t.Mul(factors=factors):
                # Numbers of 0 do not hide that another factor has no value: all are visited.
                return w.product([self(item, depth) for item in factors])
            case t.Power():
                return self._power(term, depth)
            case t.Function(name=name, arguments=arguments):
                return self._function(name, arguments, depth)
            case t.Call(name=name, arguments=arguments, orders=orders):
                return call(w, name, orders, [self(item, depth) for item in arguments])
            case t.Functional(name=name, indices=indices, arguments=families, partials=partials):
                bodies = tuple((family.indices, self(family.body, depth)) for family in families)
                return functional(w, name, indices, bodies, partials)
            case t.Sum(index=index, body=body):
                return sum_over(w, index, self(body, depth))
            case t.Delta(left=left, right=right):
                return delta(w, left, right)
            case t.Piecewise(pieces=pieces):
                return self._piecewise(pieces, depth)
            case _:
                raise Unsupported(f"the normal form of {type(term).__name__}")

    def require_nonzero(self, term: Term) -> None:
        """`term` != 0 from now on, printed unless it is manifest."""
        match term:
            case t.Mul(factors=factors):
                for factor in factors:
                    self.require_nonzero(factor)
                return
            case t.Power(base=base, exponent=Number(value=value)) if value != 0:
                self.require_nonzero(base)
                return
            case Number(value=value) if value != 0:
                return
        if self.shown(term) is Manifest.POSITIVE:
            return
        element = self(term)
        if element.is_zero():
            raise UndefinedEverywhere("a division by an expression that is identically zero")
        if not self.nonzero(element):
            self.conditions[Compare("!=", term, t.ZERO)] = None

    def nonzero(self, element: Element) -> bool:
        """Whether an element is manifestly different from 0."""
        w = self.workspace
        if w.two_valued(element) is not None:
            return False
        if element.numerator.constant_value() is not None:
            return True
        _, factors = w.factor(element.numerator)
        return all(never_zero(w, factor) for factor, _ in factors)

    def shown(self, term: Term) -> Manifest:
        """The sign that a term shows as it is written."""

        def leaf(item: Term) -> Manifest:
            w = self.workspace
            value = self(item)
            if value.denominator or w.two_valued(value) is not None:
                return Manifest.UNKNOWN
            if known_sign(w, value.numerator) != 1:
                return Manifest.UNKNOWN
            return Manifest.POSITIVE if never_zero(w, value.numerator) else Manifest.NONNEGATIVE

        alone = manifest_alone(term)
        return alone if alone is Manifest.POSITIVE else manifest(term, leaf)

    def require_positive(self, term: Term, or_zero: bool = False) -> None:
        """`term` > 0 from now on, printed unless it is manifest.

        With `or_zero`, a term that is manifestly >= 0 needs no condition: what is continuous there and
        holds off its zeros holds at them.
        """
        shown = self.shown(term)
        if shown is Manifest.POSITIVE or (or_zero and shown is Manifest.NONNEGATIVE):
            # What the term shows (a sum of squares) its normal form may have lost: remember it.
            assume_sign(self.workspace, self(term), strict=shown is Manifest.POSITIVE)
            return
        if isinstance(term, t.Power) and isinstance(term.exponent, Number) and term.exponent.value % 2 == 0:
            self.require_nonzero(term.base)
            return
        if isinstance(term, t.Function) and term.name == "abs":
            self.require_nonzero(term.arguments[0])
            return
        if isinstance(term, t.Function) and term.name == "sqrt":
            self.require_positive(term.arguments[0])
            return
        element = self(term)
        w = self.workspace
        if element.is_zero():
            raise UndefinedEverywhere("a function outside its domain everywhere")
        if w.two_valued(element) is None:
            unit, factors = w.factor(element.numerator)
            signs = [never_zero(w, factor) for factor, _ in factors]
            sign = 1 if unit > 0 else -1
            known = True
            for factor, exponent in (*factors, *element.denominator):
                one = known_sign(w, factor)
                if exponent % 2:
                    known = known and one != 0
                    sign *= one
            if known and all(signs) and sign > 0:
                return
            if known and sign < 0 and not w.signs:
                raise UndefinedEverywhere("a function outside its domain everywhere")
        self.conditions[Compare(">", term, t.ZERO)] = None
        assume_sign(w, element, strict=True)

    def _power(self, term: t.Power, depth: int) -> Element:
        w = self.workspace
        base, exponent = term.base, self(term.exponent, depth)
        number = None if exponent.denominator else exponent.numerator.constant_value()
        if number is not None and number.denominator == 1:
            if abs(number) > 1000:
                raise OverBudget("an exponent above 1000")
            below = self(base, depth)
            if not t.is_written_number(term.exponent):
                self.require_positive(base)
            elif number < 0:
                self.require_nonzero(base)
            return w.power(below, int(number))
        if isinstance(base, t.Constant) and base.name == "e":
            return transcendental.exponential(w, exponent)
        inner = self(base, depth)
        self.require_positive(base, or_zero=number is not None and number > 0)
        return transcendental.real_power(w, inner, exponent)

    def _function(self, name: str, arguments: tuple[Term, ...], depth: int) -> Element:
        w = self.workspace
        rule = FUNCTIONS.get(name)
        if rule is None or not arguments or rule.arity not in (None, len(arguments)):
            raise Unsupported(f"the function {name} of {len(arguments)} arguments")
        values = tuple(self(argument, depth) for argument in arguments)
        for condition in rule.domain(arguments):
            if condition.relation in (">", ">="):
                self.require_positive(condition.left, or_zero=condition.relation == ">=")
            else:
                self.require_nonzero(condition.left)
        if name == "abs" and self.shown(arguments[0]) is not Manifest.UNKNOWN:
            assume_sign(w, values[0], strict=False)
        if name == "sign":
            self.require_nonzero(arguments[0])
        return elementary.apply(w, name, values)

    def _piecewise(self, pieces: tuple[tuple[Condition, Term], ...], depth: int) -> Element:
        w = self.workspace
        total, left = w.zero, w.one
        for condition, value in pieces:
            weight = self.truth(condition, depth)
            share = w.multiply(left, weight)
            if not share.is_zero():
                total = w.add(total, w.multiply(share, self(value, depth)))
            left = w.subtract(left, share)
            if left.is_zero():
                return total
        raise Unsupported("a piecewise formula whose pieces leave values without one")

    def truth(self, condition: Condition, depth: int) -> Element:
        """1 where the condition holds, 0 where not, off the boundaries; deltas and signs for bound indices."""
        w = self.workspace
        match condition:
            case t.Always():
                return w.one
            case t.SameIndex(left=left, right=right):
                return delta(w, left, right)
            case t.Not(condition=inner):
                return w.subtract(w.one, self.truth(inner, depth))
            case t.And(conditions=parts):
                return w.product([self.truth(part, depth) for part in parts])
            case t.Or(conditions=parts):
                missed = w.product([w.subtract(w.one, self.truth(part, depth)) for part in parts])
                return w.subtract(w.one, missed)
            case Compare(relation=relation, left=left, right=right):
                gap = w.subtract(self(left, depth), self(right, depth))
                if gap.is_zero():
                    return w.one if relation in ("<=", ">=", "==") else w.zero
                self.require_nonzero(right if left is t.ZERO else left if right is t.ZERO else gap_of(left, right))
                if relation in ("==", "!="):
                    return w.one if relation == "!=" else w.zero
                sign = sign_of_element(w, gap)
                if relation in ("<", "<="):
                    sign = w.negate(sign)
                return w.scale(w.add(w.one, sign), Fraction(1, 2))
            case _:
                raise Unsupported(f"a condition {type(condition).__name__}")

    def find_lumps(self, nodes: tuple[Node, ...]) -> None:
        """Register the exponents u of 1 + exp(u) and of tanh, innermost first."""
        found: dict[Term, None] = {}
        for top in nodes:
            for node in walk(top):
                found.update(dict.fromkeys(_lump(node)))
        before = -1
        for height, exponent in sorted(((height_of(item), item) for item in found), key=lambda pair: pair[0]):
            if height > before:
                # Exponents of less height may be in what was normalised already.
                self.done.clear()
            before = height
            transcendental.register_lump(self.workspace, self(exponent))
        if found:
            self.done.clear()


def gap_of(left: Term, right: Term) -> Term:
    """left - right."""
    return t.Add((left, t.negative(right)))


def _lump(node: Node) -> list[Term]:
    match node:
        case t.Add(terms=(Number(value=value), other)) | t.Add(terms=(other, Number(value=value))) if value == 1:
            if isinstance(other, t.Function) and other.name == "exp":
                return [other.arguments[0]]
            if isinstance(other, t.Power) and isinstance(other.base, t.Constant) and other.base.name == "e":
                return [other.exponent]
        case t.Function(name="tanh", arguments=(argument,)):
            return [t.Mul((t.number(2), argument))]
    return []
