"""Workers that read files and make documents of what they hold.

A hostile text may keep an expression busy for hours, or fill the memory: so no text is cut in the indexer's own
process, and a document that breaks a limit ends in a state like a file that does.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date

from corpus_search.making.wire import from_bytes
from corpus_search.making.workpiece import Workpiece, make
from corpus_search.model import Extraction, State
from corpus_search.reading import Limits, Workers, from_json
from corpus_search.reading.limits import MIB
from corpus_search.reading.worker_process import TaskError

_OUR_FAULT = (
    "The program failed on what stands in this file; that is a fault of the program. "
    "Please report it with what `corpus-search read FILE` prints."
)
_log = logging.getLogger(__name__)


class Makers(Workers):
    """A number of workers that know these tasks, too. More threads than there are workers may call; they wait."""

    def __init__(
        self,
        count: int,
        limits: Limits = Limits(),  # noqa: B008  (it is frozen)
        *,
        tasks: str = "corpus_search.making.tasks",
    ) -> None:
        """Prepare; see `WorkerPool`."""
        super().__init__(count, limits, tasks=tasks)

    def make(self, path: str, data: bytes, said: Mapping[str, str] | None, document: str = "") -> Workpiece:
        """Make a document; blocks until it is done.

        Args:
            path: of the file, relative to the corpus.
            data: what was read of it, as the reading room's `wire` writes it.
            said: its row of the register.
            document: its id; where it has none, the one that it should have.

        Returns:
            The document; one that breaks a limit, or on which the program fails, has no text, and a state and a
            reason with the remedy.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
            ReadingError: workers cannot be started at all.
        """
        today = date.today()  # noqa: DTZ011  (an embargo ends with the day of who indexes; one day for all workers)
        work = {"path": path, "said": said, "document": document, "today": today.isoformat()}
        try:
            return from_bytes(self.ask("make", work, data))
        except TaskError as failure:
            _log.error("%s could not be cut into passages: %s", path, failure.reason)
            reason = _too_costly(self.limits) if failure.state is State.TOO_LARGE else _OUR_FAULT
            failed = Extraction(failure.state, from_json(data).format, reason=reason)
            return make(path, failed, said, document, today=today)


def _too_costly(limits: Limits) -> str:
    return (
        f"Its text was read, but to find its parts takes more than {limits.seconds:.0f} s or "
        f"{limits.memory // MIB} MiB of memory; split it, or set its kind to `document` in the register."
    )
