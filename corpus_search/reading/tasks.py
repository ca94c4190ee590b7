"""What a worker can be asked to do. A task takes plain values, and some take bytes as `data`; all give bytes.

A task that cannot be done raises a RefusedError, which tells the state and the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType

from corpus_search.reading.files import read_file
from corpus_search.reading.packed import Packed
from corpus_search.reading.wire import leaves_from_json, leaves_to_json, page_to_json

Task = Callable[..., bytes]


def read(path: str, *, cautious: bool = False) -> bytes:
    """The Extraction of a file, packed."""
    return Packed.of(read_file(Path(path), cautious=cautious)).to_bytes()


def count(path: str) -> bytes:
    """The number of pages of a PDF, in digits; 0 where it is none, or cannot be told."""
    from corpus_search.reading.detect import detect
    from corpus_search.reading.pdf_readers import count_pages

    return str(count_pages(Path(path)) if detect(Path(path)) == "pdf" else 0).encode()


def leaves(path: str, *, first: int, last: int, cautious: bool = False) -> bytes:
    """Pages `first` (from 0) up to before `last` of a PDF, as `wire` writes leaves."""
    from corpus_search.reading.pdf import read_leaves

    return leaves_to_json(*read_leaves(Path(path), range(first, last), second_reader=not cautious))


def assemble(*, lengths: list[int], data: bytes) -> bytes:
    """The Extraction, packed, of a PDF whose leaves are in several answers of `leaves`, of so many bytes each."""
    from corpus_search.reading.pdf_leaves import extraction_of

    ends = list(accumulate(lengths))
    parts = [leaves_from_json(data[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
    return Packed.of(extraction_of([leaf for some, _ in parts for leaf in some], parts[0][1])).to_bytes()


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
        "assemble": assemble,
        "picture": picture,
        "recognise": recognise,
    }
)
"""The tasks by the name that a request gives."""
