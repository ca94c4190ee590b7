"""What all rooms' tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
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


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In continuous integration a skipped test of what may be missing elsewhere is a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy sends it
    must_run = any(item.get_closest_marker(name) for name in ("real", "browser", "ocr", "cluster"))
    if report.skipped and must_run and os.environ.get("CORPUS_SEARCH_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where no test may be: {report.longrepr}"
