import re
from pathlib import Path

import pytest

import symback
from symback.codes import CODES, title

PACKAGE = Path(symback.__file__).parent
USED = re.compile(r'"(SB[2349]\d\d)"')


def test_every_code_that_the_package_uses_is_explained():
    used = {code for path in PACKAGE.rglob("*.py") for code in USED.findall(path.read_text("utf-8"))}
    assert used <= set(CODES), sorted(used - set(CODES))


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_a_title_and_says_more_below_it(code):
    entry = CODES[code]
    assert re.fullmatch(r"SB[2349]\d\d", code)
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.explanation.endswith(".")


def test_an_unknown_code_is_its_own_title():
    assert title("SB220") == "outside the language"
    assert title("SB101") == "SB101"
