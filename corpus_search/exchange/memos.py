"""Memos: Markdown without HTML, pictures or headings; whatever else stands there is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus_search.exchange.blocks import Span

MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "heading", "lheading", "html_block", "html_inline", "reference"]
)


def memo_paragraphs(text: str) -> list[tuple[Span, ...]]:
    """The paragraphs of a memo, with what is emphasised in them; each item of a list is one."""
    made: list[tuple[Span, ...]] = []
    sign = ""
    for token in MARKDOWN.parse(text):
        if token.type == "list_item_open":
            sign = f"{token.info}. " if token.info else "– "
        elif token.type == "inline":
            made.append((*((Span(sign),) if sign else ()), *_spans(token.children or ())))
            sign = ""
        elif token.type in {"fence", "code_block"}:
            made.append((Span(" ".join((token.info + "\n" + token.content).split())),))
    return made


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    italic = bold = 0
    address = ""
    for token in tokens:
        match token.type:
            case "em_open" | "em_close":
                italic += token.nesting
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "link_open":
                address = "" if token.info == "auto" else f" ({token.attrs['href']})"
            case "link_close":
                yield Span(address)
            case "softbreak" | "hardbreak":
                yield Span(" ")
            case _ if token.content:
                yield Span(token.content, italic=italic > 0, bold=bold > 0)
