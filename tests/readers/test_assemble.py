import sympy
from sympy import (
    Derivative as D,
)
from sympy import Eq, Function, Idx, Indexed, IndexedBase, Ne, Q, Sum, Symbol, exp, gamma, symbols

from symback.document import Assumes, Claims, Defines, Unread
from symback.kernel import terms as t
from symback.kernel.claim import Definition
from symback.readers._assemble import assemble
from symback.readers._builder import Derivation

x, y, w, E, L = symbols("x y w E L")
i, j, k = symbols("i j k", integer=True)
n = symbols("n", integer=True, positive=True)
X, P, W = (IndexedBase(name) for name in "XPW")
f = Function("f")


def document(build):
    derivation = Derivation("a name", source="a book")
    build(derivation)
    found, errors = assemble(derivation)
    assert errors == ()
    return found


def errors_of(build):
    derivation = Derivation("a name")
    build(derivation)
    found, errors = assemble(derivation)
    assert found is None
    return [(error.code, error.message) for error in errors]


def codes(found):
    return [part.content.reason.code if isinstance(part.content, Unread) else "" for part in found.statements]


def test_definitions_assumptions_and_claims_become_statements():
    def build(d):
        d.define(f(x), x * y, label="(1)")
        d.define(P[i], X[i] / Sum(X[k], (k, 1, n)))
        d.assume(Eq(Sum(X[k], (k, 1, n)), 1), Q.positive(y), x > 0)
        d.chain(f(y), y * y, y**2, result="square")

    found = document(build)
    contents = [statement.content for statement in found.statements]
    assert [type(content) for content in contents] == [Defines, Defines, Assumes, Assumes, Assumes, Claims, Claims]
    assert [statement.relation for statement in found.statements][:2] == [":=", ":="]
    assert found.definitions == (contents[0].definition, contents[1].definition)
    assert found.definitions[0] == Definition("f", t.Mul((t.Symbol("x"), t.Symbol("y"))), (), (t.Symbol("x"),))
    assert [variable.name for variable in found.definitions[1].indices] == ["i"]
    assert len(found.assumptions) == 3
    assert [statement.result for statement in found.statements][-2:] == [None, "square"]
    assert [statement.chain for statement in found.statements] == [1, 2, 3, 4, 5, 6, 6]
    assert (found.kind, found.name, found.citation, found.path) == ("python", "a name", "a book", __file__)
    assert {entry.name: entry.meaning for entry in found.context} == {
        "n": "size",
        "x": "scalar",
        "y": "scalar",
        "X": "array over n",
        "P": "array over n",
        "f": "function of 1 argument",
        "i": "index over n",
    }


def test_identifiers_are_stable_and_different():
    def build(d):
        d.claim(x, x + 0)
        d.claim(x, x + 0)
        d.claim(y, y + 0)

    identifiers = [statement.identifier for statement in document(build).statements]
    assert len(set(identifiers)) == 3
    assert identifiers == [statement.identifier for statement in document(build).statements]


def test_sizes_are_known_from_all_of_the_derivation():
    def build(d):
        d.claim(X[i] * 1, X[i])
        d.define(E, Sum(X[k] ** 2, (k, 1, n)))

    claim = document(build).statements[0].content
    assert claim.right.indices[0].range is t.Range("n", "n")


def test_conditions_on_indices_hold_where_the_letters_stand():
    def build(d):
        d.assume(Ne(i, j))
        d.claim(X[i] * X[j], X[j] * X[i])
        d.claim(X[i] * 1, X[i])
        d.claim(X[i] * X[k], X[k] * X[i], where=[Eq(i, k)])

    found = document(build)
    assert found.assumptions == ()
    assuming = [statement.content.assuming for statement in found.statements if isinstance(statement.content, Claims)]
    assert [len(part) for part in assuming] == [1, 0, 1]
    assert isinstance(assuming[0][0], t.Not)
    assert isinstance(assuming[2][0], t.SameIndex)


def test_conditions_on_entries_hold_for_all_positions():
    def build(d):
        d.assume(X[i] > 0)
        d.claim(X[i] * X[j], X[j] * X[i])

    (said,) = document(build).assumptions
    assert said.left.indices[0].name not in ("i", "j")


def test_a_condition_on_letters_that_no_claim_has_is_not_understood():
    assert codes(document(lambda d: d.assume(Ne(i, j)))) == ["SB235"]


def test_an_update_defines_a_name_of_its_own_and_then_is_claimed():
    def build(d):
        d.define(E, Sum(W[k] ** 2, (k, 1, n)))
        d.update(W[i], W[i] - D(E, W[i]), result="step")
        d.update(W[j], -W[j])

    found = document(build)
    step, again = found.statements[1:]
    assert (step.relation, step.result) == ("←", "step")
    assert step.content.definition.name == "W⁺"
    assert isinstance(again.content, Claims)
    assert again.content.left == t.Entry("W⁺", (t.IndexVariable("j", t.Range("n", "n")),))


def test_what_depends_on_something_unread_is_not_judged():
    def build(d):
        d.define(E, gamma(x))
        d.define(L, E + 1)
        d.assume(gamma(w) > 0)
        d.claim(L * 1, L)
        d.claim(w * 1, w)
        d.claim(y * 1, y)

    assert codes(document(build)) == ["SB220", "", "SB220", "SB233", "SB233", ""]


def test_a_definition_with_unknown_dependence_is_not_built_upon():
    def build(d):
        d.update(w, w - x * D(E, w))
        d.update(w, w)
        d.claim(y * 1, y)

    assert codes(document(build)) == ["", "SB233", ""]


def test_a_clash_is_not_understood_where_it_shows():
    def build(d):
        d.claim(Sum(X[k], (k, 1, n)), Sum(X[j], (j, 1, n)))
        d.claim(Sum(X[k], (k, 0, n - 1)), x)
        d.claim(X[i] * x, x * X[i])

    assert codes(document(build)) == ["", "SB226", ""]


def test_names_that_are_used_in_two_ways_are_not_understood():
    assert codes(document(lambda d: d.claim(X[i] + Symbol("X"), x))) == ["SB227"]
    assert codes(document(lambda d: d.claim(Indexed("X", i) * IndexedBase("X")[i, j], x))) == ["SB227"]


def test_unclear_definitions_are_not_understood():
    def build(d):
        d.define(x**2, y)
        d.define(E, X[i])
        d.define(D(f(x), x), y)

    assert codes(document(build)) == ["SB232", "SB234", "SB232"]


def test_symbols_of_one_name_must_be_one():
    found = errors_of(lambda d: d.claim(x, Symbol("x", positive=True)))
    assert [code for code, _ in found] == ["SB905"]
    found = errors_of(lambda d: d.claim(X[i] * X[Idx("i", n)], x))
    assert [code for code, _ in found] == ["SB905"]


def test_a_name_is_defined_once():
    def build(d):
        d.define(E, x)
        d.define(E, y)

    ((code, message),) = errors_of(build)
    assert code == "SB906"
    assert "E is defined already, at line" in message


def test_circles_are_errors():
    def build(d):
        d.define(E, L + x)
        d.define(L, f(y))
        d.define(f(x), E * x)

    ((code, message),) = errors_of(build)
    assert code == "SB907"
    assert "E → L → f → E" in message


def test_a_parameter_is_no_name_of_the_derivation():
    def build(d):
        positive = Symbol("u", positive=True)
        d.define(f(positive), exp(positive))
        d.claim(f(x), exp(x))

    found = document(build)
    assert found.assumptions == ()
    assert codes(found) == ["", ""]


def test_values_that_are_no_formulas_are_not_understood():
    assert codes(document(lambda d: d.claim(sympy.Matrix([x]), x))) == ["SB220"]
    assert codes(document(lambda d: d.claim(sympy.zoo, x))) == ["SB221"]
