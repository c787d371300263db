import sys

import pytest

from symback.document import Claims, Unread
from symback.readers.python import read

HEAD = (
    "import sympy as sp\nfrom sympy import *\nfrom symback import Derivation\n"
    "x, y, w, E = symbols('x y w E')\nf = Function('f')\nd = Derivation('a')\n"
)


def content(text):
    (document,), errors = read("file.py", HEAD + text)
    assert errors == ()
    return document.statements[-1].content


@pytest.mark.parametrize(
    "text",
    [
        "for v in (x, w):\n    g = E.diff(v)\n    d.claim(g, x)\n",
        "for v in (x, w):\n    g = diff(E, v)\n    d.claim(g + x, x)\n",
        "for v in (x, w):\n    g = sp.diff(E, v)\n    d.claim(g + x, x)\n",
        "g = [E.diff(v) for v in (x, w)]\nd.claim(g[0], x)\n",
        "g = []\nfor v in (x, w):\n    g.append(E.diff(v))\nd.claim(g[0], x)\n",
        "g = {}\nfor v in (x, w):\n    g[v] = E.diff(v)\nd.claim(sum(g.values()), x)\n",
        "def check(g):\n    d.claim(g, x)\n\ncheck(E.diff(w))\n",
        "check = lambda g: d.claim(g, x)\ncheck(E.diff(w))\n",
        "class Net:\n    def __init__(self):\n        self.g = E.diff(w)\n\nd.claim(Net().g, x)\n",
        "def gradient(v):\n    if v is x:\n        return y\n    return E.diff(v)\n\nd.claim(gradient(w), x)\n",
        "d.chain(*[x, E.diff(w)])\n",
        "rows = [x]\nrows.extend([E.diff(w)])\nd.chain(*rows)\n",
        "d.claim(simplify(x + x), 2 * x + 0)\n",
        "d.claim((x * y).subs(y, w), x)\n",
        "d.claim(sum([x.subs(x, y)]), x)\n",
    ],
)
def test_a_value_that_sympy_computed_stands_for_no_row(text):
    found = content(text)
    assert isinstance(found, Unread)
    assert found.reason.code == "SB231"


def test_nor_does_one_that_another_file_computed(tmp_path, monkeypatch):
    (tmp_path / "beside.py").write_text("def gradient(body, v):\n    return body.diff(v)\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    found = content("from beside import gradient\nd.claim(gradient(E, w), x)\n")
    assert isinstance(found, Unread)
    assert found.reason.code == "SB231"
    sys.modules.pop("beside", None)


@pytest.mark.parametrize(
    "text",
    [
        "d.claim(sum(x**k for k in range(3)), (x + 1) ** 2 - x)\n",
        "parts = []\nfor k in range(3):\n    parts.append(x**k)\nd.claim(sum(parts), (x + 1) ** 2 - x)\n",
        "d.claim(sp.prod([x + y, f(x)]), x * f(x) + y * f(x))\n",
        "def power(k):\n    if k == 0:\n        return x\n    return x * power(k - 1)\n\nd.claim(power(2) + y, x * (x**2 + 1))\n",
        "rows = [x + y, y * 1 + x + x]\nd.chain(*rows)\n",
        "for v in (x, w):\n    g = f(v)\n    d.claim(Derivative(g, v), g + 1)\n",
        "values = {'a': x}\nd.claim(values['a'] * y + 0, y * x)\n",
    ],
)
def test_a_value_that_was_only_built_may_stand_for_a_row(text):
    assert isinstance(content(text), Claims)
