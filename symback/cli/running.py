"""Sources judged one after the other or several at a time, with progress, until done or stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from symback.checker import check_derivation
from symback.checking.finding import Source
from symback.checking.reading import read, read_bytes
from symback.document import Derivation, InputError
from symback.reports._describe import describe
from symback.reports._record import Document, Record

_PATIENCE = 1.0
DIED = "SB911"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, and whether the user stopped it before its end."""

    record: Record
    stopped: bool


def judge_text(raw: bytes, path: str, budget: int | None) -> Record:
    """The record of one text, the content of standard input."""
    return _described(*read_bytes(raw, path), budget)


def judge_sources(sources: tuple[Source, ...], budget: int | None, jobs: int) -> Outcome:
    """The record of all sources, in their order; what is done when the user stops it is kept."""
    records: list[Record] = []
    stopped = False
    answers = _in_turn(sources, budget) if jobs == 1 or len(sources) < 2 else _at_once(sources, budget, jobs)
    try:
        for record in _with_progress(answers, sources):
            records.append(record)  # noqa: PERF402
    except KeyboardInterrupt:
        stopped = True
    documents = tuple(document for record in records for document in record.documents)
    return Outcome(Record(documents, tuple(error for record in records for error in record.errors)), stopped)


def _judge(source: Source, budget: int | None) -> Record:
    return _described(*read(source.file, source.path), budget)


def _described(derivations: tuple[Derivation, ...], errors: tuple[InputError, ...], budget: int | None) -> Record:
    documents: tuple[Document, ...] = tuple(
        describe(check_derivation(derivation, budget)) for derivation in derivations
    )
    return Record(documents, errors)


def _in_turn(sources: Iterable[Source], budget: int | None) -> Iterator[Record]:
    for source in sources:
        yield _judge(source, budget)


def _at_once(sources: tuple[Source, ...], budget: int | None, jobs: int) -> Iterator[Record]:
    # A forked child would inherit locks that another thread holds.
    pool = ProcessPoolExecutor(min(jobs, len(sources)), mp_context=get_context("spawn"))
    try:
        pending: list[Future[Record]] = [pool.submit(_judge, source, budget) for source in sources]
        for source, future in zip(sources, pending, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                message = "the process that judged this file, or one beside it, died"
                yield Record((), (InputError(source.path, DIED, message),))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _with_progress(answers: Iterator[Record], sources: tuple[Source, ...]) -> Iterator[Record]:
    """The answers, with a line on a terminal's standard error while they take their time."""
    shown = sys.stderr.isatty() and len(sources) > 1
    begin = time.monotonic()
    width = 0
    try:
        for done, source in enumerate(sources):
            if shown and time.monotonic() - begin > _PATIENCE:
                text = f"{done} of {len(sources)} files, now {source.path}"
                sys.stderr.write(f"\r{text:<{width}}")
                sys.stderr.flush()
                width = len(text)
            yield next(answers)
    finally:
        if width:
            sys.stderr.write(f"\r{'':<{width}}\r")
            sys.stderr.flush()
