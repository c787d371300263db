import sys

import pytest
from sympy.core.parameters import global_parameters

from symback.readers._run import TextLoader, run

HEAD = "from sympy import *\nfrom symback import Derivation\n"


def failure(text, path="file.py"):
    builders, error = run(path, text)
    assert builders == ()
    return error.code, error.line, error.message


def test_derivations_are_kept_in_order_wherever_they_are_made():
    text = HEAD + "def make(name):\n    return Derivation(name)\nb = make('b')\na = [Derivation('a')]\n"
    builders, error = run("folder/file.py", text)
    assert error is None
    assert [(builder.name, builder.path, builder.line) for builder in builders] == [
        ("b", "folder/file.py", 4),
        ("a", "folder/file.py", 6),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("x = (1,\n", "SB902", 1),
        ("x = 1\n y = 2\n", "SB902", 2),
        (f"x = {'(' * 300}1{')' * 300}\n", "SB902", 1),
        ("x = 1\nraise ValueError('because')\n", "SB903", 2),
        ("def f():\n    return 1 / 0\n\nf()\n", "SB903", 2),
        ("import a_module_that_is_nowhere\n", "SB903", 1),
        ("x = 1\nimport sys\nsys.exit('done')\n", "SB903", 3),
        ("input('name: ')\n", "SB903", 1),
        ("class Odd(Exception):\n    pass\nraise Odd\n", "SB903", 3),
        ("def f():\n    f()\nf()\n", "SB903", 2),
    ],
)
def test_a_file_that_fails_says_where(text, code, line):
    assert failure(text)[:2] == (code, line)


def test_the_message_is_one_short_line():
    _, _, message = failure("raise ValueError('a\\n' * 1000)\n")
    assert "\n" not in message
    assert len(message) < 400


def test_an_interrupt_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        run("file.py", "raise KeyboardInterrupt\n")


def test_what_the_file_prints_stays_off_standard_output(capsys):
    run("file.py", "print('hello')\n")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")


def test_what_the_file_changes_is_restored(tmp_path):
    (tmp_path / "beside.py").write_text("VALUE = 1\n")
    text = (
        "import sys\nimport beside\nfrom sympy.core.parameters import global_parameters\n"
        "global_parameters.evaluate = False\nsys.setrecursionlimit(5000)\n"
    )
    limit, path = sys.getrecursionlimit(), list(sys.path)
    builders, error = run(str(tmp_path / "file.py"), text)
    assert (builders, error) == ((), None)
    assert (sys.getrecursionlimit(), sys.path) == (limit, path)
    assert global_parameters.evaluate
    assert "beside" not in sys.modules


def test_the_loader_gives_its_text():
    loader = TextLoader("a.py", "x = 1\n")
    assert loader.get_source("a") == "x = 1\n"
    assert loader.get_filename("a") == "a.py"
