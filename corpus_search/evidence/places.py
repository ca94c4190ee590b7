"""Where anchors stand now, remembered for as long as the texts stay as they are: themes have thousands of them."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from corpus_search.evidence.anchors import LOST, Located, locate
from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.evidence.types import Anchor, Place, Standing
from corpus_search.model import Document, Passage

_LONG = 20
"""Characters from which words are looked for in other documents when theirs is gone."""
_KEPT = 50_000
"""Anchors whose places are remembered."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an anchor stands in a text, the text itself not being at hand any more."""

    document: str
    located: Located
    words: str
    passage: Passage | None


class Places:
    """Finds anchors; safe for threads."""

    def __init__(self, texts: Texts) -> None:
        """Nothing is found yet."""
        self._texts = texts
        self._known: dict[tuple[Anchor, Hashable], tuple[str, Located]] = {}
        self._spots: tuple[str, dict[Anchor, _Spot]] = "", {}
        self._lock = threading.Lock()

    def of(self, anchor: Anchor) -> Place:
        """Where an anchor stands now."""
        return self.of_all((anchor,))[0]

    def of_all(self, anchors: Iterable[Anchor]) -> tuple[Place, ...]:
        """Where anchors stand now, as of one moment."""
        spots = self._spots_now()
        documents: dict[str, Document | None] = {}
        places = []
        for anchor in anchors:
            spot = spots.get(anchor)
            if spot is None:
                spot = spots[anchor] = self._spot(anchor)
            if spot.document not in documents:
                documents[spot.document] = self._texts.document(spot.document)
            places.append(self._place(spot, documents[spot.document]))
        return tuple(places)

    def _place(self, spot: _Spot, document: Document | None) -> Place:
        located = spot.located
        if located.standing is Standing.WITHDRAWN:
            return Place(Standing.WITHDRAWN, None, similarity=0.0)
        if document is None or not document.state.has_text:
            return Place(Standing.LOST, None, similarity=0.0, sure=False)
        if located.standing is Standing.LOST:
            return Place(Standing.LOST, document, similarity=0.0, sure=False)
        return Place(
            standing=located.standing,
            document=document,
            start=located.start,
            end=located.end,
            text=spot.words,
            passage=spot.passage,
            similarity=located.similarity,
            sure=located.sure,
            cite=partial(self._texts.cite, document, spot.passage),
        )

    def _spots_now(self) -> dict[Anchor, _Spot]:
        """What was found in the texts as they are now."""
        generation = self._texts.generation
        with self._lock:
            if self._spots[0] != generation or len(self._spots[1]) > _KEPT:
                self._spots = generation, {}
            return self._spots[1]

    def _spot(self, anchor: Anchor) -> _Spot:
        document, located = self.located(anchor)
        text = self._texts.get(document)
        if text is None or located.standing is Standing.WITHDRAWN:
            return _Spot(document, located, "", None)
        words = text.text[located.start : located.end]
        return _Spot(document, located, words, text.passage_of(located.start, located.end))

    def located(self, anchor: Anchor) -> tuple[str, Located]:
        """The id of the document in which an anchor stands now, and where in its text as it is shown."""
        if anchor.withdrawn:
            return anchor.document, Located(Standing.WITHDRAWN, sure=True)
        text = self._texts.of_store(anchor.document)
        key = anchor, text.version if text else self._texts.generation
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = self._find(anchor, text)
            with self._lock:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[key] = known
        return known

    def _find(self, anchor: Anchor, text: DocumentText | None) -> tuple[str, Located]:
        """Its own document first; where that is gone, another one: its file may have another name now."""
        if text is not None:
            return text.document.id, _locate(anchor, text)
        exact = anchor.quote.exact
        if len(exact) >= _LONG:
            for other in self._texts.all():
                if exact in other.real:
                    located = _locate(anchor, other)
                    return other.document.id, replace(located, standing=Standing.MOVED, sure=False)
        return anchor.document, LOST


def _locate(anchor: Anchor, text: DocumentText) -> Located:
    """Where real words stand in a text as it is shown."""
    located = locate(anchor, text.real, text.checksum)
    if located.standing is Standing.LOST:
        return located
    start, end = text.alignment.to_shown(located.start, located.end)
    return replace(located, start=start, end=end)
