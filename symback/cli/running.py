"""Sources judged in processes that can be ended, with progress, until done or stopped."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from symback.checking.finding import Source
from symback.document import InputError
from symback.reports._record import Record

_PATIENCE = 1.0
# Seconds. Answers depend on budgets of work, never on these: they stop only what would run for ever.
_READING_LIMIT = 60.0
_LIMIT = 900.0
_MEMORY_LIMIT = 8 * 2**30
DIED = "SB911"
FAULT = "SB399"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be judged; `content` where it comes from standard input."""

    path: str
    file: Path
    content: bytes | None = None

    @classmethod
    def of(cls, source: Source) -> Job:
        """The job of judging a source."""
        return cls(source.path, source.file)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, and whether the user stopped it before its end."""

    record: Record
    stopped: bool


def judge_all(jobs: tuple[Job, ...], budget: int | None, processes: int | None = None) -> Outcome:
    """The record of all jobs, in their order; what is done when the user stops it is kept.

    Without a number of `processes`: one for every four files, as far as there are processors, up to four.
    """
    processes = processes or max(1, min(4, os.cpu_count() or 1, len(jobs) // 4))
    records: list[Record] = []
    stopped = False
    try:
        for record in _with_progress(_answers(jobs, budget, processes), jobs):
            records.append(record)  # noqa: PERF402 - what is done must survive an interrupt
    except KeyboardInterrupt:
        stopped = True
    documents = tuple(document for record in records for document in record.documents)
    return Outcome(Record(documents, tuple(error for record in records for error in record.errors)), stopped)


def judge(job: Job, budget: int | None, reading_limit: float | None = None) -> Record:
    """The record of one job, judged in this process, which ends if reading takes longer than the limit.

    A fault of symback itself becomes an error of this one file that says where it happened.
    """
    try:
        return _judge(job, budget, reading_limit)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other files have their answers
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        said = f"{type(fault).__name__}: {fault}, {Path(frame.filename).name}:{frame.lineno}"
        return Record((), (InputError(job.path, FAULT, f"a bug of symback ({said}); please report it"),))


def _judge(job: Job, budget: int | None, reading_limit: float | None) -> Record:
    from symback.checker import check_derivation
    from symback.checking.reading import read, read_bytes, suffixes
    from symback.reports._describe import describe

    suffixes()  # loads the readers and SymPy, whose time is not the file's
    with _time_limit(reading_limit):
        derivations, errors = read(job.file, job.path) if job.content is None else read_bytes(job.content, job.path)
    return Record(tuple(describe(check_derivation(derivation, budget)) for derivation in derivations), errors)


@contextmanager
def _time_limit(seconds: float | None) -> Iterator[None]:
    """End the process after so many seconds, also where it is lost in one long call of a library."""
    if seconds is None:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _answers(jobs: tuple[Job, ...], budget: int | None, processes: int) -> Iterator[Record]:
    """The records in order; a process that dies or does not end costs the answer of its own file only."""
    place = 0
    alone = False
    while place < len(jobs):
        batch = jobs[place : place + 1] if alone else jobs[place:]
        for answer in _batch(batch, budget, processes):
            if answer is None and processes > 1 and len(batch) > 1:
                # With several processes, who died is not known: this file is tried once more, by itself.
                alone = True
                break
            alone = False
            yield answer or Record((), (InputError(jobs[place].path, DIED, _died()),))
            place += 1


def _died() -> str:
    return (
        f"running this file ended the process that reads it, or took more than {_READING_LIMIT:.0f} seconds, "
        f"or judging it took more than {_LIMIT / 60:.0f} minutes"
    )


def _batch(jobs: tuple[Job, ...], budget: int | None, processes: int) -> Iterator[Record | None]:
    """The records of some jobs, up to the first that has none."""
    # A forked child would inherit locks that another thread holds.
    context = get_context("spawn")
    try:
        pool = ProcessPoolExecutor(min(processes, len(jobs)), context, initializer=_prepare)
    except (OSError, ImportError, NotImplementedError):
        # A sandbox without semaphores: better judged here, where nothing can be ended, than not at all.
        yield from (judge(job, budget) for job in jobs)
        return
    try:
        pending: list[Future[Record]] = [pool.submit(judge, job, budget, _READING_LIMIT) for job in jobs]
        for future in pending:
            try:
                yield future.result(timeout=_LIMIT)
            except (BrokenProcessPool, TimeoutError):
                yield None
                return
        pool.shutdown()
    finally:
        # Left in the middle: a file may run for ever, and Python would wait for it when it ends.
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def _prepare() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that reports; bound the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = _MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(hard, _MEMORY_LIMIT)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _with_progress(answers: Iterator[Record], jobs: tuple[Job, ...]) -> Iterator[Record]:
    """The answers, with a line on a terminal's standard error while they take their time."""
    shown = sys.stderr.isatty() and len(jobs) > 1
    begin = time.monotonic()
    width = 0
    try:
        for done, job in enumerate(jobs):
            if shown and time.monotonic() - begin > _PATIENCE:
                text = f"{done} of {len(jobs)} files, now {job.path}"
                sys.stderr.write(f"\r{text:<{width}}")
                sys.stderr.flush()
                width = len(text)
            yield next(answers)
        # To its end, so that the processes are ended in good order.
        next(answers, None)
    finally:
        if width:
            sys.stderr.write(f"\r{'':<{width}}\r")
            sys.stderr.flush()
