"""A number of workers that wait for tasks; who asks gets the next idle one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from queue import LifoQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from corpus_search.errors import ReadingError
from corpus_search.model import State
from corpus_search.reading.limits import Limits
from corpus_search.reading.worker_process import (
    BreachError,
    CrashError,
    FaultError,
    TaskError,
    WorkerProcess,
)

TASKS = "corpus_search.reading.tasks"
"""The module of the tasks that this room knows."""


class WorkersStoppedError(ReadingError):
    """The workers were stopped while or before a file was to be read: nothing is known of the file."""


class _UsedError(Exception):
    """A worker failed that was there before the task: it had done others, or had waited."""


class WorkerPool:
    """Workers start when first needed, are replaced after a number of tasks and after each breach of a limit.

    They are killed at the end of the `with` block, whatever they are doing.
    """

    def __init__(self, count: int, limits: Limits = Limits(), *, tasks: str = TASKS) -> None:  # noqa: B008  (it is frozen)
        """Prepare.

        Args:
            count: how many tasks are done at the same time, at least 1.
            limits: what one task may cost.
            tasks: the module whose `TASKS` the workers know. It is named, not imported: it may be of a room above.
        """
        self.limits = limits
        self._tasks = tasks
        self.count = max(1, count)
        self._idle: LifoQueue[WorkerProcess | None] = LifoQueue()
        self._living: set[WorkerProcess] = set()
        self._lock = Lock()
        self._stopped = False
        for _ in range(self.count):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start all workers now, and do not wait for them."""
        for _ in range(self.count):
            Thread(target=self._start_ahead, daemon=True).start()

    def stop(self) -> None:
        """Kill all workers; whoever waits for one gets a `WorkersStoppedError`."""
        with self._lock:
            self._stopped = True
            living, self._living = self._living, set()
        for worker in living:
            worker.kill()

    def ask(self, task: str, arguments: Mapping[str, object], data: bytes | None = None) -> bytes:
        """Let the next idle worker do a task, and put it or its successor back.

        Args:
            task: its name in `TASKS`.
            arguments: what it takes.
            data: bytes that it takes.

        Raises:
            TaskError: it cannot be done, a worker broke a limit over it, or died.
            WorkersStoppedError: the workers were stopped.
        """
        size = None if data is None else len(data)
        line = json.dumps({"task": task, "arguments": arguments, "data": size}).encode("ascii")
        request = line + b"\n" + (data or b"")
        while True:
            try:
                return self._ask_next(request)
            except _UsedError:  # a fresh worker tells whether it is the task's own fault
                continue

    def _ask_next(self, request: bytes) -> bytes:
        worker = self._idle.get()
        used = worker is not None
        try:
            if worker is None:
                worker = self._start()
            answer = worker.ask(request)
        except BaseException as error:
            # also on Ctrl-C: what it would answer next belongs to this task
            if worker is not None and _is_spent(error):
                self._end(worker)
                worker = None
            if self._stopped:
                raise WorkersStoppedError("Reading was stopped.") from error
            if isinstance(error, FaultError | CrashError) and used:
                raise _UsedError from error
            raise
        else:
            return answer
        finally:
            if worker is not None and (worker.tasks >= self.limits.tasks or worker.is_swollen()):
                self._end(worker)
                worker = None
            self._idle.put(worker)

    def _start_ahead(self) -> None:
        worker = self._idle.get()
        try:
            worker = worker or self._start()
        except ReadingError:  # the one who asks next tries again, and is told why
            return
        finally:
            self._idle.put(worker)

    def _start(self) -> WorkerProcess:
        self._must_go_on()
        worker = WorkerProcess(self.limits, self._tasks)
        with self._lock:
            self._living.add(worker)
        try:
            self._must_go_on()  # else it was not yet known when the others were killed
            worker.wait_until_ready()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _must_go_on(self) -> None:
        if self._stopped:
            raise WorkersStoppedError("Reading was stopped.")

    def _end(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._living.discard(worker)
        worker.kill()


def _is_spent(error: BaseException) -> bool:
    """Whether a worker is of no more use after an error: its next answer is another one's, or its memory is full."""
    return (
        not isinstance(error, TaskError)
        or isinstance(error, BreachError | FaultError)
        or error.state is State.TOO_LARGE
    )
