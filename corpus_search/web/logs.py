"""What is written into the log: what failed and where in the program, and nothing that people wrote or asked for.

An address may name an informant, and the message of an error may quote an interview. So pages are told by their rule
(`/library/informants/<key>`) and errors by their kind and the lines of the program that they went through.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

from flask import Flask, request


def page() -> str:
    """The current request, without names: `GET /documents/<identifier>`."""
    rule = request.url_rule.rule if request.url_rule is not None else "(no page)"
    return f"{request.method} {rule}"


def keep_words_out(app: Flask) -> None:
    """See that no log of the application, or of the server before it, tells the message of an unexpected error."""
    for name in (app.logger.name, "waitress"):
        logger = logging.getLogger(name)
        if _wordless not in logger.filters:
            logger.addFilter(_wordless)


def _wordless(record: logging.LogRecord) -> bool:
    """Let a record through with no more of an error than `told` has."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.exc_info, record.exc_text = None, told(error)
        record.msg, record.args = "A request failed", ()  # waitress and Flask name its address
    return True


def told(error: BaseException) -> str:
    """An error and those that it came from, the first one first: kinds and lines, no messages."""
    return "\n".join(line for one in reversed(list(_chain(error))) for line in _lines(one))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _lines(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{reason}"
