"""A call in a process of its own: its answer, its errors, and its end at the limit."""

from __future__ import annotations

import os
import time

import pytest

from benchmarks.forked import forked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def test_the_answer_comes_back() -> None:
    outcome = forked(lambda: "proved", 20)
    assert outcome.answer == "proved"
    assert 0 <= outcome.seconds < 20


def test_it_is_another_process() -> None:
    assert forked(lambda: str(os.getpid()), 20).answer != str(os.getpid())


def test_an_error_is_an_answer() -> None:
    assert forked(lambda: str(1 // 0), 20).answer == "error: ZeroDivisionError"


def test_a_death_is_an_answer() -> None:
    assert forked(lambda: os._exit(3), 20).answer == "error: died"


def test_it_ends_at_the_limit() -> None:
    start = time.perf_counter()
    outcome = forked(lambda: str(time.sleep(60)), 0.2)
    assert outcome.answer == "timeout"
    assert outcome.seconds == 0.2
    assert time.perf_counter() - start < 30


def test_preparation_is_not_timed() -> None:
    assert forked(lambda: "done", 20, lambda: time.sleep(0.3)).wall < 0.3
