from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from symback.reports._record import Document, Record, Style
from symback.reports.latex import PREAMBLE, render


def compiled(text: str, folder: Path) -> str:
    (folder / "a.tex").write_text(text, encoding="utf-8")
    command = [shutil.which("pdflatex") or "", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    assert run.returncode == 0, run.stdout[-2000:]
    return run.stdout


needs_pdflatex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")


@needs_pdflatex
def test_pdflatex_takes_it_as_it_is(record: Record, tmp_path: Path) -> None:
    log = compiled(render(record, Style()), tmp_path)
    assert "Overfull" not in log
    assert (tmp_path / "a.pdf").stat().st_size > 10_000


@needs_pdflatex
def test_a_fragment_fits_into_another_document(record: Record, tmp_path: Path) -> None:
    (tmp_path / "fragment.tex").write_text(render(record, Style(fragment=True)), encoding="utf-8")
    compiled(
        r"\documentclass{book}\usepackage[utf8]{inputenc}\usepackage{amsmath,amssymb}"
        r"\begin{document}\input{fragment}\end{document}",
        tmp_path,
    )


@needs_pdflatex
def test_hostile_words_do_no_harm(record: Record, document: Document, tmp_path: Path) -> None:
    words = "\\end{document} $ % & # _ ^ ~ { } σ ∂ 漢 é ŷ \" ' ` < > | \\"
    rows = tuple(replace(row, source=words, label=words) for row in document.rows)
    hostile = replace(document, name=words, title=words + "!", citation=words, rows=rows)
    compiled(render(replace(record, documents=(hostile, document)), Style()), tmp_path)


def test_marks_notes_and_results(record: Record) -> None:
    text = render(record, Style())
    assert text.startswith(PREAMBLE)
    assert r"\section*{sigmoid \& co.}" in text
    assert r"Source: A book, 50\% of p. 7." in text
    assert r"\tag*{$\checkmark$~(3)}" in text
    assert r"\tag*{$\times$~(4)}" in text
    assert "(4) is refuted, as expected," in text
    assert "(5) is false as a step, but equal to the head again" in text
    assert r"(8) holds where $x \neq 0$." in text
    assert r"(6) for $i \neq 1$." in text
    assert "(7) is not understood: arithmetic in an index [SB223]." in text
    assert "slope & " in text
    assert "% bad.py: SB902" in text


def test_every_open_environment_is_closed(record: Record) -> None:
    text = render(record, Style())
    for name in ("align*", "tabular", "document"):
        assert text.count(rf"\begin{{{name}}}") == text.count(rf"\end{{{name}}}") > 0


def test_other_roles_are_noted(record: Record, document: Document) -> None:
    proved = document.rows[2]
    rows = (replace(proved, role="inherits"), replace(proved, role="culprit", identifier="other"))
    text = render(replace(record, documents=(replace(document, rows=rows),)), Style())
    assert "(1) is a valid step from a row that is wrong." in text
    assert "(2) does not equal the head of its chain." in text


def test_a_long_left_side_has_a_line_of_its_own(record: Record, document: Document) -> None:
    long = replace(document.rows[2], left_latex=" + ".join("abcdefghijklmnopqrstuvwxyz"))
    text = render(replace(record, documents=(replace(document, rows=(long,)),)), Style())
    assert re.search(r"& a \+ b.* z \\\\\n +&\\quad = ", text)
