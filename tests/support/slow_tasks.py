"""Tasks of workers that fail as no honest text makes ours fail: the words of the text say how."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count

from corpus_search.making.tasks import TASKS as MAKING_TASKS
from corpus_search.reading.tasks import Task


def make(*, path: str, said: Mapping[str, str] | None, document: str, today: str, data: bytes) -> bytes:
    if b"tanpa akhir" in data:
        for _ in count():
            pass
    if b"terlalu besar" in data:
        bytearray(1 << 40)
    if b"runtuh" in data:
        os.abort()
    if b"salah" in data:
        raise ValueError("a mistake of ours")
    return MAKING_TASKS["make"](path=path, said=said, document=document, today=today, data=data)


TASKS: Mapping[str, Task] = {**MAKING_TASKS, "make": make}
