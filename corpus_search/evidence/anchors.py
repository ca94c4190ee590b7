"""Anchors: marking words so that they find their place again, and finding it.

First the words are looked for as they are, then without regard to white space; where they stand more than once, what
stood around them decides. Failing that, the nearest words are looked for (by edit distance, letters that scanners take
for each other being the same): runs of letters that both have in common tell where to look.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median_low

import numpy as np
from rapidfuzz.distance import Levenshtein

from corpus_search.evidence.folding import Folded, fold, scanning, spacing
from corpus_search.evidence.types import Anchor, Quote, Standing

CONTEXT = 64
"""Characters kept before and after the words."""
ALIKE = 0.7
"""Similarity from which words count as altered rather than lost."""
_SHORT, _SHORT_ALIKE = 12, 0.85
"""Shorter words must be more alike: there are too many like them."""
_SEED = 6
"""Letters in a run that tells where to look."""
_SEEDS = 60
"""Runs that are looked for."""
_BIN = 32
"""Letters within which runs vote for the same place."""
_WEIGHT = 0.2
"""What like surroundings count beside like words."""
_PLACES = 4
"""Places that are looked at closely."""
_NEAR = 0.5
"""Share of the words' length by which they may be grown to the edges of a line."""
_CLEAR = 0.2
"""By how much one place's surroundings must be more like those remembered than any other's."""
_MOST = 200
"""Occurrences of the same words that are compared."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where words are now."""

    standing: Standing
    start: int = 0
    end: int = 0
    similarity: float = 0.0
    sure: bool = False


LOST = Located(Standing.LOST)


def text_checksum(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quote_of(text: str, start: int, end: int) -> Quote:
    """The words of a span with what stands around them."""
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def anchor_id(document: str, start: int, end: int, checksum: str) -> str:
    """The id of an anchor: the same for whoever marks the same words in the same text."""
    return hashlib.sha256(f"{document}\0{start}\0{end}\0{checksum}".encode()).hexdigest()[:20]


def locate(anchor: Anchor, text: str, checksum: str) -> Located:
    """Find an anchor's place in a text.

    Args:
        anchor: as last placed.
        text: the document's text as it is now.
        checksum: of that text.
    """
    exact = anchor.quote.exact
    if anchor.checksum == checksum and text[anchor.start : anchor.end] == exact:
        return Located(Standing.SAME, anchor.start, anchor.end, 1.0, sure=True)
    places = [(at, at + len(exact)) for at in _occurrences(exact, text)]
    if not places:
        wanted, folded = fold(exact, spacing).text, _folded_spacing(text)
        places = [folded.span(at, at + len(wanted)) for at in _occurrences(wanted, folded.text)]
    if places:
        (start, end), sure = _best(anchor, text, places)
        same = (start, end) == (anchor.start, anchor.end)
        return Located(Standing.SAME if same else Standing.MOVED, start, end, 1.0, sure)
    return _nearest(anchor, text)


def _occurrences(words: str, text: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _best(anchor: Anchor, text: str, places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], bool]:
    """The place whose surroundings are most like those remembered, and whether that is beyond doubt."""
    if len(places) == 1:
        return places[0], True
    scored = sorted(
        (
            (_surroundings(anchor.quote, text, place), -abs(place[0] - anchor.start), place)
            for place in places
        ),
        reverse=True,
    )
    return scored[0][2], scored[0][0] - scored[1][0] >= _CLEAR


def _surroundings(quote: Quote, text: str, place: tuple[int, int]) -> float:
    """How much the text around a place is like what stood around the words, from 0 to 1."""
    start, end = place
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    pairs = [(quote.prefix, before), (quote.suffix, after)]
    return sum(Levenshtein.normalized_similarity(then, now) for then, now in pairs) / 2


def _nearest(anchor: Anchor, text: str) -> Located:
    """The place of the words most like those remembered; of places as like, the one with like surroundings."""
    wanted = fold(anchor.quote.exact, scanning).text
    folded = _folded_scanning(text)
    best: tuple[float, float, int, int] | None = None
    for guess in _guesses(wanted, folded.text):
        span = _aligned(wanted, folded.text, guess)
        if span is None:
            continue
        start, end = _with_signs(anchor.quote.exact, text, *_whole_words(text, *folded.span(*span)))
        likeness = Levenshtein.normalized_similarity(wanted, fold(text[start:end], scanning).text)
        score = likeness + _WEIGHT * _surroundings(anchor.quote, text, (start, end))
        if best is None or score > best[0]:
            best = score, likeness, start, end
    needed = _SHORT_ALIKE if len(wanted) < _SHORT else ALIKE
    if best is None or best[1] < needed:
        return LOST
    start, end = _whole_lines(anchor.quote, text, best[2], best[3])
    return Located(Standing.ALTERED, start, end, best[1])


def _guesses(wanted: str, text: str) -> list[int]:
    """Where words may begin in a text: where most runs of their letters stand as far from there as in the words."""
    if len(wanted) < _SEED:
        return []
    votes: defaultdict[int, list[int]] = defaultdict(list)
    last = len(wanted) - _SEED
    width = max(_BIN, len(wanted) // 10)
    for at in sorted({round(last * part / _SEEDS) for part in range(_SEEDS + 1)}):
        found = _occurrences(wanted[at : at + _SEED], text)
        if len(found) < _MOST:  # what stands everywhere tells nothing
            for one in found:
                votes[(one - at) // width].append(one - at)
    merged = {place: starts + votes.get(place + 1, []) for place, starts in votes.items()}
    ranked = sorted(merged.values(), key=lambda starts: (-len(starts), starts[0]))
    guesses: list[int] = []
    for starts in ranked:
        guess = median_low(starts)
        if all(abs(guess - known) > width for known in guesses):
            guesses.append(guess)
        if len(guesses) == _PLACES:
            break
    return guesses


def _aligned(wanted: str, text: str, guess: int) -> tuple[int, int] | None:
    """The span that words have in a text near to where they may begin; None where there is no text."""
    reach = max(24, len(wanted) // 2)
    base = max(0, guess - reach)
    window = text[base : guess + len(wanted) + reach]
    if not window:
        return None
    end = _best_end(wanted, window)
    start = end - _best_end(wanted[::-1], window[:end][::-1])
    return (base + start, base + end) if start < end else None


def _best_end(wanted: str, window: str) -> int:
    """Where the stretch of a window ends that takes the fewest edits to become the words wanted.

    It may begin anywhere (Sellers 1980, doi:10.1016/0196-6774(80)90016-4), row by row of the matrix of distances.
    """
    letters = np.frombuffer(window.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    steps = np.arange(len(letters) + 1)
    row = np.zeros(len(letters) + 1, dtype=np.int64)
    for code in map(ord, wanted):
        changed = row[:-1] + (letters != code)
        row = row + 1
        np.minimum(row[1:], changed, out=row[1:])
        row = np.minimum.accumulate(row - steps) + steps
    return int(row.argmin())


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span grown to the edges of the words that it cuts."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _whole_lines(quote: Quote, text: str, start: int, end: int) -> tuple[int, int]:
    """A span grown to the edges of its line where the words began or ended one, and their surroundings fit better.

    What was written anew at the edge of the words is no longer like them, so that the span alone would stop short.
    """
    reach = len(quote.exact) * _NEAR
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last

    def fits_before(at: int) -> float:
        return Levenshtein.normalized_similarity(quote.prefix, text[max(0, at - CONTEXT) : at])

    def fits_after(at: int) -> float:
        return Levenshtein.normalized_similarity(quote.suffix, text[at : at + CONTEXT])

    if quote.prefix[-1:] in {"", "\n"} and start - first <= reach:
        start = max(start, first, key=fits_before)
    if quote.suffix[:1] in {"", "\n"} and last - end <= reach:
        end = max(end, last, key=fits_after)
    return start, end


def _with_signs(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A span grown by the signs that the words begin and end with, where they stand beside it: folding drops them."""
    for sign in reversed(words[: _signs(words)]):
        if start > 0 and text[start - 1] == sign:
            start -= 1
    for sign in words[len(words) - _signs(words[::-1]) :]:
        if end < len(text) and text[end] == sign:
            end += 1
    return start, end


def _signs(words: str) -> int:
    """How many characters at the beginning of some words are signs that scanning faults do not touch."""
    return next((at for at, character in enumerate(words) if scanning(character)), len(words))


@lru_cache(maxsize=4)
def _folded_spacing(text: str) -> Folded:
    return fold(text, spacing)


@lru_cache(maxsize=4)
def _folded_scanning(text: str) -> Folded:
    return fold(text, scanning)


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def word_diff(then: str, now: str) -> tuple[tuple[str, str], ...]:
    """How words changed.

    Returns:
        Pairs of `equal`, `delete` or `insert` and the words, in reading order; the words of `equal` and `insert`
        together are those of now, the words of `equal` and `delete` those of then.
    """
    before, after = _WORDS.findall(then), _WORDS.findall(now)
    pieces: list[tuple[str, str]] = []
    old = new = ""
    steps = list(Levenshtein.opcodes(before, after))
    for number, step in enumerate(steps):
        was = "".join(before[step.src_start : step.src_end])
        words = "".join(after[step.dest_start : step.dest_end])
        # A space between changed words is no part that stayed: who reads wants the old words whole, then the new.
        within = was.isspace() and (old or new) and number + 1 < len(steps)
        if step.tag != "equal" or within:
            old, new = old + was, new + words
            continue
        pieces += _changed(old, new)
        old = new = ""
        pieces.append(("equal", words))
    pieces += _changed(old, new)
    return tuple(pieces)


def _changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(sign, words) for sign, words in (("delete", old), ("insert", new)) if words]
