"""Where anchors stand now, remembered for as long as the texts stay as they are."""

from __future__ import annotations

import threading
from dataclasses import replace

from corpus_search.evidence.anchors import LOST, Located, locate
from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.evidence.types import Anchor, Place, Standing

_LONG = 20
"""Characters from which words are looked for in other documents when theirs is gone."""
_KEPT = 20_000


class Places:
    """Finds anchors; safe for threads."""

    def __init__(self, texts: Texts) -> None:
        """Nothing is found yet."""
        self._texts = texts
        self._known: dict[tuple[Anchor, str], tuple[str, Located]] = {}
        self._lock = threading.Lock()

    def of(self, anchor: Anchor) -> Place:
        """Where an anchor stands now."""
        document, located = self.located(anchor)
        text = self._texts.get(document)
        if text is None:
            return Place(Standing.LOST, None, similarity=0.0, sure=False)
        if located.standing is Standing.LOST:
            return Place(Standing.LOST, text.document, similarity=0.0, sure=False)
        passage = text.passage_of(located.start, located.end)
        return Place(
            standing=located.standing,
            document=text.document,
            start=located.start,
            end=located.end,
            text=text.text[located.start : located.end],
            passage=passage,
            similarity=located.similarity,
            sure=located.sure,
            citation=self._texts.cite(text.document, passage),
        )

    def located(self, anchor: Anchor) -> tuple[str, Located]:
        """The id of the document in which an anchor stands now, and where."""
        text = self._texts.get(anchor.document)
        key = anchor, text.checksum if text else self._texts.generation
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
            return text.document.id, locate(anchor, text.text, text.checksum)
        exact = anchor.quote.exact
        if len(exact) >= _LONG:
            for other in self._texts.all():
                if exact in other.text:
                    located = locate(anchor, other.text, other.checksum)
                    return other.document.id, replace(located, standing=Standing.MOVED, sure=False)
        return anchor.document, LOST
