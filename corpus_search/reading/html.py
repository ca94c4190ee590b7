"""Web pages that were saved."""

from __future__ import annotations

from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.failures import reads
from corpus_search.reading.html_blocks import html_lines
from corpus_search.reading.html_page import head_metadata, parse_html


@reads("html", ValueError)
def read(path: Path) -> Extraction:
    """Read a web page: headings, paragraphs, list items with their numbers, rows of tables."""
    page = parse_html(path.read_bytes())
    lines = tuple(html_lines(page.root)) if page.root is not None else ()
    return Extraction(State.READ, "html", (Page(1, lines),), metadata=head_metadata(page))
