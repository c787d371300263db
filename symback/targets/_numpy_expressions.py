"""Array expressions as NumPy text, with no more parentheses than a reader needs."""

from __future__ import annotations

from dataclasses import replace

from symback.compiler import arrays as p
from symback.compiler.arrays import Array
from symback.targets._layout import ATOM, POWER, PRODUCT, SUM, as_float, number, product, total

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
    return ATOM, f"{name}({', '.join(arguments)})"


def _text(array: Array) -> tuple[int, str]:
    match array:
        case p.Name(name=name):
            return ATOM, name
        case p.Exact(value=value):
            return number(value)
        case p.ConstantValue(name=name):
            return ATOM, f"np.{name}"
        case p.Length(array=inner, axis=axis):
            return ATOM, f"{text(inner, ATOM)}.shape[{axis}]"
        case p.Plus(terms=terms):
            return SUM, total(terms, text)
        case p.Times(factors=factors, divisors=divisors):
            return PRODUCT, product(factors, divisors, text)
        case p.Raised(base=base, exponent=exponent):
            return POWER, f"{text(base, POWER + 1)} ** {text(exponent, POWER)}"
        case p.Apply(function=name, arguments=arguments):
            return _applied(name, arguments)
        case p.Along(function=name, argument=argument, axis=axis):
            return _call(name, text(argument), f"axis={axis}")
        case p.CallOf(function=name, arguments=arguments):
            return _call(name, *map(text, arguments))
        case p.MatrixProduct(left=left, right=right):
            return PRODUCT, f"{text(left, PRODUCT + 1)} @ {text(right, PRODUCT + 1)}"
        case p.Outer(left=left, right=right):
            return _call("np.outer", text(left), text(right))
        case p.Permuted(array=inner, order=order):
            end = ".T" if order == (1, 0) else f".transpose({', '.join(map(str, order))})"
            return ATOM, text(inner, ATOM) + end
        case p.Spread(array=p.Total(axes=(axis,)) as inner, kept=kept) if kept.count(False) == 1 and not kept[axis]:
            return _summed(replace(inner, keep=True))
        case p.Spread(array=inner, kept=kept):
            return ATOM, f"{text(inner, ATOM)}[{', '.join(':' if each else 'None' for each in kept)}]"
        case p.Total():
            return _summed(array)
        case p.Einsum(subscripts=subscripts, operands=operands):
            return _call("np.einsum", f'"{subscripts}"', *map(text, operands))
        case p.Picked(array=inner, positions=positions):
            places = ", ".join(":" if place is None else str(place) for place in positions)
            return ATOM, f"{text(inner, ATOM)}[{places}]"
        case p.Labelled(array=inner, labels=labels, rows=rows):
            row = f"np.arange({text(labels, ATOM)}.shape[0]), " if rows else ""
            return ATOM, f"{text(inner, ATOM)}[{row}{text(labels)}]"
        case p.SamePosition(labels=labels, length=length):
            return _call("np.equal.outer", text(labels), f"np.arange({text(length)})")
        case p.DiagonalMatrix(vector=vector):
            return _call("np.diag", text(vector))
        case p.Identity(length=length, mask=mask):
            return _call("np.eye", text(length), *(["dtype=bool"] if mask else []))
        case p.Stretched(array=inner, lengths=lengths):
            shape = ", ".join(map(text, lengths))
            return _call("np.broadcast_to", as_float(inner, text), f"({shape}{',' if len(lengths) == 1 else ''})")
        case p.Comparison(relation=relation, left=left, right=right):
            return 0, f"{text(left, SUM)} {relation} {text(right, SUM)}"
        case p.Logical(relation="~", operands=(inner,)):
            return ATOM, f"~{text(inner, ATOM)}"
        case p.Logical(relation=relation, operands=operands):
            return 0, f" {relation} ".join(text(each, ATOM) for each in operands)
        case p.Choice(pieces=pieces, otherwise=otherwise):
            whole = "np.nan" if otherwise is None else as_float(otherwise, text)
            for condition, chosen in reversed(pieces):
                whole = f"np.where({text(condition)}, {as_float(chosen, text)}, {whole})"
            return ATOM, whole
        case _:
            raise AssertionError(array)


def _applied(name: str, arguments: tuple[Array, ...]) -> tuple[int, str]:
    inner = [as_float(argument, text) for argument in arguments]
    match name:
        case "softplus":
            return _call("np.logaddexp", "0.0", *inner)
        case _ if name in _OWN:
            return _call(name, *inner)
        case _:
            return _call(f"np.{_NUMPY.get(name, name)}", *inner)


def _summed(array: p.Total) -> tuple[int, str]:
    options = []
    if array.axes:
        axis = str(array.axes[0]) if len(array.axes) == 1 else str(array.axes)
        options.append(f"axis={axis}")
    if array.keep:
        options.append("keepdims=True")
    return ATOM, f"{text(array.array, ATOM)}.{'mean' if array.mean else 'sum'}({', '.join(options)})"
