"""What a worker can be asked to do. A task takes plain values and gives bytes.

A task that cannot be done raises a RefusedError, which tells the state and the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from corpus_search.reading.files import read_file
from corpus_search.reading.wire import leaves_to_json, page_to_json, to_json

Task = Callable[..., bytes]


def read(path: str, *, cautious: bool = False) -> bytes:
    """The Extraction of a file, as `wire` writes it."""
    return to_json(read_file(Path(path), cautious=cautious))


def count(path: str) -> bytes:
    """The number of pages of a PDF, in digits; 0 where it is none, or cannot be told."""
    from corpus_search.reading.detect import detect
    from corpus_search.reading.pdf_readers import count_pages

    return str(count_pages(Path(path)) if detect(Path(path)) == "pdf" else 0).encode()


def leaves(path: str, *, first: int, last: int, cautious: bool = False) -> bytes:
    """Pages `first` (from 0) up to before `last` of a PDF, as `wire` writes leaves."""
    from corpus_search.reading.pdf import read_leaves

    return leaves_to_json(*read_leaves(Path(path), range(first, last), second_reader=not cautious))


def picture(path: str, *, page: int, scale: float) -> bytes:
    """A page of a PDF as WebP."""
    from corpus_search.reading.pdf_picture import draw_webp

    return draw_webp(Path(path), page, scale)


def recognise(path: str, *, page: int, languages: list[str]) -> bytes:
    """What text recognition makes of a page of a PDF, as `wire` writes pages."""
    from corpus_search.reading.recognition import recognise_page

    return page_to_json(recognise_page(Path(path), page, languages))


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "read": read,
        "count": count,
        "leaves": leaves,
        "picture": picture,
        "recognise": recognise,
    }
)
"""The tasks by the name that a request gives."""
