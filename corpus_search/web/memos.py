"""Memos as they are read on a page."""

from __future__ import annotations

from markupsafe import Markup

from corpus_search.exchange.memos import MARKDOWN


def memo_html(text: str) -> Markup:
    """A memo as HTML. Links lead to web addresses only; `javascript:` and its like stay text."""
    return Markup(MARKDOWN.render(text))  # noqa: S704  (the renderer escapes everything that it did not make itself)
