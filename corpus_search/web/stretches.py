"""Which stretch of a document a page of the reader shows, and the addresses of places in it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.catalog import Contents
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import NOTHING, sought_args
from corpus_search.web.blocks import passage_at
from corpus_search.web.links import link

WINDOW = 200
"""Passages on one page: a law of 500 pages opens at once, an interview stands on one page."""
_VERY_LONG = 2_000
"""Passages of a document of some hundred pages, which stands on pages of half the size."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a URL of the reader asks for."""

    sought: SearchRequest = NOTHING
    """What is marked."""
    at: str | None = None
    """A passage's id within the document."""
    start: int | None = None
    """Ordinal of the first passage of the window, from 0."""

    @property
    def query(self) -> str:
        """The words that are marked."""
        return self.sought.text


def window(contents: Contents, asked: Asked) -> tuple[int, int]:
    """The passages to show: those around what is asked for, by stable steps, so that an address keeps its meaning."""
    total = len(contents.passages)
    size = window_size(total)
    if total <= size + size // 4:
        return 0, total
    here = passage_at(contents.passages, asked.at)
    at = here.ordinal if here else asked.start or 0
    first = min(at, max(0, total - 1)) // size * size
    return first, min(first + size, total)


def window_size(total: int) -> int:
    """Passages on one page of a document with so many."""
    return WINDOW if total < _VERY_LONG else WINDOW // 2


def stretch(contents: Contents, span: tuple[int, int]) -> tuple[int, int]:
    """The text of a window, by offsets: its passages with what stands before each; all that is left in the last one."""
    first, last = span
    start = contents.passages[first - 1].end if first else 0
    end = contents.passages[last - 1].end if last < len(contents.passages) else len(contents.text)
    return start, end


def read_url(document: str, asked: Asked) -> str:
    """Address of what is asked for."""
    args: dict[str, object] = {"identifier": document, **sought_args(asked.sought)}
    if asked.at is not None:
        args["at"] = asked.at
    elif asked.start:
        args["from"] = asked.start
    return link("reader.page", args, anchor=asked.at)
