"""How a reader says that a file cannot be read: a state and a reason that names the remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path

from corpus_search.errors import ReadingError
from corpus_search.model import Extraction, State

Reader = Callable[[Path], Extraction]
"""Reads one file; gives an Extraction in every case, never raises for what the file holds."""


class RefusedError(ReadingError):
    """A file, or a part that it cannot do without, is not read: for the reason given."""

    def __init__(self, state: State, template: str, **params: object) -> None:
        """Keep the state beside the message.

        Args:
            state: what the document's state becomes.
            template: English sentence(s) with `{placeholders}` that tell what happened and what to do.
            params: values of the placeholders.
        """
        self.state = state
        super().__init__(template, **params)


def reads(format_name: str, *damage: type[Exception]) -> Callable[[Reader], Reader]:
    """Decorate a format's `read` so that it answers a bad file with an Extraction instead of raising.

    Args:
        format_name: the format as it stands in the Extraction.
        damage: what the format's libraries raise for a file that is not whole.
    """

    def decorate(read: Reader) -> Reader:
        @wraps(read)
        def guarded(path: Path) -> Extraction:
            try:
                extraction = read(path)
            except RefusedError as refused:
                return Extraction(refused.state, format_name, reason=str(refused))
            except OSError as error:
                return Extraction(State.UNREADABLE, format_name, reason=_not_opened(error))
            except RecursionError:
                return Extraction(State.UNREADABLE, format_name, reason=_NESTED)
            except damage as error:
                return Extraction(State.UNREADABLE, format_name, reason=_damaged(error))
            if extraction.state.has_text and not _has_text(extraction):
                return replace(extraction, state=State.UNREADABLE, pages=(), reason=_NO_TEXT)
            return extraction

        return guarded

    return decorate


_NESTED = "Its parts are nested too deeply to be read; save it again in the program that made it."
_NO_TEXT = (
    "It holds no text; remove it from the corpus, or, if it shows pictures of text, save it as PDF, "
    "so that it is listed among the scans."
)


def _not_opened(error: OSError) -> str:
    cause = error.strerror or type(error).__name__
    return f"It could not be opened ({cause}); check that the file is there and may be read."


def _damaged(error: Exception) -> str:
    cause = " ".join(str(error).split())[:120] or type(error).__name__
    return (
        f"It is damaged or cut short ({cause}); "
        "open it in the program that made it and save it again, or copy it anew."
    )


def _has_text(extraction: Extraction) -> bool:
    return any(line.text.strip() for page in extraction.pages for line in page.lines)
