r"""Terms and conditions as LaTeX: \frac{a}{b}, \sum_{k}, \delta_{ij}, \sigma'(z), \frac{\partial E}{\partial w}."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from fractions import Fraction
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
from symback.notation._names import GREEK, name_latex
from symback.notation._trampoline import descend

_SUM, _PRODUCT, _FRACTION, _ATOM = 1, 2, 3, 4
_RELATIONS = {"==": "=", "!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "<": "<", ">": ">"}
_KNOWN = frozenset(["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min"])
_COMMANDS = frozenset(f"\\{letter}" for letter in GREEK)
_INVERSE = {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """LaTeX of a formula, how tightly it holds together, and whether it is taller than a line."""

    text: str
    strength: int
    tall: bool = False

    def bracketed(self) -> str:
        return rf"\left({self.text}\right)" if self.tall else f"({self.text})"

    def within(self, strength: int) -> str:
        """The text, in brackets where the place demands more than it has."""
        return self.text if self.strength >= strength else self.bracketed()


_Visit: TypeAlias = Generator[Term | Condition, _Piece, _Piece]


def latex(node: Term | Condition) -> str:
    r"""LaTeX of the formula for mathematics mode; needs the packages amsmath and amssymb.

    A formula of more than 20,000 nodes is cut: \dots stands for what is left out.
    """
    return descend(_Writer().visit, node).text


def latex_name(name: str, subscripts: Iterable[str] = ()) -> str:
    """A name with its own subscripts, followed by `subscripts`; the raised plus of an update is kept raised."""
    body, own = name_latex(name.rstrip("⁺"))
    groups = [_joined(group) for group in (own, tuple(subscripts)) if group]
    raised = len(name) - len(name.rstrip("⁺"))
    return body + (f"_{{{','.join(groups)}}}" if groups else "") + (f"^{{{'+' * raised}}}" if raised else "")


def _function_name(name: str) -> str:
    """A word is set upright, as sin and log are: silu(x); a letter like a variable: f(x), sigma(x)."""
    words = [part for part in name.split("_") if part]
    if all(re.fullmatch(r"[A-Za-z]{2,}\d*", word) and word not in GREEK for word in words):
        return rf"\operatorname{{{name}}}".replace("_", r"\_")
    return latex_name(name)


def _digits(value: Fraction) -> str:
    return _layout.digits(value).replace("…", r"\dots")


def _joined(parts: tuple[str, ...]) -> str:
    """`ij` of single letters, `h1,2` of longer ones; a command is kept apart from a letter after it."""
    if any(len(part) > 1 and part not in _COMMANDS for part in parts):
        return ",".join(parts)
    text = ""
    for part in parts:
        text += f" {part}" if text.rpartition("\\")[2].isalpha() and "\\" in text and part.isalpha() else part
    return text


def latex_index(index: Index) -> str:
    """An index variable's name, or the number of a written element."""
    return latex_name(index.name) if isinstance(index, IndexVariable) else str(index.value)


class _Writer:
    """One formula being written; counts the nodes that it has shown."""

    def __init__(self) -> None:
        self.left = _layout.LARGEST

    def visit(self, node: Term | Condition) -> _Visit:
        """The piece for `node`; asks for the pieces inside it by yielding them."""
        self.left -= 1
        if self.left < 0:
            return _Piece(r"\dots", _ATOM)
        if isinstance(node, Condition):
            return (yield from self.condition(node))
        return (yield from self.term(node))

    def term(self, term: Term) -> _Visit:
        match term:
            case Number(value=value) if value >= 0 and (value.denominator == 1 or _layout.is_decimal(value)):
                return _Piece(_digits(value), _ATOM)
            case Number() | Mul() | Power(exponent=Number()):
                return (yield from self.product(term))
            case Constant(name=name):
                return _Piece(r"\pi" if name == "pi" else r"\mathrm{e}", _ATOM)
            case Symbol(name=name):
                return _Piece(latex_name(name), _ATOM)
            case Size(range=over):
                return _Piece(latex_name(str(over.size)), _ATOM)
            case Entry(array=array, indices=indices):
                return _Piece(latex_name(array, map(latex_index, indices)), _ATOM)
            case Add():
                return (yield from self.addition(term))
            case Power(base=base, exponent=exponent):
                below, above = (yield base), (yield exponent)
                return _Piece(f"{{{below.within(_ATOM)}}}^{{{above.text}}}", _FRACTION, below.tall or above.tall)
            case Function():
                return (yield from self.function(term))
            case Call(name=name, arguments=arguments, orders=orders):
                return (yield from self.applied(self.primed(_function_name(name), orders), arguments))
            case Functional():
                return (yield from self.functional(term))
            case Sum(index=index, body=body):
                inner = yield body
                loose = inner.strength < _PRODUCT or inner.text.startswith("-")
                return _Piece(
                    rf"\sum_{{{latex_index(index)}}} {inner.bracketed() if loose else inner.text}", _PRODUCT, tall=True
                )
            case Delta(left=left, right=right):
                return _Piece(latex_name("delta", (latex_index(left), latex_index(right))), _ATOM)
            case Piecewise(pieces=pieces):
                rows = []
                for condition, piece in pieces:
                    text = (yield piece).text
                    always = isinstance(condition, Always)
                    rows.append(rf"{text} & \text{{otherwise}}" if always else rf"{text} & {(yield condition).text}")
                return _Piece(r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", _ATOM, tall=True)
            case Derivative():
                return (yield from self.derivative(term))
        raise TypeError(f"no notation for {type(term).__name__}")

    def applied(self, head: str, arguments: Iterable[Term]) -> _Visit:
        shown, tall = [], False
        for argument in arguments:
            piece = yield argument
            shown.append(piece.text)
            tall = tall or piece.tall
        return _Piece(head + _Piece(", ".join(shown), _SUM, tall).bracketed(), _ATOM, tall)

    def function(self, term: Function) -> _Visit:
        match term:
            case Function(name="abs", arguments=(argument,)):
                inner = yield argument
                return _Piece(rf"\left|{inner.text}\right|", _ATOM, inner.tall)
            case Function(name="sqrt", arguments=(argument,)):
                inner = yield argument
                return _Piece(rf"\sqrt{{{inner.text}}}", _ATOM, inner.tall)
            case Function(name="exp", arguments=(argument,)):
                inner = yield argument
                if inner.tall or "^" in inner.text:
                    return _Piece(rf"\exp{inner.bracketed()}", _ATOM, inner.tall)
                return _Piece(f"e^{{{inner.text}}}", _FRACTION)
            case Function(name=name, arguments=arguments):
                head = rf"\{name}" if name in _KNOWN else _INVERSE.get(name, rf"\operatorname{{{name}}}")
                return (yield from self.applied(head, arguments))

    def addition(self, term: Add) -> _Visit:
        text, tall = "", False
        for position, item in enumerate(term.terms):
            piece = yield item
            tall = tall or piece.tall
            if position == 0:
                text = piece.within(_PRODUCT)
            elif piece.text.startswith("-") and piece.strength >= _PRODUCT:
                text += f" - {piece.text[1:]}"
            else:
                text += f" + {piece.within(_PRODUCT)}"
        strength = _PRODUCT if len(term.terms) == 1 else _SUM
        return _Piece(text or "0", strength if term.terms else _ATOM, tall)

    def product(self, term: Mul | Power | Number) -> _Visit:
        parts = _layout.product(term)
        if isinstance(term, Power) and not parts.fractions[0].under:
            return (yield from self.power(term))
        sign = "-" if parts.negative else ""
        shown: list[_Piece] = []
        for place, bar in enumerate(parts.fractions):
            shown.append((yield from self.bar(bar, last=place == len(parts.fractions) - 1)))
        if len(shown) == 1 and not sign:
            return shown[0]
        loose = [piece.bracketed() if piece.text.startswith("-") else piece.within(_PRODUCT) for piece in shown]
        text = r" \, ".join(loose) or "1"
        return _Piece(sign + text, _PRODUCT if shown else _ATOM, any(piece.tall for piece in shown))

    def bar(self, bar: _layout.Bar, *, last: bool) -> _Visit:
        if not bar.under:
            over = yield from self.factors(bar.over, last=last)
            return _Piece(over.within(_PRODUCT), max(over.strength, _PRODUCT), over.tall)
        below = yield from self.factors(bar.under, last=True)
        # A sum above a fraction line would be squeezed: the fraction stands before it.
        first = next((place for place, factor in enumerate(bar.over) if _layout.has_sum(factor)), len(bar.over))
        above = yield from self.factors(bar.over[:first], last=True)
        fraction = rf"\frac{{{above.text}}}{{{below.text}}}"
        if first == len(bar.over):
            return _Piece(fraction, _FRACTION, tall=True)
        rest = yield from self.factors(bar.over[first:], last=last)
        return _Piece(rf"{fraction} {rest.within(_PRODUCT)}", _PRODUCT, tall=True)

    def factors(self, factors: tuple[Term, ...], *, last: bool) -> _Visit:
        if len(factors) == 1:
            only = yield factors[0]
            loose = _layout.has_sum(factors[0]) and not last
            return _Piece(only.bracketed(), _ATOM, only.tall) if loose else only
        shown: list[str] = []
        tall = False
        for position, factor in enumerate(factors):
            piece = yield factor
            tall = tall or piece.tall
            rightmost = last and position == len(factors) - 1
            loose = piece.text.startswith("-") or (_layout.has_sum(factor) and not rightmost)
            text = piece.bracketed() if loose else piece.within(_PRODUCT)
            if shown:
                shown.append(r"\cdot " if self.touching(factors[position - 1], factor, text) else r"\, ")
            shown.append(text)
        return _Piece("".join(shown) or "1", _PRODUCT, tall)

    def touching(self, before: Term, factor: Term, text: str) -> bool:
        """Whether two neighbours would be misread without a dot: 2 3, two fractions, f (x + y)."""
        if text[0].isdigit() or (isinstance(factor, Derivative) and isinstance(before, Derivative)):
            return True
        opens = text.startswith(("(", r"\left("))
        return opens and isinstance(before, Symbol | Entry | Call | Delta)

    def power(self, term: Power) -> _Visit:
        """A power whose exponent is a number, other than -1."""
        base = yield term.base
        if not isinstance(term.exponent, Number):
            raise TypeError("the exponent is not a number")
        exponent = term.exponent.value
        if exponent == _layout.HALF:
            return _Piece(rf"\sqrt{{{base.text}}}", _ATOM, base.tall)
        kept = isinstance(term.base, Call | Function) or (
            base.strength == _ATOM and not {"^", "'"}.isdisjoint(base.text)
        )
        body = f"{{{base.text}}}" if kept else base.within(_ATOM)
        return _Piece(f"{body}^{{{_digits(exponent)}}}", _FRACTION, base.tall)

    def primed(self, name: str, orders: tuple[int, ...]) -> str:
        if not any(orders):
            return name
        if len(orders) == 1:
            body = f"{{{name}}}" if "^" in name or "'" in name else name
            return body + ("'" * orders[0] if orders[0] <= 3 else f"^{{({orders[0]})}}")
        slots = "".join(rf"\partial_{{{slot}}}" * order for slot, order in enumerate(orders, 1))
        return f"{slots} {name}"

    def functional(self, term: Functional) -> _Visit:
        shown, tall = [], False
        for family in term.arguments:
            if _layout.is_simple(family) and isinstance(family.body, Entry):
                shown.append(latex_name(family.body.array))
            else:
                piece = yield family.body
                tall = tall or piece.tall
                shown.append(f"{piece.bracketed()}_{{{''.join(map(latex_index, family.indices))}}}")
        head = latex_name(term.name, map(latex_index, term.indices))
        text = head + _Piece(", ".join(shown), _SUM, tall).bracketed()
        if not term.partials:
            return _Piece(text, _ATOM, tall)
        below = r" \, ".join(
            rf"\partial {self.slot(term.arguments[position], shown[position], indices)}"
            for position, indices in term.partials
        )
        order = len(term.partials)
        power = f"^{{{order}}}" if order > 1 else ""
        return _Piece(rf"\frac{{\partial{power} {text}}}{{{below}}}", _FRACTION, tall=True)

    def slot(self, family: Family, shown: str, indices: tuple[Index, ...]) -> str:
        if _layout.is_simple(family) and isinstance(family.body, Entry):
            return latex_name(family.body.array, map(latex_index, indices))
        return f"({shown})_{{{','.join(map(latex_index, indices))}}}"

    def derivative(self, term: Derivative) -> _Visit:
        parts = _layout.quotient(term)
        sign = r"\mathrm{d}" if _layout.one_variable(parts) else r"\partial"
        below = []
        for variable in parts.variables:
            piece = yield variable
            below.append(f"{sign} {piece.text if _layout.is_name(variable) else piece.bracketed()}")
        order = len(below)
        power = f"^{{{order}}}" if order > 1 else ""
        under = r" \, ".join(below)
        if order > 1 and len(set(parts.variables)) == 1:
            under = f"{below[0]}{power}" if isinstance(parts.variables[0], Symbol) else under
        body = yield parts.body
        if _layout.is_name(parts.body):
            return _Piece(rf"\frac{{{sign}{power} {body.text}}}{{{under}}}", _FRACTION, tall=True)
        return _Piece(rf"\frac{{{sign}{power}}}{{{under}}}{body.bracketed()}", _FRACTION, tall=True)

    def condition(self, condition: Condition) -> _Visit:
        match condition:
            case Always():
                return _Piece(r"\text{always}", _ATOM)
            case Compare(relation=relation, left=left, right=right):
                first = (yield left).text
                return _Piece(f"{first} {_RELATIONS[relation]} {(yield right).text}", _PRODUCT)
            case SameIndex(left=left, right=right):
                return _Piece(f"{latex_index(left)} = {latex_index(right)}", _PRODUCT)
            case Not(condition=SameIndex(left=left, right=right)):
                return _Piece(rf"{latex_index(left)} \neq {latex_index(right)}", _PRODUCT)
            case Not(condition=inner):
                return _Piece(rf"\neg {(yield inner).within(_ATOM)}", _PRODUCT)
            case And(conditions=conditions):
                return (yield from self.joined(conditions, r" \wedge "))
            case Or(conditions=conditions):
                return (yield from self.joined(conditions, r" \vee "))
        raise TypeError(f"no notation for {type(condition).__name__}")

    def joined(self, conditions: Iterable[Condition], sign: str) -> _Visit:
        shown = []
        for condition in conditions:
            shown.append((yield condition).within(_PRODUCT))  # noqa: PERF401
        return _Piece(sign.join(shown) or r"\text{always}", _SUM)
