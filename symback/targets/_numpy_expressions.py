"""Array expressions as NumPy text, with no more parentheses than a reader needs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symback.compiler import arrays as p
from symback.compiler.arrays import Array

_SUM, _PRODUCT, _POWER, _ATOM = 10, 20, 30, 40
_NUMPY = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
}
_OWN = {"sigmoid", "sigmoid_and_complement", "tanh_derivative", "erf"}


def called_functions(array: Array) -> set[str]:
    """The named functions that the text of this one node calls."""
    match array:
        case p.Apply(function=name) if name in _OWN:
            return {name}
        case p.Along(function=name):
            return {name}
        case _:
            return set()


def text(array: Array, level: int = 0) -> str:
    """The expression, in parentheses if it binds less than `level`."""
    own, plain = _text(array)
    return f"({plain})" if own < level else plain


def _call(name: str, *arguments: str) -> tuple[int, str]:
    return _ATOM, f"{name}({', '.join(arguments)})"


def _text(array: Array) -> tuple[int, str]:
    match array:
        case p.Name(name=name):
            return _ATOM, name
        case p.Exact(value=value):
            return _number(value)
        case p.ConstantValue(name=name):
            return _ATOM, f"np.{name}"
        case p.Length(array=inner, axis=axis):
            return _ATOM, f"{text(inner, _ATOM)}.shape[{axis}]"
        case p.Plus(terms=terms):
            return _SUM, _sum(terms)
        case p.Times(factors=factors, divisors=divisors):
            return _PRODUCT, _product(factors, divisors)
        case p.Raised(base=base, exponent=exponent):
            return _POWER, f"{text(base, _POWER + 1)} ** {text(exponent, _POWER)}"
        case p.Apply(function=name, arguments=arguments):
            return _applied(name, arguments)
        case p.Along(function=name, argument=argument, axis=axis):
            return _call(name, text(argument), f"axis={axis}")
        case p.CallOf(function=name, arguments=arguments):
            return _call(name, *map(text, arguments))
        case p.MatrixProduct(left=left, right=right):
            return _PRODUCT, f"{text(left, _PRODUCT + 1)} @ {text(right, _PRODUCT + 1)}"
        case p.Outer(left=left, right=right):
            return _call("np.outer", text(left), text(right))
        case p.Permuted(array=inner, order=order):
            end = ".T" if order == (1, 0) else f".transpose({', '.join(map(str, order))})"
            return _ATOM, text(inner, _ATOM) + end
        case p.Spread(array=p.Total(axes=(axis,)) as inner, kept=kept) if kept.count(False) == 1 and not kept[axis]:
            return _total(replace(inner, keep=True))
        case p.Spread(array=inner, kept=kept):
            return _ATOM, f"{text(inner, _ATOM)}[{', '.join(':' if each else 'None' for each in kept)}]"
        case p.Total():
            return _total(array)
        case p.Einsum(subscripts=subscripts, operands=operands):
            return _call("np.einsum", f'"{subscripts}"', *map(text, operands))
        case p.Picked(array=inner, positions=positions):
            places = ", ".join(":" if place is None else str(place) for place in positions)
            return _ATOM, f"{text(inner, _ATOM)}[{places}]"
        case p.Labelled(array=inner, labels=labels, rows=rows):
            row = f"np.arange({text(labels, _ATOM)}.shape[0]), " if rows else ""
            return _ATOM, f"{text(inner, _ATOM)}[{row}{text(labels)}]"
        case p.SamePosition(labels=labels, length=length):
            return _call("np.equal.outer", text(labels), f"np.arange({text(length)})")
        case p.DiagonalMatrix(vector=vector):
            return _call("np.diag", text(vector))
        case p.Identity(length=length, mask=mask):
            return _call("np.eye", text(length), *(["dtype=bool"] if mask else []))
        case p.Stretched(array=inner, lengths=lengths):
            shape = ", ".join(map(text, lengths))
            return _call("np.broadcast_to", _float(inner), f"({shape}{',' if len(lengths) == 1 else ''})")
        case p.Comparison(relation=relation, left=left, right=right):
            return 0, f"{text(left, _SUM)} {relation} {text(right, _SUM)}"
        case p.Logical(relation="~", operands=(inner,)):
            return _ATOM, f"~{text(inner, _ATOM)}"
        case p.Logical(relation=relation, operands=operands):
            return 0, f" {relation} ".join(text(each, _ATOM) for each in operands)
        case p.Choice(pieces=pieces, otherwise=otherwise):
            whole = "np.nan" if otherwise is None else _float(otherwise)
            for condition, chosen in reversed(pieces):
                whole = f"np.where({text(condition)}, {_float(chosen)}, {whole})"
            return _ATOM, whole
        case _:
            raise AssertionError(array)


def _float(array: Array) -> str:
    """The expression; a whole number with a decimal point, where nothing else makes it a float."""
    match array:
        case p.Exact(value=value) if value.denominator == 1:
            return repr(float(value))
        case _:
            return text(array)


def _number(value: Fraction) -> tuple[int, str]:
    sign = _SUM if value < 0 else _ATOM
    if value.denominator == 1:
        return sign, str(value.numerator) if abs(value) < 2**53 else repr(float(value))
    if Fraction(repr(float(value))) == value:
        return sign, repr(float(value))
    return min(sign, _PRODUCT), f"{value.numerator} / {value.denominator}"


def _sum(terms: tuple[tuple[int, Array], ...]) -> str:
    sign, first = terms[0]
    words = ["-" + text(first, _PRODUCT) if sign < 0 else text(first, _SUM)]
    words += [f"{'-' if sign < 0 else '+'} {text(term, _SUM + 1)}" for sign, term in terms[1:]]
    return " ".join(words)


def _flat(factors: tuple[Array, ...]) -> list[Array]:
    """The factors with products among them opened: one product is read as one row."""
    found: list[Array] = []
    for factor in factors:
        match factor:
            case p.Times(factors=inner, divisors=()):
                found += _flat(inner)
            case _:
                found.append(factor)
    return found


def _product(factors: tuple[Array, ...], divisors: tuple[Array, ...]) -> str:
    flat = _flat(factors)
    head = " * ".join(text(each, _PRODUCT + 1) for each in flat) if flat else "1"
    return " / ".join([head, *(text(each, _PRODUCT + 1) for each in divisors)])


def _applied(name: str, arguments: tuple[Array, ...]) -> tuple[int, str]:
    inner = [_float(argument) for argument in arguments]
    match name:
        case "softplus":
            return _call("np.logaddexp", "0.0", *inner)
        case _ if name in _OWN:
            return _call(name, *inner)
        case _:
            return _call(f"np.{_NUMPY.get(name, name)}", *inner)


def _total(array: p.Total) -> tuple[int, str]:
    options = []
    if array.axes:
        axis = str(array.axes[0]) if len(array.axes) == 1 else str(array.axes)
        options.append(f"axis={axis}")
    if array.keep:
        options.append("keepdims=True")
    return _ATOM, f"{text(array.array, _ATOM)}.{'mean' if array.mean else 'sum'}({', '.join(options)})"
