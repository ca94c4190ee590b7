"""Files made for a test, and what must hold of every Extraction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import Extraction, Line

MakeFile = Callable[[str, bytes | str], Path]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Writes a file of the name and content given."""

    def make(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def lines_of() -> Callable[[Extraction], list[Line]]:
    """All lines of an extraction, in order."""
    return lambda extraction: [line for page in extraction.pages for line in page.lines]


@pytest.fixture
def texts_of() -> Callable[[Extraction], list[str]]:
    """The texts of all lines that are not empty, in order."""
    return lambda extraction: [line.text for page in extraction.pages for line in page.lines if line.text]
