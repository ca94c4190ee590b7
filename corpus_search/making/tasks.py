"""What the indexer's workers can be asked to do: the tasks of the reading room, and making a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus_search.making.wire import to_bytes
from corpus_search.making.workpiece import make
from corpus_search.reading.tasks import TASKS as READING_TASKS
from corpus_search.reading.tasks import Task
from corpus_search.reading.wire import from_json


def make_document(
    *, path: str, said: Mapping[str, str] | None, document: str, today: str, data: bytes
) -> bytes:
    """What is made of an Extraction (`data`, as the reading room's `wire` writes it), as `wire` writes it."""
    return to_bytes(make(path, from_json(data), said, document, today=date.fromisoformat(today)))


TASKS: Mapping[str, Task] = MappingProxyType({**READING_TASKS, "make": make_document})
"""The tasks by the name that a request gives."""
