"""What became of reading a PDF as a whole, worded for a person, with the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus_search.model import Page, State, Trouble

_STATES = {
    "scan": State.SCAN,
    "garbled": State.GARBLED,
    "unrecognised": State.SCAN,
    "unreadable": State.UNREADABLE,
}


def state_of(pages: Sequence[Page], troubles: Sequence[Trouble]) -> State:
    """The state of a document whose pages have these troubles."""
    if any(line.furniture is None for page in pages for line in page.lines):
        return State.PARTLY_READ if troubles else State.READ
    if not troubles:
        return State.UNREADABLE
    (reason, _), *_ = Counter(trouble.reason for trouble in troubles).most_common(1)
    return _STATES[reason]


PASSWORD = "It is protected by a password; open it with the password and save a copy without one."  # noqa: S105
DAMAGED = "It is damaged or cut short ({}); copy it anew from where it came, or print it to a new PDF."
NOT_OPENED = "It could not be opened ({}); check that the file is there and may be read."
_BLANK = "None of its pages shows anything; remove it from the corpus, or copy it anew."
_WHAT = {
    "scan": "without text (scanned, or drawn as shapes)",
    "garbled": "in fonts that do not tell their characters",
    "unrecognised": "without text, and text recognition failed on them",
    "unreadable": "damaged",
}
_REMEDY = {
    "scan": "have them recognised with `corpus-search index --ocr`",
    "garbled": "look for another copy, or have them recognised with `corpus-search index --ocr`",
    "unrecognised": "look for a better copy, or type what they show into a text file",
    "unreadable": "copy it anew from where it came, or print it to a new PDF",
}


def reason_of(state: State, troubles: Sequence[Trouble], pages: int) -> str:
    """What could not be read, and the remedy."""
    if state is State.READ:
        return ""
    if not troubles:
        return _BLANK
    parts = []
    for reason, what in _WHAT.items():
        numbers = [trouble.page for trouble in troubles if trouble.reason == reason]
        if len(numbers) == pages:
            parts.append(f"All of its pages are {what}; {_REMEDY[reason]}.")
        elif numbers:
            named = f"Page {numbers[0]} is" if len(numbers) == 1 else f"Pages {_ranges(numbers)} are"
            parts.append(f"{named} {what}; {_REMEDY[reason]}.")
    return " ".join(parts)


def _ranges(numbers: Sequence[int]) -> str:
    """`1-3, 7`."""
    return ", ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in _stretches(numbers))


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
