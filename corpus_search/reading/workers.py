"""Workers: separate programs that work on files, each held to limits, so that no file can harm this program."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus_search.errors import ReadingError
from corpus_search.model import Extraction, Page, State
from corpus_search.reading.files import format_of
from corpus_search.reading.limits import too_large
from corpus_search.reading.packed import Packed
from corpus_search.reading.wire import page_from_json
from corpus_search.reading.worker_pool import WorkerPool
from corpus_search.reading.worker_process import CrashError, TaskError

_LONG_BYTES = 256 << 10
"""A smaller file is hardly worth a look whether it is long."""
_LONG_PAGES = 100
"""A PDF with more is read by several workers, where there are some."""
_STRETCHES = 2
"""Stretches of a long PDF that each worker reads, so that all end at about the same time."""
_LEAST_STRETCH = 50
"""Pages of a stretch, at least."""


class Workers(WorkerPool):
    """A number of workers. Its methods may be called from that many threads at once; more callers wait."""

    # --- what they do ---

    def read(self, path: Path) -> Extraction:
        """Read a file and unpack what it holds; see `pack`."""
        return self.pack(path).extraction()

    def pack(self, path: Path) -> Packed:
        """Read a file; blocks until it is done. A long PDF is read by several workers at once.

        Returns:
            What the file holds, packed. A file that breaks a limit, or its worker, gives a state and a reason with the
            remedy like any other that cannot be read.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
            ReadingError: workers cannot be started at all.
        """
        size = 0
        with suppress(OSError):  # what cannot be looked at is the reader's to explain
            size = path.stat().st_size
        if size > self.limits.input:
            return Packed.of(Extraction(State.TOO_LARGE, format_of(path), reason=too_large(self.limits)))
        try:
            if self.count > 1 and size > _LONG_BYTES and (pages := self._pages(path)) > _LONG_PAGES:
                return Packed.from_bytes(self._read_in_parts(path, pages))
            return Packed.from_bytes(self._ask_twice("read", {"path": _absolute(path)}))
        except TaskError as failure:
            return Packed.of(Extraction(failure.state, format_of(path), reason=failure.reason))

    def picture(self, path: Path, page: int, scale: float) -> bytes:
        """Draw a page of a PDF; blocks until it is done.

        Args:
            path: the file.
            page: its number, from 1.
            scale: of 96 pixels an inch; a picture that would become too large is drawn smaller.

        Returns:
            WebP.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
            ReadingError: the page cannot be shown.
        """
        try:
            return self.ask("picture", {"path": _absolute(path), "page": page, "scale": scale})
        except TaskError as failure:
            raise ReadingError(
                "Page {page} of {path} cannot be shown: {reason}", page=page, path=path, reason=failure.reason
            ) from failure

    def recognise(
        self, path: Path, pages: Sequence[int], languages: Sequence[str]
    ) -> Iterator[tuple[int, Page | None]]:
        """Recognise the text of pages of a PDF, a page a task.

        Args:
            path: the file.
            pages: their numbers, from 1.
            languages: as tesseract names them.

        Yields:
            Number and page, as pages are done; None in place of a page that could not be.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
            ReadingError: workers cannot be started at all.
        """

        def one(number: int) -> Page | None:
            arguments = {"path": _absolute(path), "page": number, "languages": list(languages)}
            try:
                return page_from_json(self.ask("recognise", arguments))
            except TaskError:
                return None

        with _threads(min(self.count, len(pages))) as threads:
            numbers = {threads.submit(one, number): number for number in pages}
            for done in as_completed(numbers):
                yield numbers[done], done.result()

    # --- long files ---

    def _pages(self, path: Path) -> int:
        """How many pages a PDF has; 0 for other files, and where it cannot be told."""
        try:
            return int(self.ask("count", {"path": _absolute(path)}))
        except TaskError:
            return 0

    def _read_in_parts(self, path: Path, pages: int) -> bytes:
        """A long PDF, read in stretches by all workers that are idle.

        Raises:
            TaskError: it cannot be read.
        """
        length = max(_LEAST_STRETCH, -(-pages // (self.count * _STRETCHES)))
        starts = range(0, pages, length)

        def stretch(first: int) -> bytes:
            # the last one has no end: a file may have more pages than it says
            last = first + length if first != starts[-1] else _NO_END
            arguments = {"path": _absolute(path), "first": first, "last": last}
            return self._ask_twice("leaves", arguments)

        with _threads(self.count) as threads:
            parts = list(threads.map(stretch, starts))
        return self.ask("assemble", {"lengths": [len(part) for part in parts]}, b"".join(parts))

    def _ask_twice(self, task: str, arguments: Mapping[str, object]) -> bytes:
        """Let a worker do a task, and where it crashes, another one without the reader that crashes.

        Most of the file may still be read so.

        Raises:
            TaskError: it cannot be done.
        """
        try:
            return self.ask(task, arguments)
        except CrashError:
            return self.ask(task, {**arguments, "cautious": True})


_NO_END = 1 << 31


def _absolute(path: Path) -> str:
    return os.fspath(path.absolute())


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that ask workers; on an error those that wait are not begun any more."""
    threads = ThreadPoolExecutor(max(1, count))
    try:
        yield threads
    finally:
        # not waiting: after an interruption whoever owns the workers stops them, and so the threads
        threads.shutdown(wait=False, cancel_futures=True)
