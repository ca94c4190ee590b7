"""A real server process over an index."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus_search.config import Settings

_ADDRESS = re.compile(r"http://[\w.:\[\]]+/")


@contextmanager
def served(settings: Settings, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address; it is ended with the block."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_SEARCH_")}
    said = {
        "INDEX": str(settings.index),
        "STORE": str(settings.store),
        "ENGINE": settings.engine,
        "OPENSEARCH_HOSTS": ",".join(settings.opensearch_hosts),
        "OPENSEARCH_INDEX": settings.opensearch_index,
    }
    said = {f"CORPUS_SEARCH_{name}": value for name, value in said.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "corpus_search", "serve", "--port", "0", *arguments],
        env={**kept, **said, "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    # read on: a pipe that is full would make the server wait
    reading = threading.Thread(target=process.stderr.read, daemon=True)
    try:
        printed = process.stderr.readline()
        address = _ADDRESS.search(printed)
        assert address, printed
        reading.start()
        yield process, address.group()
    finally:
        process.terminate()
        process.wait()
        if reading.ident is not None:
            reading.join()
        process.stderr.close()
