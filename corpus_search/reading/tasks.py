"""What a worker can be asked to do. A task takes plain values and gives bytes.

A task that cannot be done raises a RefusedError, which tells the state and the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from corpus_search.reading.files import read_file
from corpus_search.reading.wire import from_value, page_of, page_value, to_json

Task = Callable[..., bytes]
_Values = Mapping[str, object]
_compact = json.JSONEncoder(separators=(",", ":")).encode


def read(path: str, *, cautious: bool = False) -> bytes:
    """The Extraction of a file, as `wire` writes it."""
    return to_json(read_file(Path(path), cautious=cautious))


def count(path: str) -> bytes:
    """The number of pages of a PDF, in digits; 0 where it is none, or cannot be told."""
    from corpus_search.reading.detect import detect
    from corpus_search.reading.pdf_readers import count_pages

    return str(count_pages(Path(path)) if detect(Path(path)) == "pdf" else 0).encode()


def leaves(path: str, *, first: int, last: int, cautious: bool = False) -> bytes:
    """Pages `first` (from 0) up to before `last` of a PDF, as JSON that `bind` takes."""
    from corpus_search.reading.pdf import read_leaves

    found, metadata = read_leaves(Path(path), range(first, last), second_reader=not cautious)
    values = [[page_value(leaf.page), leaf.fault, leaf.pictured, leaf.drawn] for leaf in found]
    return _compact([values, dict(metadata)]).encode("ascii")


def bind(*, parts: list[tuple[list[tuple[_Values, str, bool, bool]], Mapping[str, str]]]) -> bytes:
    """The Extraction of a PDF of which `leaves` gave these parts, in order."""
    from corpus_search.reading.pdf import Leaf, extraction_of

    found = [
        Leaf(page_of(page), fault, pictured, drawn)
        for values, _ in parts
        for page, fault, pictured, drawn in values
    ]
    return to_json(extraction_of(found, parts[0][1]))


def picture(path: str, *, page: int, scale: float) -> bytes:
    """A page of a PDF as WebP."""
    from corpus_search.reading.pdf_picture import draw_webp

    return draw_webp(Path(path), page, scale)


def recognise(path: str, *, page: int, languages: list[str]) -> bytes:
    """What text recognition makes of a page of a PDF, as JSON of the page."""
    from corpus_search.reading.recognition import recognise_page

    return _compact(page_value(recognise_page(Path(path), page, languages))).encode("ascii")


def merge(*, extraction: _Values, pages: list[_Values], failed: list[int]) -> bytes:
    """An Extraction in which recognised pages have their text."""
    from corpus_search.reading.recognised import with_recognised

    return to_json(with_recognised(from_value(extraction), [page_of(page) for page in pages], failed))


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "read": read,
        "count": count,
        "leaves": leaves,
        "bind": bind,
        "picture": picture,
        "recognise": recognise,
        "merge": merge,
    }
)
"""The tasks by the name that a request gives."""
