"""What all rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real files; tests that use it are marked `real`."""
    folder = os.environ.get("CORPUS_SEARCH_REAL")
    if not folder:
        pytest.skip("CORPUS_SEARCH_REAL names no folder of real files")
    path = Path(folder).resolve()
    assert path.is_dir(), f"CORPUS_SEARCH_REAL is no folder: {path}"
    return path
