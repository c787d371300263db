"""One derivation's SymPy expressions, read together: learn all of them first, then convert each."""

from __future__ import annotations

from typing import Any

from symback.document import Reason
from symback.kernel import terms as t
from symback.sympy_bridge.conditions import condition
from symback.sympy_bridge.converting import Converter
from symback.sympy_bridge.failure import SYMPY_FAILURES, NotReadable, shown
from symback.sympy_bridge.guard import check_size
from symback.sympy_bridge.learning import Learner
from symback.sympy_bridge.names import Names, sign_condition
from symback.sympy_bridge.ranges import Ranges
from symback.sympy_bridge.scope import Scope

BUILT_IN = "Euler's number"
_LETTERS = "ijklmnpqrs"


class Reading:
    """The names, dimensions and assumptions of one derivation.

    An index letter gets its range from all places it stands in, so every expression must be learned before
    any is converted. Free letters belong to a scope: a chain, a definition or an assumption. A free index
    of a condition that is not free in the claim means all positions.
    """

    def __init__(self) -> None:
        self.names = Names()
        self.ranges = Ranges()
        self._scopes: list[Scope] = []
        self._used: dict[str, Any] = {}

    def scope(self, *, universal: bool = False, parameters: frozenset[Any] = frozenset()) -> Scope:
        """A new scope of index letters."""
        made = Scope(len(self._scopes), universal, parameters)
        self._scopes.append(made)
        return made

    def learn(self, expression: Any, scope: Scope) -> Reason | None:
        """Learn what an expression says of names and dimensions; a reason, and no trace, where it clashes."""
        mark, letters = self.ranges.mark(), dict(scope.letters)
        learner = Learner(self.names, self.ranges, scope)
        try:
            check_size(expression)
            learner.learn(expression, {})
            learner.settle()
        except NotReadable as stopped:
            reason = stopped.reason
        except RecursionError:
            reason = _TOO_DEEP
        except SYMPY_FAILURES as error:
            reason = _refused(expression, error)
        else:
            return None
        self.ranges.undo(mark)
        scope.letters = letters
        scope.compared.clear()
        return reason

    def term(self, expression: Any, scope: Scope) -> t.Term | Reason:
        """The term of a learned expression."""
        try:
            return self._converter(scope).term(expression)
        except NotReadable as stopped:
            return stopped.reason
        except RecursionError:
            return _TOO_DEEP
        except SYMPY_FAILURES as error:
            return _refused(expression, error)

    def condition(self, relation: Any, scope: Scope) -> t.Condition | Reason:
        """The condition that a learned relation or predicate says."""
        try:
            return condition(self._converter(scope), relation)
        except NotReadable as stopped:
            return stopped.reason
        except RecursionError:
            return _TOO_DEEP
        except SYMPY_FAILURES as error:
            return _refused(relation, error)

    def assumptions(self) -> tuple[t.Condition, ...]:
        """What the SymPy assumptions of all symbols and arrays converted so far say, by name.

        An array's assumption is about all its entries: it is stated of an entry with letters of its own.
        """
        found = []
        for name, symbol in sorted(self._used.items()):
            if hasattr(symbol, "label"):
                letters = self._own_letters(name)
                said = sign_condition(symbol.label, t.Entry(name, letters))
            else:
                said = sign_condition(symbol, t.Symbol(name))
            if said is not None:
                found.append(said)
        return tuple(found)

    def meanings(self) -> dict[str, str]:
        """What each name is: scalar, size, "array over n × m", "function of 2 arguments", "index over n"."""
        found: dict[str, str] = {}
        for scope in self._scopes:
            for letter in scope.letters:
                over = f"index over {self.ranges.range(scope.place(letter)).size}"
                found[letter] = over if found.get(letter, over) == over else "index"
        found |= dict.fromkeys(self.names.constants, BUILT_IN)
        sizes = self.ranges.sizes()
        for name, sort in self.names.sorts.items():
            kind, _, count = sort.partition(": ")
            if kind.startswith("array"):
                places = [("axis", name, axis) for axis in range(int(count))]
                if all(self.ranges.knows(place) for place in places):
                    axes = " × ".join(str(self.ranges.range(place).size) for place in places)
                    found[name] = f"array over {axes}"
            elif kind.startswith("function"):
                found[name] = f"function of {count} argument{'s' if count != '1' else ''}"
            else:
                found[name] = "size" if name in sizes else sort
        return found

    def _own_letters(self, array: str) -> tuple[t.IndexVariable, ...]:
        rank = 0
        while self.ranges.knows(("axis", array, rank)):
            rank += 1
        letters = self._apart(rank)
        return tuple(
            t.IndexVariable(letter, self.ranges.range(("axis", array, axis))) for axis, letter in enumerate(letters)
        )

    def _apart(self, count: int) -> list[str]:
        """Letters that are free in no scope of claims or definitions."""
        taken = {letter for scope in self._scopes if not scope.universal for letter in scope.letters}
        letters, number = [letter for letter in _LETTERS if letter not in taken], 0
        while len(letters) < count:
            number += 1
            letters += [f"i_{number}"] if f"i_{number}" not in taken else []
        return letters[:count]

    def _converter(self, scope: Scope) -> Converter:
        renamed: dict[str, str] = {}
        if scope.universal:
            renamed = dict(zip(scope.letters, self._apart(len(scope.letters)), strict=True))
        return Converter(self.names, self.ranges, scope, renamed, used=self._used)


_TOO_DEEP = Reason("SB222", "the expression is nested too deeply")


def _refused(expression: Any, error: Exception) -> Reason:
    return Reason("SB220", f"SymPy cannot take {shown(expression)} apart ({type(error).__name__}: {error})")
