"""The program that works on files for another one: `python -m corpus_search.reading.worker LIMITS MODULE`.

The module's `TASKS` are what it can do. It takes requests from standard input, one JSON object a line (`{"task":
"read", "arguments": {"path": "..."}, "data": null}`; see `tasks`; where `data` is a number, so many bytes follow the
line), and answers each on standard output with the length of what follows (8 bytes, big endian), a mark of one
byte and what the task gives; a task that could not be done, with another mark and a JSON object of the state, the
reason, and whether that was a fault, which what earlier tasks left behind may have caused. Length 0, first of all, says
that it is ready. When standard input ends it exits at once, in whatever it is
doing: so it never outlives the program that started it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from corpus_search.model import State
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.limits import (
    Limits,
    restrict_memory,
    restrict_time,
    too_much_memory,
    too_much_text,
)
from corpus_search.reading.tasks import Task
from corpus_search.reading.wire import DONE, FAILED, HEADER_BYTES

_Request = dict[str, Any]

_OBJECTS_BEFORE_COLLECTING = 50_000
"""So many new ones: a file makes many, and few in circles; to look for these as often as usual takes a twentieth of the
time."""
_UNEXPECTED = "Reading it failed ({error}); save it again in the program that made it, or report the error."


def main() -> None:
    """Serve until standard input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started us
    logging.disable(logging.CRITICAL)
    answers = _private_output()
    restrict_memory(limits)
    tasks: Mapping[str, Task] = import_module(sys.argv[2]).TASKS
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    requests: SimpleQueue[_Request] = SimpleQueue()
    Thread(target=_listen, args=(requests,), daemon=True).start()
    _send(answers, b"")
    while True:
        request = requests.get()
        restrict_time(limits)
        _send(answers, _answer(tasks, request, limits))


def _private_output() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _listen(requests: SimpleQueue[_Request]) -> None:
    """Hand requests over; end the process, even in the middle of a file, when no more can come."""
    for line in sys.stdin.buffer:
        request = json.loads(line)
        size = request.pop("data")
        if size is not None:
            request["arguments"]["data"] = sys.stdin.buffer.read(size)
        requests.put(request)
    os._exit(0)


def _send(answers: BinaryIO, data: bytes) -> None:
    answers.write(len(data).to_bytes(HEADER_BYTES, "big") + data)
    answers.flush()


def _answer(tasks: Mapping[str, Task], request: _Request, limits: Limits) -> bytes:
    try:
        answer = tasks[request["task"]](**request["arguments"])
    except MemoryError:
        return _failure(State.TOO_LARGE, too_much_memory(limits), fault=True)
    except RefusedError as refused:
        return _failure(refused.state, str(refused))
    except Exception as error:  # noqa: BLE001  (a mistake in a reader must not end the indexing of other files)
        reason = _UNEXPECTED.format(error=f"{type(error).__name__}: {error}"[:200])
        return _failure(State.UNREADABLE, reason, fault=True)
    if len(answer) > limits.output:
        return _failure(State.TOO_LARGE, too_much_text(limits))
    return DONE + answer


def _failure(state: State, reason: str, *, fault: bool = False) -> bytes:
    return FAILED + json.dumps({"state": state, "reason": reason, "fault": fault}).encode("ascii")


if __name__ == "__main__":
    main()
