import subprocess
import sys
from pathlib import Path

import pytest

import symback
from symback.document import Claims, Unread
from symback.readers.python import READER, Derivation, is_derivation_file, read

ROOT = Path(symback.__file__).parent.parent
SAMPLES = Path(__file__).parent / "samples"
HEAD = "from sympy import *\nfrom symback import Derivation, prime, refuted\nx, y = symbols('x y')\n"


def sample(name):
    path = SAMPLES / f"{name}.py"
    documents, errors = read(str(path), path.read_text("utf-8"))
    assert errors == ()
    return documents


def test_the_reader_is_for_python_files():
    assert (READER.name, READER.suffixes, READER.read) == ("python", (".py",), read)
    assert symback.Derivation is Derivation


def test_knowing_the_reader_does_not_load_sympy():
    program = "import symback.readers.python as reader, sys; print('sympy' in sys.modules, reader.READER.name)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == ["False", "python"]


def test_rows_are_found_without_columns_too():
    program = (
        "from symback.readers.python import read\n"
        "text = 'from sympy import *\\nfrom symback import Derivation\\nx = Symbol(\"x\")\\n'\n"
        "text += 'd = Derivation(\"a\")\\nd.claim(x / x, exp(0 * x))\\n'\n"
        "print(read('a.py', text)[0][0].statements[0].source)\n"
    )
    command = [sys.executable, "-X", "no_debug_ranges", "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout == "x / x, exp(0 * x)\n"


def test_a_file_gives_its_derivations_with_places():
    (document,) = sample("sigmoid")
    assert document.title == "Sigmoid: the derivative expressed by the function itself."
    assert document.citation == "Knight (2017), eq. (1)"
    places = [
        (part.span.line, part.span.column, part.span.end_line, part.span.end_column) for part in document.statements
    ]
    assert places == [(14, 16, 14, 43), (16, 5, 17, 62), (18, 5, 18, 52), (19, 5, 19, 36), (20, 5, 20, 30)]
    assert [part.expected for part in document.statements] == [None, None, "refuted", None, None]
    assert [part.result for part in document.statements][-1] == "derivative"
    assert document.statements[3].source == "(1 + exp(-x)) ** (-2) * exp(-x)"


def test_everything_in_a_file_of_networks_is_understood():
    documents = sample("networks")
    assert [document.name for document in documents] == [
        "one layer",
        "softmax and cross-entropy",
        "batch normalisation",
    ]
    for document in documents:
        for statement in document.statements:
            assert not isinstance(statement.content, Unread), statement


def test_rows_in_many_spellings():
    (document,) = sample("as_written")
    unread = {part.source: part.content.reason.code for part in document.statements if isinstance(part.content, Unread)}
    assert unread == {
        "x + y = x + y": "SB230",
        "sum(parts), x + y": "SB230",
        "expand((x + y) ** 2), x**2 + 2 * x * y + y**2": "SB231",
        "Derivative(x**2, x).doit(), 2 * x": "SB231",
        "total, 2": "SB230",
        "Eq(x, 1) if False else x, x": "SB230",
    }
    # A step that SymPy's automatic evaluation would have swallowed is still a step.
    alike = {
        part.source
        for part in document.statements
        if isinstance(part.content, Claims) and part.content.left is part.content.right
    }
    assert alike == {
        "x, x",
        "abs(x), sp.Abs(x)",
        "log(x, 2), log(x) / log(2)",
        "x + 0.21, x + Rational(21, 100)",
    }


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "SB904", 1),
        (HEAD, "SB904", 1),
        (HEAD + "d = Derivation('a')\n", "SB904", 1),
        ("x = 1\n\0", "SB901", 2),
        ("#" * 2_000_001, "SB901", None),
        ("x = (\n", "SB902", 1),
        ("\x7fELF\x02\x01", "SB902", 1),
        (HEAD + "1 / 0\n", "SB903", 4),
        (HEAD + "Derivation('a').chain(x)\n", "SB903", 4),
        (HEAD + "Derivation('a').claim(x, Derivative(x, 2 * x))\n", "SB903", 4),
        (HEAD + "d = Derivation('a')\nd.claim(x, x)\nd.claim(x, Symbol('x', real=True))\n", "SB905", 6),
        (HEAD + "d = Derivation('a')\nd.define(x, y)\nd.define(x, y)\n", "SB906", 6),
        (HEAD + "d = Derivation('a')\nd.define(x, y)\nd.define(y, x)\n", "SB907", 5),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(text, code, line):
    documents, errors = read("bad.py", text)
    assert documents == ()
    assert [(error.path, error.code, error.line) for error in errors] == [("bad.py", code, line)]


def test_a_faulty_derivation_does_not_hide_the_others():
    text = HEAD + "a = Derivation('a')\na.define(x, x)\nb = Derivation('b')\nb.claim(x, x)\n"
    documents, errors = read("both.py", text)
    assert [document.name for document in documents] == ["b"]
    assert [error.code for error in errors] == ["SB907"]


def test_lines_may_shift_without_changing_identifiers():
    text = HEAD + "d = Derivation('a')\nd.claim(x + x, 2 * x)\n"
    shifted = HEAD + "\n\n# a remark\nd = Derivation('a')\nd.claim(\n    x + x,\n    2 * x,\n)\n"
    (first,), _ = read("a.py", text)
    (second,), _ = read("a.py", shifted)
    assert first.statements[0].span != second.statements[0].span
    assert [part.identifier for part in first.statements] == [part.identifier for part in second.statements]


def test_reading_twice_gives_the_same():
    path = SAMPLES / "networks.py"
    assert read(str(path), path.read_text("utf-8")) == read(str(path), path.read_text("utf-8"))


def test_derivations_built_in_functions_are_read_with_their_names_at_that_time():
    text = HEAD + (
        "def build(order):\n"
        "    d = Derivation(f'order {order}')\n"
        "    power = x**order\n"
        "    d.claim(Derivative(power, x), order * x ** (order - 1))\n"
        "    return d\n"
        "kept = [build(order) for order in (2, 3)]\n"
    )
    documents, errors = read("functions.py", text)
    assert errors == ()
    sides = [str(document.statements[0].content.right) for document in documents]
    assert [side.count("Fraction(3, 1)") for side in sides] == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "from symback import Derivation\nd = Derivation('a')\n",
        "from symback import Derivation as D\nd: object = D('a')\n",
        "import symback\nd = symback.Derivation('a')\n",
        "import symback as sb\nif True:\n    d = sb.Derivation('a')\n",
        "from symback import *\nwith open('x') as f:\n    d = Derivation('a')\n",
    ],
)
def test_a_derivation_file_binds_a_derivation(text):
    assert is_derivation_file(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import symback\n",
        "from symback import Derivation\n",
        "from symback import check\nd = Derivation('a')\n",
        "from other import Derivation\nd = Derivation('symback')\n",
        "from symback import Derivation\ndef f():\n    d = Derivation('a')\n",
        "from symback import Derivation\nDerivation('a')\n",
        "from .symback import Derivation\nd = Derivation('a')\n",
        "from symback import Derivation\nd = Derivation(\n",
        "symback\0",
    ],
)
def test_other_files_are_not(text):
    assert not is_derivation_file(text)
