"""The states of an index: Whoosh's tables of contents, and the files that belong to none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whoosh.index import TOC

from corpus_search.engines.whoosh.schema import whoosh_schema
from corpus_search.engines.whoosh.sections import damaged_error
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import INDEX_NAME, DurableStorage

_TOC_FILE = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc(\..*)?", re.ASCII)
_SEGMENT_FILE = re.compile(rf"({INDEX_NAME}_[0-9a-z]+)\.(?:post|docs)", re.ASCII)

NO_GENERATION = -1


def latest_generation(storage: DurableStorage) -> int:
    """Number of the last committed state; `NO_GENERATION` where nothing was ever committed."""
    return int(TOC._latest_generation(storage, INDEX_NAME))


def read_segments(storage: DurableStorage, generation: int) -> list[Segment]:
    """The segments of a state.

    Raises:
        FileNotFoundError: a newer state has taken its place.
        IndexDamagedError: its table of contents cannot be read.
    """
    try:
        segments = TOC.read(storage, INDEX_NAME, gen=generation, schema=whoosh_schema()).segments
    except FileNotFoundError:
        raise
    except Exception as error:  # a file that is no table of contents can make Whoosh raise anything
        raise damaged_error(toc_file(generation)) from error
    if not isinstance(segments, list) or not all(isinstance(segment, Segment) for segment in segments):
        raise damaged_error(toc_file(generation))
    return segments


def write_segments(storage: DurableStorage, generation: int, segments: Iterable[Segment]) -> None:
    """Make a state the last one, durably."""
    TOC(whoosh_schema(), list(segments), generation).write(storage, INDEX_NAME)


def toc_file(generation: int) -> str:
    """Name of a state's table of contents."""
    return str(TOC._filename(INDEX_NAME, generation))


def clean(storage: DurableStorage, generation: int, segments: Iterable[Segment]) -> None:
    """Remove what belongs to no state but this one: older states, and what a crash or an abort left behind.

    A file that is still in use, where the system then refuses to remove it (Windows), stays until the next time.
    Files that are not named like ours are left alone.
    """
    names = {segment.segment_id() for segment in segments}
    for path in storage.path.iterdir():
        toc = _TOC_FILE.fullmatch(path.name)
        part = _SEGMENT_FILE.fullmatch(path.name)
        if (toc and path.name != toc_file(generation)) or (part and part[1] not in names):
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                continue
