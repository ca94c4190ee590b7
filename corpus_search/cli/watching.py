"""Indexing again whenever files of the corpus change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus_search.cli.common import talk
from corpus_search.errors import CorpusSearchError, IndexBusyError

QUIET_MS = 2_000
"""So long must nothing change before the index is made: copying a folder then is one run."""
_POLL_MS = 5_000
"""How often a folder is looked at where the system tells of no changes (network drives)."""


def watch(corpus: Path, run: Callable[[], object], changes: Iterable[object] | None = None) -> None:
    """Run once for each burst of changes, until Ctrl-C.

    An error that a person can mend is told, and the next change tries again: a watch that ends at the first bad
    moment would watch nothing.

    Args:
        corpus: the folder.
        run: makes the index.
        changes: yields once a burst; the folder's own changes by default.
    """
    talk(f"Watching {corpus} (stop with Ctrl-C).")
    for _ in changes if changes is not None else _changes(corpus):
        try:
            run()
        except IndexBusyError:
            talk("Another process is indexing; trying again at the next change.")
        except CorpusSearchError as error:
            talk(f"Error: {error}")


def _changes(corpus: Path) -> Iterator[object]:
    from watchfiles import watch as watched

    yield from watched(corpus, debounce=4 * QUIET_MS, step=QUIET_MS, poll_delay_ms=_POLL_MS)
