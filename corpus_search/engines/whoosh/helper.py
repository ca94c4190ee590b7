"""A gatherer in a process of its own, beside the one that fills it.

The process is the program `helper_program`, so that it begins with nothing of what the other one has (threads,
locks, open files) and works the same on every system. It is told what to do by pickles on its standard input, and
answers once, at the end: the records of its segments, merged into one. It ends when its input ends, whatever
became of the other process; the files that it leaves behind then belong to no state and are removed with the next
commit. Both ends are ours and talk over pipes that nobody else can write to, so pickles are safe here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Literal, cast

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.errors import CorpusSearchError

Job = tuple[Literal["put", "remove", "finish"], object]
"""What a helper is told: passages as tuples, groups, or nothing more."""
_PROGRAM = "corpus_search.engines.whoosh.helper_program"
_MOST_WAITING = 16
"""Jobs for a helper: a few megabytes."""


class Helper:
    """The side that asks; see `Gatherer` for what the methods do."""

    def __init__(self, folder: Path, words_per_segment: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            # -P: nothing in the current folder, which may be the corpus, is taken for a module
            [sys.executable, "-P", "-m", _PROGRAM, str(folder), str(words_per_segment)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # out of the terminal's group: Ctrl-C reaches this program, which ends the helpers
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._waiting: Queue[bytes | None] = Queue(_MOST_WAITING)
        self._sender = Thread(target=self._send, daemon=True)
        self._sender.start()

    def put(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages; what is wrong with them is told by `finish`."""
        # plain tuples are pickled in a fraction of the time
        self._tell(("put", [tuple(passage) for passage in passages]))

    def remove(self, groups: Iterable[int]) -> None:
        """Take the passages of these groups out again."""
        self._tell(("remove", frozenset(groups)))

    @property
    def waiting(self) -> int:
        """Jobs that the process has not taken yet."""
        return self._waiting.qsize()

    def finishing(self) -> None:
        """Begin to finish: several helpers do it at the same time."""
        self._tell(("finish", None))

    def finish(self) -> list[Segment]:
        """The new segments, after `finishing`.

        Raises:
            ValueError: a date is no ISO date.
            CorpusSearchError: the process came to an end.
        """
        try:
            answer = pickle.load(cast("IO[bytes]", self._process.stdout))  # noqa: S301  (see above)
        except (EOFError, pickle.UnpicklingError):
            raise self._ended() from None
        finally:
            self.end()
        if isinstance(answer, Exception):
            raise answer
        return cast("list[Segment]", answer)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._tell(None)
        self._sender.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:  # the last of what it was told could not be written
                    continue
        self._process.wait()

    def _tell(self, job: Job | None) -> None:
        if self._sender.is_alive():
            self._waiting.put(pickle.dumps(job, pickle.HIGHEST_PROTOCOL) if job else None)

    def _send(self) -> None:
        """Hand on what waits: while the process writes a segment, it takes nothing."""
        pipe = cast("IO[bytes]", self._process.stdin)
        broken = False
        while (job := self._waiting.get()) is not None:
            try:
                if not broken:
                    pipe.write(job)
                    pipe.flush()
            except BrokenPipeError:  # `finish` tells why
                broken = True

    def _ended(self) -> CorpusSearchError:
        return CorpusSearchError(
            "A process that writes the search index came to an end (status {status}), perhaps for want of "
            "memory. Run `corpus-search index` again, with fewer jobs.",
            status=str(self._process.wait()),
        )
