"""Plain Python: functions of numbers that import only `math`; several times faster than NumPy on single numbers."""

from __future__ import annotations

from symback.compiler import arrays as p
from symback.compiler.arrays import Array
from symback.compiler.program import CompileError, Program
from symback.registry import Target
from symback.targets._layout import ATOM, POWER, SUM, as_float, number, product, total
from symback.targets._module import Language, print_module, returned

_CHOICE, _OR, _AND, _NOT, _COMPARISON = 1, 2, 3, 4, 5

_FUNCTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sigmoid": (
        '''\
def sigmoid(x):
    """1 / (1 + exp(-x)), without overflow."""
    return 1.0 / (1.0 + math.exp(708.0 if x < -708.0 else -x))
''',
        (),
    ),
    "sigmoid_and_complement": (
        '''\
def sigmoid_and_complement(x):
    """sigmoid(x) and 1 - sigmoid(x) from one exponential, neither with cancellation."""
    e = math.exp(708.0 if x < -708.0 else -x)
    s = 1.0 / (1.0 + e)
    return s, e * s
''',
        (),
    ),
    "tanh_derivative": (
        '''\
def tanh_derivative(x):
    """1 - tanh(x)**2, without cancellation."""
    e = math.exp(-2.0 * abs(x))
    return 4.0 * e / (1.0 + e) ** 2
''',
        (),
    ),
    "softplus": (
        '''\
def softplus(x):
    """log(1 + exp(x)), without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
''',
        (),
    ),
    "sign": (
        '''\
def sign(x):
    """1, 0 or -1."""
    return float((x > 0) - (x < 0))
''',
        (),
    ),
}
_BUILT_IN = {"abs": "abs", "maximum": "max", "minimum": "min"}


def emit(program: Program) -> str:
    """The source text of the program; raises CompileError where it computes with arrays."""
    for routine in program.routines:
        arrays = [argument.name for argument in routine.arguments if argument.shape]
        if arrays:
            raise CompileError(f"{routine.name} takes arrays ({', '.join(arrays)}); python is for numbers, use numpy")
    return print_module(
        program, Language("import math", _FUNCTIONS, _called, _text, lambda each: returned(each, _text))
    )


def _called(array: Array) -> set[str]:
    match array:
        case p.Apply(function=name) if name in _FUNCTIONS:
            return {name}
        case _:
            return set()


def _text(array: Array, level: int = 0) -> str:
    own, plain = _plain(array)
    return f"({plain})" if own < level else plain


def _plain(array: Array) -> tuple[int, str]:
    match array:
        case p.Name(name=name):
            return ATOM, name
        case p.Exact(value=value):
            return number(value)
        case p.ConstantValue(name=name):
            return ATOM, f"math.{name}"
        case p.Plus(terms=terms):
            return SUM, total(terms, _text)
        case p.Times(factors=factors, divisors=divisors):
            return SUM + 10, product(factors, divisors, _text)
        case p.Raised(base=base, exponent=exponent):
            return POWER, f"{_text(base, POWER + 1)} ** {_text(exponent, POWER)}"
        case p.Apply(function=name, arguments=arguments):
            inner = ", ".join(as_float(argument, _text) for argument in arguments)
            known = name if name in _FUNCTIONS else _BUILT_IN.get(name, f"math.{name}")
            return ATOM, f"{known}({inner})"
        case p.CallOf(function=name, arguments=arguments):
            return ATOM, f"{name}({', '.join(map(_text, arguments))})"
        case p.Comparison(relation=relation, left=left, right=right):
            return _COMPARISON, f"{_text(left, SUM)} {relation} {_text(right, SUM)}"
        case p.Logical(relation="~", operands=(inside,)):
            return _NOT, f"not {_text(inside, _NOT)}"
        case p.Logical(relation="&", operands=operands):
            return _AND, " and ".join(_text(each, _AND + 1) for each in operands)
        case p.Logical(operands=operands):
            return _OR, " or ".join(_text(each, _OR + 1) for each in operands)
        case p.Choice(pieces=pieces, otherwise=otherwise):
            rest = "math.nan" if otherwise is None else as_float(otherwise, _text)
            rows = [f"{_text(value, _OR)} if {_text(condition, _OR)} else" for condition, value in pieces]
            return _CHOICE, " ".join([*rows, rest])
        case _:
            raise CompileError("python is for numbers; use numpy")


TARGET = Target("python", emit)
