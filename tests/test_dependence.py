from fractions import Fraction

from symback.dependence import (
    base_name,
    circle,
    closure,
    dependences,
    direct_everywhere,
    direct_in_products,
    known_names,
    names_in,
    unknown_dependence,
)
from symback.kernel.claim import Definition
from symback.kernel.terms import Add, Call, Derivative, Entry, IndexVariable, Mul, Number, Power, Range, Sum, Symbol

x, w, h, E, L = (Symbol(name) for name in ("x", "w", "h", "E", "L"))
k = IndexVariable("k", Range("n", "n"))
z = Entry("z", (k,))
# h := w x, E := h w, so that E has w both by itself and through h.
DEFINITIONS = (Definition("h", Mul((w, x))), Definition("E", Mul((h, w))))
BEHIND = dependences(DEFINITIONS)
KNOWN = known_names(DEFINITIONS)


def total(body, variable):
    return Derivative(body, variable, "total")


def direct(body, variable):
    return Derivative(body, variable, "direct")


def test_names_are_those_of_scalars_arrays_and_functions():
    assert names_in(Add((x, Mul((z, Call("f", (w,), (0,))))))) == {"x", "z", "f", "w"}
    assert base_name(z) == "z"
    assert base_name(Add((x, w))) is None


def test_a_definition_leads_to_names_but_not_to_its_parameters():
    assert dependences([Definition("f", Mul((x, w)), parameters=(x,))]) == {"f": {"w"}}
    assert closure({"E"}, BEHIND) == {"E", "h", "w", "x"}


def test_circles_are_named():
    assert circle(BEHIND) is None
    assert circle({"a": frozenset({"b"}), "b": frozenset({"c"}), "c": frozenset({"a", "d"})}) == ("a", "b", "c", "a")
    assert circle({"a": frozenset({"a"})}) == ("a", "a")
    assert circle({"a": frozenset({"b", "c"}), "b": frozenset({"d"}), "c": frozenset({"d"}), "d": frozenset()}) is None


def test_independence_must_be_known():
    assert unknown_dependence(total(L, w), {}, frozenset()) == ("L", "w")
    assert unknown_dependence(total(L, w), BEHIND, KNOWN) == ("L", "w")
    assert unknown_dependence(total(E, L), BEHIND, KNOWN) == ("E", "L")
    assert unknown_dependence(total(E, w), BEHIND, KNOWN) is None
    assert unknown_dependence(total(w, w), {}, frozenset()) is None
    assert unknown_dependence(total(Power(x, Number(Fraction(2))), x), {}, frozenset()) is None
    # x and w are inputs of the same derivation: they do not depend on each other.
    assert unknown_dependence(total(x, w), BEHIND, KNOWN) is None
    assert unknown_dependence(total(Number(Fraction(3)), x), {}, frozenset()) is None


def test_what_is_only_differentiated_is_no_input():
    step = Definition("step", Add((w, Mul((x, total(L, w))))))
    assert known_names([step]) == {"step", "w", "x"}
    assert known_names(DEFINITIONS) == KNOWN == {"E", "h", "w", "x"}
    assert unknown_dependence(step.body, dependences([step]), known_names([step])) == ("L", "w")


def test_factors_of_a_written_chain_rule_are_direct():
    product = Mul((total(E, h), total(h, w)))
    assert direct_in_products(product, BEHIND) == Mul((direct(E, h), direct(h, w)))
    # x does not stand in E's own definition.
    assert direct_in_products(Mul((total(E, x), total(h, w))), BEHIND) == Mul((total(E, x), direct(h, w)))


def test_a_derivative_by_itself_stays_total():
    for term in (total(E, w), Mul((x, total(E, w))), Add((total(E, w), total(h, w)))):
        assert direct_in_products(term, BEHIND) is term


def test_sums_of_products_count_as_written_chain_rules():
    term = Add((total(E, w), Sum(k, Mul((total(E, h), total(h, w))))))
    expected = Add((direct(E, w), Sum(k, Mul((direct(E, h), direct(h, w))))))
    assert direct_in_products(term, BEHIND) is expected
    # Beside no product, and with another factor, it is a gradient of its own.
    minus = Mul((Number(Fraction(-1)), total(E, w)))
    scaled = Mul((x, total(E, w)))
    product = Mul((total(E, h), total(h, w)))
    assert direct_in_products(Add((product, minus)), BEHIND).terms[1] is Mul((Number(Fraction(-1)), direct(E, w)))
    assert direct_in_products(Add((product, scaled)), BEHIND).terms[1] is scaled
    assert direct_in_products(Add((minus, total(h, w))), BEHIND) is Add((minus, total(h, w)))
    outside = Mul((total(E, h), Sum(k, total(h, w))))
    assert direct_in_products(outside, BEHIND) is Mul((direct(E, h), Sum(k, direct(h, w))))


def test_everywhere_also_reads_single_derivatives():
    assert direct_everywhere(Add((total(E, w), total(E, x))), BEHIND) is Add((direct(E, w), total(E, x)))


def test_a_function_value_holds_its_arguments():
    value = Call("f", (h,), (0,))
    assert direct_in_products(Mul((total(value, h), total(h, w))), BEHIND) is Mul((direct(value, h), direct(h, w)))
