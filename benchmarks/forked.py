"""One call in a process of its own, with a limit on wall time that nothing inside can hold up.

The child times itself, wall time with `perf_counter` and its own CPU time with `thread_time`; the parent
kills it at the limit. No CPU limits are set: the process clock stands still under them.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, thread_time


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer, or why there is none, and the seconds it took: on the wall and of the processor."""

    answer: str
    wall: float
    seconds: float


def forked(work: Callable[[], str], limit: float, prepare: Callable[[], object] = str) -> Outcome:
    """The outcome of `work` in a forked child; `timeout` at the limit, `error: ...` for an exception.

    `prepare` runs in the child before the clock: it touches the pages that fork shares with the parent.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        prepare()
        start, used = perf_counter(), thread_time()
        try:
            answer = work()
        except BaseException as error:
            answer = f"error: {type(error).__name__}"
        os.write(writing, pickle.dumps((answer, perf_counter() - start, thread_time() - used)))
        os._exit(0)
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], limit)
        data = os.read(reading, 65536) if ready else b""
    finally:
        os.close(reading)
        if not ready:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not ready:
        return Outcome("timeout", limit, limit)
    if not data:
        return Outcome("error: died", limit, limit)
    answer, wall, seconds = pickle.loads(data)  # noqa: S301  (written by our own child)
    return Outcome(answer, wall, seconds)
