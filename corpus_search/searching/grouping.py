"""Hits of one page put together: passages that say the same are one, and each document tells how much more it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus_search.language import words
from corpus_search.searching.results import Hit

_SAME = 0.9
"""Share of runs of words that two passages have in common where they say the same (Jaccard's index)."""
_RUN = 3

_Runs = frozenset[tuple[str, ...]]


def collapsed(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, of which those that say the same as one before are only named there.

    A regulation and its amendment, or an annex that comes twice, would else fill a page. Only hits of this page are
    looked at and the ranks stay as they are, so pages never overlap and totals count every passage.
    """
    kept: list[tuple[Hit, _Runs]] = []
    for hit in hits:
        runs = _runs(hit.text)
        for at, (other, others) in enumerate(kept):
            if hit.all_words == other.all_words and _alike(runs, others):
                same = replace(other, near_identical=(*other.near_identical, hit.passage.id))
                kept[at] = same, others
                break
        else:
            kept.append((hit, runs))
    return tuple(hit for hit, _ in kept)


def with_rest(hits: Sequence[Hit], passages: Mapping[str, int]) -> tuple[Hit, ...]:
    """The hits, each with how many other passages its document has with all words.

    Args:
        hits: of a page.
        passages: found in each document, by its id.
    """
    return tuple(
        replace(hit, more_in_document=max(0, passages.get(hit.document.id, 0) - hit.all_words))
        for hit in hits
    )


def _runs(text: str) -> _Runs:
    found = words(text)
    return frozenset(tuple(found[at : at + _RUN]) for at in range(max(1, len(found) - _RUN + 1)))


def _alike(one: _Runs, other: _Runs) -> bool:
    if min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    return len(one & other) >= _SAME * len(one | other)
