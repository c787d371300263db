from sympy import Float, S, symbols

from symback.document import Claims, Reason, Span, Unread
from symback.kernel import terms as t
from symback.readers._links import Draft, Setting, drafts, joined
from symback.readers._records import Chain, Row

u, v, w = symbols("u v w")
U, V, W = (t.Symbol(name) for name in "uvw")


def row(expression, line=1, *, as_written=True, expected=None):
    text = str(expression)
    return Row(expression, expression, Span(line, 1, line, len(text) + 1), text, as_written, expected=expected)


def chain(*rows, kind="=", result=None, varying=()):
    return Chain(kind, rows, result, "(1)", (), varying)


def setting(behind=None, broken=None, convention=None):
    behind = behind or {}
    return Setting(behind, frozenset(behind).union(*behind.values()), broken or {}, convention)


def contents(made):
    return [draft.content for draft in made]


def test_each_sign_is_a_claim_with_the_head_of_its_chain():
    made = drafts(chain(row(u), row(v, 2), row(w, 3), result="r"), [U, V, W], (), None, setting())
    assert contents(made) == [Claims(U, V, U), Claims(V, W, U)]
    assert [(draft.span.line, draft.span.end_line) for draft in made] == [(1, 2), (3, 3)]
    assert [draft.source for draft in made] == ["u = v", "w"]
    assert [draft.result for draft in made] == [None, "r"]
    assert isinstance(made[0], Draft)


def test_a_row_that_is_not_read_spoils_the_two_signs_beside_it():
    reason = Reason("SB220", "no")
    made = drafts(chain(row(u), row(v), row(w), row(u)), [U, reason, W, U], (), None, setting())
    assert contents(made)[2] == Claims(W, U, U)
    for spoilt in contents(made)[:2]:
        assert isinstance(spoilt, Unread)
        assert spoilt.reason.code == "SB220"
        assert spoilt.reason.span is not None


def test_without_its_head_a_chain_is_judged_from_its_first_readable_row():
    made = drafts(chain(row(u), row(v), row(w)), [Reason("SB220", "no"), V, W], (), None, setting())
    assert contents(made)[1] == Claims(V, W, V)


def test_a_condition_that_is_not_read_spoils_the_chain():
    reason = Reason("SB235", "no")
    made = drafts(chain(row(u), row(v), row(w)), [U, V, W], (), reason, setting())
    assert {content.reason.code for content in contents(made)} == {"SB235"}


def test_rows_that_sympy_has_made_alike_are_not_judged():
    for left, right in ((row(u, as_written=False), row(u)), (row(u), row(u, as_written=False))):
        (content,) = contents(drafts(chain(left, right), [U, U], (), None, setting()))
        assert content.reason.code == "SB230"
    (content,) = contents(drafts(chain(row(u), row(u)), [U, U], (), None, setting()))
    assert content == Claims(U, U, U)


def test_what_is_not_understood_is_not_judged_without():
    behind = {"v": frozenset({"w"})}
    (content,) = contents(drafts(chain(row(u), row(v)), [U, V], (), None, setting(behind, {"w": "line 3: because"})))
    assert content.reason.code == "SB233"
    assert "w is not understood: line 3: because" in content.reason.message
    derivative = t.Derivative(U, W, "total")
    (content,) = contents(drafts(chain(row(u), row(v)), [derivative, V], (), None, setting()))
    assert content.reason.code == "SB229"
    assert content.reason.declare == "define(u, …)"


def test_a_decimal_that_is_a_whole_row_is_rounded():
    made = drafts(chain(row(u), row(Float(0.25)), row(v)), [U, t.ONE, V], (), None, setting())
    assert [(content.relation, content.rounded) for content in contents(made)] == [("near", "1/200")] * 2
    made = drafts(chain(row(u), row(v), kind="≈"), [U, V], (), None, setting())
    assert [(content.relation, content.rounded) for content in contents(made)] == [("near", None)]


def test_a_factor_of_proportionality_is_free_of_what_varies():
    derivative = t.Derivative(U, W, "total")
    made = drafts(
        chain(row(S.One), row(v), kind="∝", varying=("z",)), [derivative, V], (), None, setting({"u": frozenset("w")})
    )
    (content,) = contents(made)
    assert (content.relation, content.varying) == ("proportional", ("w", "z"))


def test_both_readings_of_a_derivative_are_handed_on():
    # u := v w and v := w, so that w stands in u both by itself and through v.
    behind = {"u": frozenset({"v", "w"}), "v": frozenset({"w"})}

    def product(mode):
        return t.Mul((t.Derivative(U, W, mode), t.Derivative(V, W, mode)))

    def content(convention):
        made = drafts(chain(row(u), row(v)), [product("total"), V], (), None, setting(behind, None, convention))
        return made[0].content

    assert content(None) == Claims(product("direct"), V, product("direct"), other_reading=(product("total"), V))
    assert content("total") == Claims(product("total"), V, product("total"))
    assert content("direct") == Claims(product("direct"), V, product("direct"))


def test_a_declared_direct_reading_leaves_what_a_chain_rule_expands_total():
    behind = {"u": frozenset({"v", "w"}), "v": frozenset({"w"})}
    total, direct = (t.Derivative(U, W, mode) for mode in ("total", "direct"))
    declared = setting(behind, None, "direct")
    (content,) = contents(drafts(chain(row(u), row(v)), [total, V], (), None, declared))
    assert content.left is direct
    rule = t.Add((t.Mul((t.Derivative(U, V, "total"), t.Derivative(V, W, "total"))), total))
    made = drafts(chain(row(u), row(v), row(w)), [total, rule, W], (), None, declared)
    assert contents(made)[0].left is contents(made)[1].head is total
    assert contents(made)[0].right.terms[1] is direct


def test_places_are_joined_in_the_order_of_the_text():
    first, second = row(u, 2), row(v, 1)
    span, text = joined(first, second, "=")
    assert (span.line, span.end_line) == (1, 2)
    assert text == "u = v"
