"""The program of `helper`: gathers what it is told and answers with its segments' records."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import IO, cast

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh.gatherer import Gatherer
from corpus_search.engines.whoosh.helper import Job
from corpus_search.engines.whoosh.merge import merge
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage


def main(folder: Path, words_per_segment: int, jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Do what comes until it ends; an answer is a list of segments or what went wrong."""
    storage = DurableStorage(folder)
    try:
        answer: list[Segment] | Exception | None = _gathered(storage, words_per_segment, jobs)
    except Exception as error:  # noqa: BLE001  (told to the process that asked, which raises it)
        answer = error
    if answer is not None:
        pickle.dump(answer, answers)
        answers.flush()


def _gathered(storage: DurableStorage, words_per_segment: int, jobs: IO[bytes]) -> list[Segment] | None:
    """The segments of what comes; None where it ends without a word."""
    gatherer = Gatherer(storage, words_per_segment)
    while True:
        try:
            job, value = cast("Job", pickle.load(jobs))  # noqa: S301  (by `helper`)
        except EOFError:
            return None
        match job:
            case "put":
                values = cast("list[tuple[object, ...]]", value)
                gatherer.put([IndexedPassage._make(some) for some in values])
            case "remove":
                gatherer.remove(cast("frozenset[int]", value))
            case "finish":
                segments = [segment for segment in gatherer.finish() if segment.doc_count()]
                return [merge(storage, segments)] if len(segments) > 1 else segments


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
