"""Workers: separate programs that read files, each held to limits, so that no file can harm this program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from types import TracebackType
from typing import Self

from corpus_search.errors import ReadingError
from corpus_search.model import Extraction, State
from corpus_search.reading.files import format_of
from corpus_search.reading.limits import Limits, too_large
from corpus_search.reading.worker_process import BreachError, CrashError, WorkerProcess


class WorkersStoppedError(ReadingError):
    """The workers were stopped while or before a file was to be read: nothing is known of the file."""


class Workers:
    """A number of workers. `read` may be called from that many threads at once; more callers wait.

    Workers start when first needed, are replaced after a number of files and after each breach of a limit, and are
    killed at the end of the `with` block, whatever they are doing.
    """

    def __init__(self, count: int, limits: Limits = Limits()) -> None:  # noqa: B008  (it is frozen)
        """Prepare.

        Args:
            count: how many files are read at the same time, at least 1.
            limits: what one file may cost.
        """
        self._limits = limits
        self._idle: LifoQueue[WorkerProcess | None] = LifoQueue()
        self._living: set[WorkerProcess] = set()
        self._lock = Lock()
        self._stopped = False
        for _ in range(max(1, count)):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Kill all workers; whoever waits for one gets a `WorkersStoppedError`."""
        with self._lock:
            self._stopped = True
            living, self._living = self._living, set()
        for worker in living:
            worker.kill()

    def read(self, path: Path) -> Extraction:
        """Read a file in a worker; blocks until it is done.

        Returns:
            What the file holds. A file that breaks a limit, or its worker, gives a state and a reason with the
            remedy like any other that cannot be read.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
            ReadingError: workers cannot be started at all.
        """
        with suppress(OSError):  # what cannot be looked at is the reader's to explain
            if path.stat().st_size > self._limits.input:
                return Extraction(State.TOO_LARGE, format_of(path), reason=too_large(self._limits))
        try:
            return self._once(path, cautious=False)
        except CrashError:
            pass
        except BreachError as breach:
            return Extraction(breach.state, format_of(path), reason=breach.reason)
        # one more time without the reader that crashes: most of the file may still be read
        try:
            return self._once(path, cautious=True)
        except BreachError as breach:
            return Extraction(breach.state, format_of(path), reason=breach.reason)

    def _once(self, path: Path, *, cautious: bool) -> Extraction:
        """Let the next idle worker read a file, and put it or its successor back.

        Raises:
            BreachError: the worker broke a limit or died.
            WorkersStoppedError: the workers were stopped.
        """
        worker = self._idle.get()
        try:
            if worker is None:
                worker = self._start()
            extraction = worker.read(path, cautious=cautious)
        except BaseException as error:
            # also on Ctrl-C: what it would answer next belongs to this file
            if worker is not None:
                self._end(worker)
            worker = None
            if self._stopped:
                raise WorkersStoppedError("Reading was stopped.") from error
            raise
        else:
            if worker.files >= self._limits.files or extraction.state is State.TOO_LARGE:
                self._end(worker)
                worker = None
            return extraction
        finally:
            self._idle.put(worker)

    def _start(self) -> WorkerProcess:
        if self._stopped:
            raise WorkersStoppedError("Reading was stopped.")
        worker = WorkerProcess(self._limits)
        with self._lock:
            if not self._stopped:
                self._living.add(worker)
                return worker
        worker.kill()
        raise WorkersStoppedError("Reading was stopped.")

    def _end(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._living.discard(worker)
        worker.kill()
