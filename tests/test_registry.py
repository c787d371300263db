import sys
from types import ModuleType

import pytest

from symback import readers
from symback.registry import Reader, discover


def test_a_folder_is_walked_for_its_constant():
    found = discover(readers, "READER", Reader)
    names = [reader.name for reader in found]
    assert "python" in names
    assert len(set(names)) == len(names)
    python = next(reader for reader in found if reader.name == "python")
    assert python.suffixes == (".py",)


@pytest.mark.parametrize("text", ["", "READER = 3\n"])
def test_a_file_without_the_constant_is_an_error(tmp_path, monkeypatch, text):
    (tmp_path / "good.py").write_text("READER = 'a reader'\n")
    (tmp_path / "_helper.py").write_text("")
    package = ModuleType("letter_box_under_test")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, package.__name__, package)
    assert discover(package, "READER", str) == ("a reader",)
    (tmp_path / "worse.py").write_text(text)
    with pytest.raises(TypeError, match=r"letter_box_under_test\.worse must define READER: str"):
        discover(package, "READER", str)
