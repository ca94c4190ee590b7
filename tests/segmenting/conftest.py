"""Pages made of plain text, as a reader of text files gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from corpus_search.model import Kind, Line, Page, Segmentation
from corpus_search.segmenting import segment

Segment = Callable[..., Segmentation]


@pytest.fixture
def segmented() -> Segment:
    """Segment a text, or lines, as a document with the id `d`."""

    def make(content: str | Sequence[Line], kind: Kind, **metadata: str) -> Segmentation:
        lines = [Line(line) for line in content.split("\n")] if isinstance(content, str) else content
        segmentation = segment([Page(1, tuple(lines))], kind, document="d", metadata=metadata)
        for passage in segmentation.passages:
            words = segmentation.text[passage.start : passage.end]
            assert words
            assert words == words.strip()
        return segmentation

    return make
