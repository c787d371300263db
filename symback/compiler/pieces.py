"""Piecewise terms: a choice between arrays, entry by entry."""

from __future__ import annotations

from typing import Protocol

from symback.compiler.arrays import Apply, Array, Choice, Comparison, Logical, rewritten
from symback.compiler.program import CompileError
from symback.compiler.tensor import Tensor, aligned, joined
from symback.kernel import terms as t
from symback.kernel.terms import Index, Term


class Lower(Protocol):
    """Terms to tensors."""

    def __call__(self, term: Term) -> Tensor:
        """The tensor of a term."""
        ...


class Same(Protocol):
    """Where two indices are equal."""

    def __call__(self, left: Index, right: Index, *, mask: bool) -> Tensor:
        """Where the indices are equal, as truth values if `mask`."""
        ...


def piecewise(pieces: tuple[tuple[t.Condition, Term], ...], lower: Lower, same: Same) -> Tensor:
    """The tensor of a piecewise term; `lower` gives the tensor of a term, `same` that of an equality of indices."""
    pieces = _completed(pieces)
    last = pieces[-1]
    otherwise = lower(last[1]) if isinstance(last[0], t.Always) else None
    kept = pieces if otherwise is None else pieces[:-1]
    if not kept:
        assert otherwise is not None
        return otherwise
    conditions = [_condition(condition, lower, same) for condition, _ in kept]
    values = [_guarded(lower(value), conditions[place].array) for place, (_, value) in enumerate(kept)]
    if otherwise is not None and len(kept) == 1 and isinstance(conditions[0].array, Comparison):
        otherwise = _guarded(otherwise, _failing(conditions[0].array))
    axes = joined([*conditions, *values, *([] if otherwise is None else [otherwise])])
    pairs = tuple((aligned(c, axes), aligned(v, axes)) for c, v in zip(conditions, values, strict=True))
    return Tensor(Choice(pairs, None if otherwise is None else aligned(otherwise, axes)), axes)


def _guarded(tensor: Tensor, condition: Array) -> Tensor:
    """The tensor with its exponentials cut off where the condition fails: the value there is not used."""
    match condition:
        case Comparison(relation="<" | "<=", left=left, right=right):
            bound = Apply("minimum", (left, right))
        case Comparison(relation=">" | ">=", left=right, right=left):
            bound = Apply("minimum", (left, right))
        case _:
            return tensor

    def change(array: Array) -> Array | None:
        match array:
            case Apply(function="exp" | "expm1" as name, arguments=(inner,)) if inner == bound.arguments[0]:
                return Apply(name, (bound,))
            case _:
                return None

    return Tensor(rewritten(tensor.array, change), tensor.axes)


def _condition(condition: t.Condition, lower: Lower, same: Same) -> Tensor:
    match condition:
        case t.Compare(relation=relation, left=left, right=right):
            one, other = lower(left), lower(right)
            axes = joined([one, other])
            return Tensor(Comparison(relation, aligned(one, axes), aligned(other, axes)), axes)
        case t.SameIndex(left=left_index, right=right_index):
            return same(left_index, right_index, mask=True)
        case t.Not(condition=inner):
            tensor = _condition(inner, lower, same)
            return Tensor(Logical("~", (tensor.array,)), tensor.axes)
        case t.And(conditions=parts) | t.Or(conditions=parts):
            tensors = [_condition(part, lower, same) for part in parts]
            axes = joined(tensors)
            return Tensor(
                Logical(
                    "&" if isinstance(condition, t.And) else "|", tuple(aligned(tensor, axes) for tensor in tensors)
                ),
                axes,
            )
        case _:
            raise CompileError("a condition that cannot be compiled")


def _failing(condition: Array) -> Array:
    """The condition that holds where a single comparison fails."""
    match condition:
        case Comparison(relation="<" | "<=", left=left, right=right):
            return Comparison(">", left, right)
        case Comparison(relation=">" | ">=", left=left, right=right):
            return Comparison("<", left, right)
        case _:
            return condition


_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "==": "!=", "!=": "=="}


def _completed(pieces: tuple[tuple[t.Condition, Term], ...]) -> tuple[tuple[t.Condition, Term], ...]:
    """Two pieces with opposite comparisons leave no third case: the second is the rest."""
    match pieces:
        case (
            (t.Compare(relation=first, left=a, right=b), _) as one,
            (t.Compare(relation=second, left=c, right=d), value),
        ):
            if _OPPOSITE[first] == second and a is c and b is d:
                return (one, (t.Always(), value))
    return pieces
