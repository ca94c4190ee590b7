"""Files made for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

MakeFile = Callable[[str, bytes | str], Path]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Writes a file of the name and content given."""

    def make(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
