from __future__ import annotations

import pickle

from symback.reports._record import Document, Record, total


def test_a_record_travels_to_another_process(record: Record) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - our own bytes


def test_numbers_of_several_documents(document: Document) -> None:
    both = total((document, document))
    assert both.statements == 2 * document.summary.statements == 20
    assert both.proved == 2 * document.summary.proved
