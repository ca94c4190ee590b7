"""Evidence as it is shown: real names stay in the store, where they find their place again."""

from __future__ import annotations

from dataclasses import replace

from corpus_search.evidence.anchors import CONTEXT
from corpus_search.evidence.rows import NothingFound
from corpus_search.evidence.texts import Texts
from corpus_search.evidence.types import Anchor, Judgement, Place, Quote, Standing
from corpus_search.pseudonyms import Names

_SAME_WORDS = frozenset({Standing.SAME, Standing.MOVED})


def shown_anchor(anchor: Anchor, place: Place, texts: Texts) -> Anchor:
    """An anchor in the words and offsets of the document as it is shown.

    What stood around words that are found no more is left out: it could end amid a name.
    """
    names = _names(place, texts)
    if not names:
        return replace(anchor, document=texts.shown_id(anchor.document))
    quote = Quote(names.rename(anchor.quote.exact))
    text = texts.get(place.document.id) if place.document and place.standing is not Standing.LOST else None
    if text is not None and place.standing in _SAME_WORDS:
        before, after = text.text[: place.start], text.text[place.end :]
        quote = Quote(place.text, before[-CONTEXT:], after[:CONTEXT])
    return replace(
        anchor,
        document=texts.shown_id(anchor.document),
        start=place.start,
        end=place.end,
        quote=quote,
        citation=names.rename(anchor.citation),
        title=names.rename(anchor.title),
    )


def shown_judgement(judgement: Judgement, names: Names) -> Judgement:
    """A judgement with the names in its memo and query replaced."""
    if not names:
        return judgement
    origin = judgement.origin
    return replace(
        judgement,
        memo=names.rename(judgement.memo),
        origin=origin and replace(origin, query=names.rename(origin.query)),
    )


def shown_finding(finding: NothingFound, names: Names) -> NothingFound:
    """A finding with the names in its memo, query and filters replaced."""
    return replace(
        finding,
        memo=names.rename(finding.memo),
        query=names.rename(finding.query),
        filters=names.rename(finding.filters),
    )


def _names(place: Place, texts: Texts) -> Names:
    """The names to be replaced in what was kept of a place; where its document is gone, all of them."""
    return texts.names() if place.document is None or place.document.renamed else Names()
