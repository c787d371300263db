"""The stable codes of findings and reasons, with what `symback explain CODE` says about each.

SB1xx (refuted because) are the hints' own; SB2xx not understood, SB3xx conditions and domains, SB4xx
style of the mathematics, SB9xx unreadable input stand here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code: a title for the line of the report, an explanation with what to do about it."""

    title: str
    explanation: str


CODES: dict[str, Code] = {
    "SB220": Code(
        "outside the language",
        "The expression contains an object that has no counterpart in symback's language of real formulas: an "
        "integral, a limit, a matrix expression, a special function, a set. Rewrite the step with sums, indexed "
        "entries, the elementary functions, or a function of your own that you define.",
    ),
    "SB221": Code(
        "not a real number",
        "The expression contains an infinity, an undefined value (nan, 1/0) or an imaginary number. All formulas "
        "are formulas over the reals; SymPy makes such values when it divides by an exact 0, for example.",
    ),
    "SB222": Code(
        "too large to read",
        "The expression is deeper than 200 levels, has more than 20,000 nodes, an integer of more than 1,000 "
        "digits, or a power with an integer exponent beyond 1,000. Give parts of it names with define().",
    ),
    "SB223": Code(
        "arithmetic in an index",
        "An index must be a letter or a number. x[i + 1], x[2*i] or x[i, f(i)] have no certain meaning over an "
        "abstract dimension; use a second array for the shifted entries.",
    ),
    "SB224": Code(
        "an index used as a number",
        "A letter stands for a position of an array and also as a number, as in i*x[i] or f(i). Positions are "
        "elements of an abstract range and have no numeric value; for a quantity per position use an indexed name.",
    ),
    "SB225": Code(
        "a sum over part of a dimension",
        "Sums run over all of a dimension: (k, 1, n) or (k, 0, n - 1), or (k, 1, 3) for a known size. Sums over a "
        "part, to infinity or up to another index are not read. To leave out one term, multiply by "
        "1 - KroneckerDelta(i, k).",
    ),
    "SB226": Code(
        "clashing index ranges",
        "One dimension is counted from 1 in one place and from 0 in another, has two sizes, or is used at a "
        "position outside it. The message names both places; write them alike.",
    ),
    "SB227": Code(
        "a name used in two ways",
        "The same name stands for a scalar and for an array or a function, or for arrays of different ranks. "
        "E and E(x), or x and x[i], are never merged by guess: rename one.",
    ),
    "SB228": Code(
        "a variable that is not real",
        "The symbol is declared complex, imaginary, non-commutative, infinite, or restricted to integers that are "
        "not sizes. Variables are real numbers; sizes are positive integers.",
    ),
    "SB229": Code(
        "a derivative with unknown dependence",
        "A bare name is differentiated by a variable, and nothing says how the one depends on the other. A "
        "derivative is 0 only where independence is known. Define the name, or write it as a function of its inputs.",
    ),
    "SB230": Code(
        "a row that SymPy has rewritten",
        "The row is built by Python code, and after SymPy's automatic evaluation it is the same object as the row "
        "before: what was meant to be checked is gone. Write the row out as one expression in the call.",
    ),
    "SB231": Code(
        "a row that cannot be read from its source",
        "The row is built by code whose formula as written is not in the file (loops, evaluated derivatives, "
        "substitutions), so that only SymPy's value is left. Write the row out as one expression in the call.",
    ),
    "SB232": Code(
        "an unclear definition",
        "A definition's left side is a bare name, an indexed name with different index letters, or a function of "
        "different plain symbols. Everything else is a claim.",
    ),
    "SB233": Code(
        "depends on what was not understood",
        "The step uses a name whose definition, or an assumption whose text, could not be read. Judged without "
        "it, the answer would be about something else.",
    ),
    "SB234": Code(
        "an index from nowhere",
        "An index on the right side of a definition is neither summed over nor on its left side.",
    ),
    "SB235": Code(
        "a condition that cannot be read",
        "Conditions compare real formulas with <, <=, >, >=, ==, != or say whether two indices are equal; they may "
        "be joined with And, Or and Not.",
    ),
    "SB240": Code(
        "∂ has two readings",
        "A partial derivative may follow all paths (total) or hold the other names of the quantity's own definition "
        "(direct). Both are possible here and give different answers. Declare `partial total` or `partial direct`.",
    ),
    "SB301": Code("outside the engine's class", "The engine has no procedure for a formula of this kind."),
    "SB302": Code(
        "over the work budget",
        "Deciding the step takes more work than the budget allows. Budgets count work, not seconds: split the step, "
        "name a part of it, or raise --budget.",
    ),
    "SB303": Code(
        "defined nowhere",
        "A side divides by an expression that is 0 everywhere, or has no real value at any point, so that the "
        "equation says nothing.",
    ),
    "SB304": Code(
        "no point to stand on",
        "No point was found at which the assumptions hold and both sides have values. From assumptions that "
        "contradict each other everything would follow, so nothing is proved.",
    ),
    "SB305": Code(
        "different in form, no witness",
        "The two sides have different normal forms, but no point was found at which their values differ.",
    ),
    "SB306": Code("two definitions", "One name has two definitions within the claim."),
    "SB307": Code(
        "an approximation without digits",
        "≈ takes its tolerance from the printed digits of a decimal that is a whole side, up to its sign. Neither "
        "side is such a decimal, and they are not equal.",
    ),
    "SB399": Code(
        "a bug of symback",
        "A proof was found and a cross-check of it on numbers disagrees. The answer is withheld; please report it.",
    ),
    "SB901": Code("cannot be read", "The file is not text in UTF-8, or is larger than 2 MB."),
    "SB902": Code("not Python", "The file does not parse as Python."),
    "SB903": Code("the file raises", "Running the derivation file raised an exception, at the line given."),
    "SB904": Code(
        "no derivation found",
        "The file was run and builds no Derivation with at least one statement, so there is nothing to judge.",
    ),
    "SB905": Code(
        "two symbols of one name",
        "Two SymPy symbols print the same but carry different assumptions, and SymPy treats them as different. "
        "Make the symbol once and use it everywhere.",
    ),
    "SB906": Code("defined twice", "The name has a definition already. A second right side is a claim: use claim()."),
    "SB907": Code("circular definitions", "The definitions use each other in a circle, so that none of them defines."),
    "SB909": Code("empty file", "The file holds no text, so there is nothing to read."),
    "SB910": Code("not found", "There is no file, folder or catalogue entry of this name."),
    "SB911": Code(
        "the reading process died",
        "Running the file ended the process that read it, or it ran past the limits on time and memory.",
    ),
}


def title(code: str) -> str:
    """The code's title, or the code itself where this table does not have it."""
    return CODES[code].title if code in CODES else code
