"""Words that someone selected on a page, found again in the document's text.

A page shows a text with its white space flowed, so a browser cannot tell offsets in the text. It can count: how many
characters that are no white space stand before the selection in a passage. Those are the same here and there.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.errors import UsageError

Span = tuple[int, int]

_ENDS = 12
"""Characters compared at each end of a selection over several passages: between these the page leaves out labels."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What a page tells of a selection."""

    words: str
    """As they stood on the page."""
    start: int
    """Characters without white space before its first one, from the start of the first passage."""
    end: int
    """Characters without white space up to and with its last one, from the start of the last passage."""


def offset_before(text: str, start: int, ink: int) -> int:
    """Where in a text the character stands that has so many characters without white space before it.

    Args:
        text: the whole text.
        start: where counting begins.
        ink: how many characters without white space come before it.

    Raises:
        UsageError: the text is shorter.
    """
    left = ink
    for at in range(start, len(text)):
        if not text[at].isspace():
            if left == 0:
                return at
            left -= 1
    raise _changed()


def selected_span(text: str, first: int, last: int, selected: Selected) -> Span:
    """The span of a selection.

    Args:
        text: the document's text.
        first: start of the passage that the selection begins in.
        last: start of the passage that it ends in.
        selected: what the page tells.

    Raises:
        UsageError: other words stand there: the document has changed since the page was made.
    """
    if selected.end < 1:
        raise _changed()
    start = offset_before(text, first, selected.start)
    end = offset_before(text, last, selected.end - 1) + 1
    here, there = _ink(text[start:end]), _ink(selected.words)
    same = (
        here == there if first == last else here[:_ENDS] == there[:_ENDS] and here[-_ENDS:] == there[-_ENDS:]
    )
    if start >= end or not same:
        raise _changed()
    return start, end


def words_span(text: str, start: int, end: int, words: str) -> Span:
    """Where words first stand in a part of a text, whatever the white space between them.

    Raises:
        UsageError: they do not stand there.
    """
    wanted = _ink(words)
    places = [at for at in range(start, end) if not text[at].isspace()]
    found = "".join(text[at] for at in places).find(wanted) if wanted else -1
    if found < 0:
        raise UsageError(
            "“{words}” does not stand in this passage. Copy a part of it as it stands there.",
            words=" ".join(words.split())[:80],
        )
    return places[found], places[found + len(wanted) - 1] + 1


def whole_words(text: str, span: Span, first: int, last: int) -> Span:
    """A span with the words whole that it begins or ends in.

    Args:
        text: the document's text.
        span: of it.
        first: where it may begin at the earliest.
        last: where it may end at the latest.
    """
    start, end = span
    while start > first and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < last and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _ink(words: str) -> str:
    return "".join(words.split())


def _changed() -> UsageError:
    return UsageError(
        "The document has changed since this page was opened. Open it again and select the words anew."
    )
