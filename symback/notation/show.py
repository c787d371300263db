"""Terms and conditions as text that a person reads: Σ_k w[j,k]·x[k], σ′(z), ∂E/∂w, a/(1 + exp(−x))²."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from symback.kernel.terms import (
    Add,
    Always,
    And,
    Call,
    Compare,
    Condition,
    Constant,
    Delta,
    Derivative,
    Entry,
    Family,
    Function,
    Functional,
    Index,
    IndexVariable,
    Mul,
    Not,
    Number,
    Or,
    Piecewise,
    Power,
    SameIndex,
    Size,
    Sum,
    Symbol,
    Term,
)
from symback.notation import _layout
from symback.notation._names import name_text
from symback.notation._trampoline import descend

# How tightly a text holds together: what is looser than its place demands gets brackets.
_SUM, _PRODUCT, _SIGN, _ATOM = 1, 2, 3, 4
_SUPERSCRIPTS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The signs that a formula is spelt with."""

    minus: str
    times: str
    summation: str
    delta: str
    prime: str
    partial: str
    relations: tuple[tuple[str, str], ...]
    plain: bool


_UNICODE = _Alphabet("−", "·", "Σ_", "δ_", "′", "∂", (("==", "="), ("!=", "≠"), ("<=", "≤"), (">=", "≥")), plain=False)
_ASCII = _Alphabet("-", "*", "sum_", "delta_", "'", "d", (("==", "="),), plain=True)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A shown formula and how tightly it holds together."""

    text: str
    strength: int

    def within(self, strength: int) -> str:
        """The text, in brackets where the place demands more than it has."""
        return self.text if self.strength >= strength else f"({self.text})"


_Visit: TypeAlias = Generator[Term | Condition, _Piece, _Piece]


def show(node: Term | Condition, *, plain: bool = False, modes: bool = False) -> str:
    """The formula on one line; `plain` in ASCII, `modes` with a mark at each direct partial derivative.

    A formula of more than 20,000 nodes is cut: … stands for what is left out.
    """
    return descend(_Writer(_ASCII if plain else _UNICODE, modes).visit, node).text


def show_index(index: Index) -> str:
    """An index variable's name, or the number of a written element."""
    return index.name if isinstance(index, IndexVariable) else str(index.value)


def show_name(name: str) -> str:
    """A name as it stands in a shown formula."""
    return name_text(name)


class _Writer:
    """One formula being written; counts the nodes that it has shown."""

    def __init__(self, alphabet: _Alphabet, modes: bool) -> None:
        self.signs = alphabet
        self.modes = modes
        self.left = _layout.LARGEST

    def visit(self, node: Term | Condition) -> _Visit:
        """The piece for `node`; asks for the pieces inside it by yielding them."""
        self.left -= 1
        if self.left < 0:
            return _Piece("…", _ATOM)
        if isinstance(node, Condition):
            return (yield from self.condition(node))
        return (yield from self.term(node))

    def name(self, name: str) -> str:
        return name if self.signs.plain else name_text(name)

    def indices(self, indices: Iterable[Index]) -> str:
        return ",".join(show_index(index) for index in indices)

    def term(self, term: Term) -> _Visit:
        signs = self.signs
        match term:
            case Number(value=value) if value >= 0 and (value.denominator == 1 or _layout.is_decimal(value)):
                return _Piece(_layout.digits(value), _ATOM)
            case Number() | Mul() | Power(exponent=Number()):
                return (yield from self.product(term))
            case Constant(name=name):
                return _Piece("π" if name == "pi" and not signs.plain else name, _ATOM)
            case Symbol(name=name):
                return _Piece(self.name(name), _ATOM)
            case Size(range=over):
                return _Piece(str(over.size), _ATOM)
            case Entry(array=array, indices=indices):
                return _Piece(f"{self.name(array)}[{self.indices(indices)}]", _ATOM)
            case Add():
                return (yield from self.addition(term))
            case Power(base=base, exponent=exponent):
                below = (yield base).within(_ATOM)
                return _Piece(f"{below}^{(yield exponent).within(_ATOM)}", _SIGN)
            case Function(name="abs", arguments=(argument,)) if not signs.plain:
                return _Piece(f"|{(yield argument).text}|", _ATOM)
            case Function(name="sqrt", arguments=(argument,)):
                return self.root((yield argument))
            case Function(name=name, arguments=arguments):
                return _Piece(f"{name}({(yield from self.listed(arguments))})", _ATOM)
            case Call(name=name, arguments=arguments, orders=orders):
                head = self.primed(self.name(name), orders)
                return _Piece(f"{head}({(yield from self.listed(arguments))})", _ATOM)
            case Functional():
                return (yield from self.functional(term))
            case Sum(index=index, body=body):
                inner = yield body
                text = inner.text if inner.strength >= _PRODUCT and not self.negative(inner) else f"({inner.text})"
                return _Piece(f"{signs.summation}{index.name} {text}", _PRODUCT)
            case Delta(left=left, right=right):
                both = (show_index(left), show_index(right))
                short = all(len(name) == 1 for name in both)
                return _Piece(signs.delta + ("".join(both) if short else f"[{','.join(both)}]"), _ATOM)
            case Piecewise(pieces=pieces):
                shown = []
                for condition, piece in pieces:
                    text = (yield piece).text
                    where = "otherwise" if isinstance(condition, Always) else f"if {(yield condition).text}"
                    shown.append(f"{text} {where}")
                return _Piece("{" + "; ".join(shown) + "}", _ATOM)
            case Derivative():
                return (yield from self.derivative(term))
        raise TypeError(f"no notation for {type(term).__name__}")

    def negative(self, piece: _Piece) -> bool:
        return piece.text.startswith(self.signs.minus)

    def listed(self, terms: Iterable[Term]) -> Generator[Term | Condition, _Piece, str]:
        shown = []
        for term in terms:
            shown.append((yield term).text)  # noqa: PERF401
        return ", ".join(shown)

    def addition(self, term: Add) -> _Visit:
        text = ""
        for position, item in enumerate(term.terms):
            piece = yield item
            minus = self.signs.minus
            if position == 0:
                text = piece.within(_PRODUCT)
            elif self.negative(piece) and piece.strength >= _PRODUCT:
                text += f" {minus} {piece.text.removeprefix(minus)}"
            else:
                text += f" + {piece.within(_PRODUCT)}"
        if len(term.terms) == 1:
            return _Piece(text, _PRODUCT)
        return _Piece(text or "0", _SUM if term.terms else _ATOM)

    def product(self, term: Mul | Power | Number) -> _Visit:
        parts = _layout.product(term)
        if isinstance(term, Power) and not parts.fractions[0].under:
            return (yield from self.power(term))
        sign = self.signs.minus if parts.negative else ""
        shown = []
        for place, bar in enumerate(parts.fractions):
            rightmost = place == len(parts.fractions) - 1
            shown.append((yield from self.bar(bar, rightmost=rightmost, alone=len(parts.fractions) == 1)))
        text = self.signs.times.join(shown)
        return _Piece(sign + (text or "1"), _PRODUCT if text else _ATOM)

    def bar(self, bar: _layout.Bar, *, rightmost: bool, alone: bool) -> Generator[Term | Condition, _Piece, str]:
        if alone and not bar.under and len(bar.over) == 1:
            only = yield bar.over[0]
            return f"({only.text})" if self.negative(only) else only.within(_PRODUCT)
        over = []
        for place, factor in enumerate(bar.over):
            last = rightmost and not bar.under and place == len(bar.over) - 1
            over.append((yield from self.factor(factor, last=last)))
        below = []
        for factor in bar.under:
            below.append((yield factor).within(_SIGN))  # noqa: PERF401
        times = self.signs.times
        text = times.join(over) or "1"
        if not below:
            return text
        return f"{text}/{below[0]}" if len(below) == 1 else f"{text}/({times.join(below)})"

    def factor(self, factor: Term, *, last: bool) -> Generator[Term | Condition, _Piece, str]:
        piece = yield factor
        if self.negative(piece):
            return f"({piece.text})"
        match factor:
            case Derivative():
                return piece.text
            case Sum():
                return piece.text if last else f"({piece.text})"
            case Mul():
                bars = _layout.product(factor).fractions
                loose = any(bar.under for bar in bars) or (_layout.has_sum(factor) and not last)
                return piece.within(_SIGN) if loose else piece.within(_PRODUCT)
            case _:
                return piece.within(_SIGN)

    def root(self, inside: _Piece) -> _Piece:
        if self.signs.plain:
            return _Piece(f"sqrt({inside.text})", _ATOM)
        single = inside.strength == _ATOM and inside.text.isalnum()
        return _Piece(f"√{inside.text}" if single else f"√({inside.text})", _ATOM)

    def power(self, term: Power) -> _Visit:
        """A power whose exponent is a number, other than -1."""
        base = yield term.base
        if not isinstance(term.exponent, Number):
            raise TypeError("the exponent is not a number")
        exponent = term.exponent.value
        if exponent == _layout.HALF:
            return self.root(base)
        below = base.within(_ATOM)
        if exponent.denominator != 1:
            return _Piece(f"{below}^({_layout.digits(exponent)})", _SIGN)
        if self.signs.plain or exponent >= 1000:
            return _Piece(f"{below}^{_layout.digits(exponent)}", _SIGN)
        return _Piece(below + str(exponent).translate(_SUPERSCRIPTS), _SIGN)

    def primed(self, name: str, orders: tuple[int, ...]) -> str:
        if not any(orders):
            return name
        if len(orders) == 1:
            return name + self.signs.prime * orders[0] if orders[0] <= 3 else f"{name}^({orders[0]})"
        slots = "".join(f"{self.signs.partial}_{slot}" * order for slot, order in enumerate(orders, 1))
        return f"({slots} {name})"

    def functional(self, term: Functional) -> _Visit:
        arguments = []
        for family in term.arguments:
            if _layout.is_simple(family) and isinstance(family.body, Entry):
                arguments.append(self.name(family.body.array))
            else:
                arguments.append(f"({(yield family.body).text})_{self.indices(family.indices)}")
        name = self.name(term.name) + (f"[{self.indices(term.indices)}]" if term.indices else "")
        text = f"{name}({', '.join(arguments)})"
        if not term.partials:
            return _Piece(text, _ATOM)
        below = "".join(
            f"{self.signs.partial}{self.slot(term.arguments[position], arguments[position], indices)}"
            for position, indices in term.partials
        )
        order = len(term.partials)
        return _Piece(f"{self.signs.partial}{self.raised(order)}{text}/{below}", _PRODUCT)

    def slot(self, family: Family, shown: str, indices: tuple[Index, ...]) -> str:
        name = shown if _layout.is_simple(family) else f"({shown})"
        return f"{name}[{self.indices(indices)}]"

    def raised(self, order: int) -> str:
        if order == 1:
            return ""
        return f"^{order}" if self.signs.plain else str(order).translate(_SUPERSCRIPTS)

    def derivative(self, term: Derivative) -> _Visit:
        parts = _layout.quotient(term)
        sign = "d" if _layout.one_variable(parts) else self.signs.partial
        below = ""
        for variable in parts.variables:
            shown = yield variable
            below += sign + (shown.text if _layout.is_name(variable) else f"({shown.text})")
        if len(parts.variables) > 1 and len(set(parts.variables)) == 1:
            one = below[: len(below) // len(parts.variables)]
            below = f"{one}{self.raised(len(parts.variables))}"
        elif len(parts.variables) > 1:
            below = f"({below})"
        mark = "|direct" if self.modes and parts.direct else ""
        body = yield parts.body
        front = sign + self.raised(len(parts.variables))
        if _layout.is_name(parts.body):
            return _Piece(f"{front}{body.text}/{below}{mark}", _PRODUCT)
        return _Piece(f"{front}/{below}{mark}[{body.text}]", _ATOM)

    def condition(self, condition: Condition) -> _Visit:
        signs = dict(self.signs.relations)
        match condition:
            case Always():
                return _Piece("always", _ATOM)
            case Compare(relation=relation, left=left, right=right):
                first = (yield left).text
                return _Piece(f"{first} {signs.get(relation, relation)} {(yield right).text}", _PRODUCT)
            case SameIndex(left=left, right=right):
                return _Piece(f"{show_index(left)} = {show_index(right)}", _PRODUCT)
            case Not(condition=SameIndex(left=left, right=right)):
                return _Piece(f"{show_index(left)} {signs.get('!=', '!=')} {show_index(right)}", _PRODUCT)
            case Not(condition=inner):
                return _Piece(f"not {(yield inner).within(_ATOM)}", _PRODUCT)
            case And(conditions=conditions):
                return _Piece((yield from self.joined(conditions, " and ")), _SUM)
            case Or(conditions=conditions):
                return _Piece((yield from self.joined(conditions, " or ")), _SUM)
        raise TypeError(f"no notation for {type(condition).__name__}")

    def joined(self, conditions: Iterable[Condition], word: str) -> Generator[Term | Condition, _Piece, str]:
        shown = []
        for condition in conditions:
            shown.append((yield condition).within(_PRODUCT))  # noqa: PERF401
        return word.join(shown) or "always"
