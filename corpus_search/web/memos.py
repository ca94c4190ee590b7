"""Memos as they are read: Markdown without HTML, pictures or headings; whatever else stands there is shown as text."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "heading", "lheading", "html_block", "html_inline"]
)


def memo_html(text: str) -> Markup:
    """A memo as HTML. Links lead to web addresses only; `javascript:` and its like stay text."""
    return Markup(_markdown.render(text))  # noqa: S704  (the renderer escapes everything that it did not make itself)
