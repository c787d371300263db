"""The two factories."""

from __future__ import annotations

import subprocess
import sys

from symback.kernel.arithmetic import fast, pure


def test_names() -> None:
    assert (fast().name, pure().name) == ("flint", "pure")
    assert (fast().name, pure().name) == ("flint", "pure")  # importing a submodule must not shadow a factory


def test_pure_does_not_import_flint() -> None:
    program = (
        "import sys; from symback.kernel.arithmetic import pure;"
        "pure().ring(); pure().balls(64).pi(); print('flint' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
