"""The public `Derivation`: what a derivation file builds, call by call."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import sympy

from symback.readers._marks import RefutedRow
from symback.readers._records import Assume, Chain, Define, Record, Row
from symback.readers._rows import Site
from symback.sympy_bridge import check_assumption

_MOST_STATEMENTS = 5_000


class Derivation:
    """A derivation in SymPy: definitions, assumptions, and chains of equations, row by row.

    `name` is what the derivation is called, `source` cites where it comes from, `title` defaults to the
    first line of the file's docstring. Each row of a chain is read as it is written in the file; the value
    that SymPy computed for it only serves as a check. Wrong use raises TypeError or ValueError.
    """

    def __init__(self, name: str, *, source: str = "", title: str | None = None) -> None:
        frame = sys._getframe(1)
        if not str(name).strip():
            raise ValueError("a Derivation needs a name: Derivation('sigmoid derivative')")
        document = frame.f_globals.get("__doc__") if "__file__" in frame.f_globals else None
        first_line = inspect.cleandoc(document).split("\n", 1)[0] if isinstance(document, str) else ""
        self.name = str(name)
        self.citation = source
        self.title = title or first_line or name
        self.path = frame.f_code.co_filename
        self.line = frame.f_lineno
        self.convention: Literal["total", "direct"] | None = None
        self.records: list[Record] = []
        self._statements = 0
        keep = getattr(frame.f_globals.get("__loader__"), "keep", None)
        if keep is not None:
            keep(self)

    def __repr__(self) -> str:
        return f"Derivation({self.name!r}, {len(self.records)} records)"

    def define(self, head: Any, body: Any, *, label: str | None = None) -> None:
        """head := body, for a bare name, an indexed name x[i, j], or a function f(x, y)."""
        site = Site(sys._getframe(1))
        first = site.row(head, site.argument(0, "head"))
        self._add(Define(first, site.row(body, site.argument(1, "body")), label))

    def assume(self, *conditions: Any, label: str | None = None) -> None:
        """Conditions that hold throughout: Eq, Ne, Lt, Le, Gt, Ge, Q predicates and & of them.

        An index letter in a condition on values means all positions: assume(p[i] > 0).
        """
        site = Site(sys._getframe(1))
        for position, condition in enumerate(conditions):
            check_assumption(condition)
            self._add(Assume(site.row(condition, site.argument(position, "conditions"), condition=True), label))

    def chain(self, *rows: Any, result: str | None = None, label: str | None = None, where: Sequence[Any] = ()) -> None:
        """head = row = row = …: each row is judged against the one before it and against the head.

        `result` names the last row. `where` holds conditions for this chain only.
        """
        if len(rows) < 2:
            raise ValueError("a chain needs a head and at least one row")
        site = Site(sys._getframe(1))
        made = tuple(site.row(row, site.argument(place, "rows")) for place, row in enumerate(rows))
        self._chain("=", site, made, result, label, where)

    def claim(
        self, lhs: Any, rhs: Any, *, result: str | None = None, label: str | None = None, where: Sequence[Any] = ()
    ) -> None:
        """lhs = rhs: a chain with one row."""
        site = Site(sys._getframe(1))
        self._chain("=", site, _two(site, lhs, rhs), result, label, where)

    def approx(
        self, lhs: Any, rhs: Any, *, result: str | None = None, label: str | None = None, where: Sequence[Any] = ()
    ) -> None:
        """lhs ≈ rhs, to within half a unit of the last printed digit of the side that is a decimal."""
        site = Site(sys._getframe(1))
        self._chain("≈", site, _two(site, lhs, rhs), result, label, where)

    def proportional(
        self,
        lhs: Any,
        rhs: Any,
        *,
        varying: Iterable[Any] = (),
        result: str | None = None,
        label: str | None = None,
        where: Sequence[Any] = (),
    ) -> None:
        """lhs ∝ rhs: equal up to a factor other than 0 that is free of the names that vary.

        These are the names in `varying`, and those that either side differentiates by.
        """
        site = Site(sys._getframe(1))
        names = tuple(_name(name) for name in varying)
        self._chain("∝", site, _two(site, lhs, rhs), result, label, where, names)

    def update(self, target: Any, new_value: Any, *, result: str | None = None, label: str | None = None) -> None:
        """target ← new value: defines the updated quantity, which is kept apart from the target itself.

        The statement defines the name of the target with a raised plus, w⁺ for w. A second update of the
        same target is a claim about the first.
        """
        site = Site(sys._getframe(1))
        first = site.row(target, site.argument(0, "target"))
        self._chain("←", site, (first, site.row(new_value, site.argument(1, "new_value"))), result, label, ())

    def partial(self, convention: Literal["total", "direct"]) -> None:
        """Which derivative ∂ means where both are possible.

        "total" follows all paths down to the variable; "direct" holds the other names of the
        differentiated quantity's own definition. In a chain that writes the chain rule out, "direct" is
        said of its factors and of the terms beside them; what is expanded by it stays total.
        """
        if convention not in ("total", "direct"):
            raise ValueError(f"the convention is 'total' or 'direct', not {convention!r}")
        self.convention = convention

    def _chain(
        self,
        kind: Literal["=", "≈", "∝", "←"],
        site: Site,
        rows: tuple[Row, ...],
        result: str | None,
        label: str | None,
        where: Sequence[Any],
        varying: tuple[str, ...] = (),
    ) -> None:
        if rows[0].expected is not None:
            raise ValueError("refuted() marks a row; the head of a chain has nothing before it")
        given = list(where) if isinstance(where, list | tuple) else [where]
        for condition in given:
            check_assumption(condition)
        conditions = tuple(
            site.row(condition, site.item("where", place), condition=True) for place, condition in enumerate(given)
        )
        self._add(Chain(kind, rows, result, label, conditions, varying))

    def _add(self, record: Record) -> None:
        self._statements += len(record.rows) - 1 if isinstance(record, Chain) else 1
        if self._statements > _MOST_STATEMENTS:
            raise ValueError(f"a derivation has at most {_MOST_STATEMENTS} statements; split it")
        self.records.append(record)


def _two(site: Site, lhs: Any, rhs: Any) -> tuple[Row, ...]:
    return site.row(lhs, site.argument(0, "lhs")), site.row(rhs, site.argument(1, "rhs"))


def _name(item: Any) -> str:
    """The name of a symbol, an array, an entry or a function value, or a name given as text."""
    if isinstance(item, str):
        return item
    if isinstance(item, sympy.Indexed):
        return str(item.base.label)
    if isinstance(item, sympy.Symbol | sympy.IndexedBase | sympy.Idx):
        return str(item)
    if isinstance(item, RefutedRow) or not hasattr(item, "func"):
        raise TypeError(f"varying lists names, not {item!r}")
    return str(item.func.__name__)
