"""A passage's text as HTML outside of its document: paragraphs, printed lines flowed, words marked."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from corpus_search.web.blocks import PRINTED
from corpus_search.web.inline import Ink
from corpus_search.web.spans import Span, flowed, lines


def passage_html(text: str, source: str, marks: Sequence[Span] = ()) -> Markup:
    """The text as paragraphs.

    Args:
        text: a passage's.
        source: the format of its document.
        marks: spans of it to mark, in order, apart from each other.
    """
    ink = Ink(text, marks, (), None)
    paragraphs = flowed if source in PRINTED else lines
    return Markup("").join(
        Markup("<p>{}</p>").format(ink.write(start, end)) for start, end in paragraphs(text, 0, len(text))
    )
