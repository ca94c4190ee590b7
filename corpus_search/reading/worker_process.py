"""One worker: a separate program that works on files, held to limits and watched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import psutil

import corpus_search
from corpus_search.errors import ReadingError
from corpus_search.model import State
from corpus_search.reading.limits import Limits, too_long, too_much_memory
from corpus_search.reading.wire import DONE, HEADER_BYTES

_START_SECONDS = 60.0
_GLANCE_SECONDS = 0.25
"""How often a worker's memory is looked at."""
_ENVIRONMENT = (
    *("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE"),
    *("LANG", "LC_ALL", "LC_CTYPE", "PYTHONHOME", "VIRTUAL_ENV", "TESSDATA_PREFIX"),
)
"""What workers inherit: nothing that holds a secret."""

_NOT_STARTED = "The program that reads files cannot be started ({cause}); install corpus-search anew."
_CRASHED = (
    "Reading it made the reader crash ({cause}); the file is damaged: copy it anew, or save it again in the "
    "program that made it."
)


class TaskError(Exception):
    """A task could not be done."""

    def __init__(self, state: State, reason: str) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason


class BreachError(TaskError):
    """A worker broke a limit or died: it is of no more use."""


class FaultError(TaskError):
    """A worker failed in a way that nobody foresaw, or ran out of memory: what it did before may be the cause."""


class CrashError(BreachError):
    """A worker died of its own."""


class WorkerProcess:
    """One running worker."""

    def __init__(self, limits: Limits, tasks: str) -> None:
        """Start it; it can work when it is ready.

        Args:
            limits: what one task may cost.
            tasks: name of the module whose tasks it knows.

        Raises:
            ReadingError: it cannot be started.
        """
        self.limits = limits
        self.tasks = 0
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        try:
            self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the worker)
        except OSError as error:
            raise ReadingError(_NOT_STARTED, cause=error.strerror or error) from error
        try:
            self._process = _start(limits, tasks, self._errors)
        except OSError as error:
            self._errors.close()
            raise ReadingError(_NOT_STARTED, cause=error.strerror or error) from error
        Thread(target=self._listen, daemon=True).start()

    def wait_until_ready(self) -> None:
        """Wait until it has loaded what it needs.

        Raises:
            ReadingError: it has come to an end, or takes too long; it is to be killed.
        """
        try:
            self._wait(_START_SECONDS)
        except BreachError as error:
            self._process.kill()
            raise ReadingError(_NOT_STARTED, cause=self._last_words() or error.reason) from error

    def ask(self, request: bytes) -> bytes:
        """Let it do a task.

        Args:
            request: a line for `worker`, and the data that it announces.

        Raises:
            TaskError: the task cannot be done.
            BreachError: it broke a limit or died; it is to be killed.
        """
        self.tasks += 1
        stdin = self._process.stdin
        if stdin is not None:
            with suppress(OSError):  # it has died: the answer will say so
                stdin.write(request)
                stdin.flush()
        # its own clock on processor time ends it a little later than this one
        answer = self._wait(self.limits.seconds)
        mark, body = answer[:1], answer[1:]
        if mark == DONE:
            return body
        failure = json.loads(body)
        kind = FaultError if failure["fault"] else TaskError
        raise kind(State(failure["state"]), failure["reason"])

    def is_swollen(self) -> bool:
        """Whether it holds on to so much memory that the next task might want for it."""
        return self._memory() > self.limits.memory // 4

    def kill(self) -> None:
        """End it at once, with what it has started, and wait until it is gone."""
        if sys.platform != "win32" and self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._errors):
            if stream is not None:
                with suppress(OSError):  # what was not sent is lost with it
                    stream.close()

    def _listen(self) -> None:
        """Pass answers on as they come; None when it is gone, or sends what is no answer."""
        stdout = self._process.stdout
        if stdout is None:
            return
        with stdout:
            while len(header := stdout.read(HEADER_BYTES)) == HEADER_BYTES:
                length = int.from_bytes(header, "big")
                if length > self.limits.output + len(DONE) or len(answer := stdout.read(length)) < length:
                    break
                self._answers.put(answer)
        self._answers.put(None)

    def _wait(self, seconds: float) -> bytes:
        """Its next answer.

        Raises:
            BreachError: it takes too long or too much memory, or it has died.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                answer = self._answers.get(timeout=min(left, _GLANCE_SECONDS))
            except Empty:
                if self._memory() > self.limits.memory:
                    raise BreachError(State.TOO_LARGE, too_much_memory(self.limits)) from None
                continue
            if answer is None:
                raise self._death()
            return answer
        raise BreachError(State.TOO_LARGE, too_long(self.limits))

    def _memory(self) -> int:
        """Bytes of memory it holds; 0 when it is gone."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _death(self) -> BreachError:
        """What it died of."""
        self._process.kill()  # it may be alive still, having closed its output or sent nonsense
        status = self._process.wait()
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit status {status}"
        if name == "SIGXCPU":
            return BreachError(State.TOO_LARGE, too_long(self.limits))
        return CrashError(State.UNREADABLE, _CRASHED.format(cause=name))

    def _last_words(self) -> str:
        """The last line of what it wrote to standard error."""
        try:
            self._errors.seek(0)
            lines = self._errors.read().decode("utf-8", "replace").split("\n")
        except ValueError:  # closed, since it was killed meanwhile
            return ""
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


def _start(limits: Limits, tasks: str, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the program.

    Raises:
        OSError: the system refuses.
    """
    return subprocess.Popen(  # noqa: S603  (our own program)
        # -P: nothing in the current folder, which may be the corpus, is taken for a module
        [sys.executable, "-P", "-m", "corpus_search.reading.worker", json.dumps(asdict(limits)), tasks],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=_environment(),
        # out of the terminal's group: Ctrl-C reaches this program, which ends the workers
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _environment() -> dict[str, str]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    home = str(Path(corpus_search.__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["PYTHONUTF8"] = "1"
    return environment
